import { checkCosignature } from './cosignature.ts';
import { equalBytes, fromUtf8, toHex } from './encoding.ts';
import type { Primitives } from './primitives.ts';
import { checkLine, type SignedNote } from './signed-note.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts';

/** C2SP tlog-policy: which logs count, which witnesses, and how many of them make a checkpoint believable. */
export interface TlogPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly { readonly name: string; readonly key: VerifierKey }[];
  /** In order of definition; members are witnesses or earlier groups. */
  readonly groups: readonly PolicyGroup[];
  /** Name of a witness or group, or `none`. */
  readonly quorum: string;
}

export interface PolicyGroup {
  readonly name: string;
  /** How many members it takes. */
  readonly threshold: number;
  readonly members: readonly string[];
}

/** URLs are left out: nothing here goes over a network. */
export function formatTlogPolicy({ logs, witnesses, groups, quorum }: TlogPolicy): string {
  return [
    ...logs.map((key) => `log ${formatVerifierKey(key)}`),
    ...witnesses.map(({ name, key }) => `witness ${name} ${formatVerifierKey(key)}`),
    ...groups.map(
      ({ name, threshold, members }) =>
        `group ${name} ${threshold === members.length ? 'all' : threshold === 1 ? 'any' : threshold} ${members.join(' ')}`,
    ),
    `quorum ${quorum}`,
    '',
  ].join('\n');
}

export type ParsedPolicy =
  | { readonly ok: true; readonly policy: TlogPolicy }
  | { readonly ok: false; readonly why: string };

/** Bounds of this program; the specification asks for at least 32 of each. */
const MAX_LINES = 1000;

export function parseTlogPolicy(sha256: Primitives['sha256'], bytes: Uint8Array): ParsedPolicy {
  const text = fromUtf8(bytes);
  if (text === null) return { ok: false, why: 'not UTF-8' };
  // oxlint-disable-next-line no-control-regex -- owner: ledger; the rule of the format is about control characters
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text))
    return { ok: false, why: 'holds a control character other than tab and newline' };
  if (!text.endsWith('\n')) return { ok: false, why: 'the last line does not end with a newline' };
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > MAX_LINES) return { ok: false, why: `more than ${MAX_LINES} lines` };
  const reader = new PolicyReader(sha256);
  for (const [i, line] of lines.entries()) {
    // Only space and tab separate; any other white space belongs to a name.
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    const fault = words.length === 0 || words[0]?.startsWith('#') ? null : reader.take(words);
    if (fault !== null) return { ok: false, why: `line ${i + 1}: ${fault}` };
  }
  return reader.end();
}

/** Takes line after line; a group and the quorum can only name what stands above them, so no circle can arise. */
class PolicyReader {
  readonly #sha256: Primitives['sha256'];
  readonly #logs: VerifierKey[] = [];
  readonly #witnesses: { name: string; key: VerifierKey }[] = [];
  readonly #groups: PolicyGroup[] = [];
  readonly #names = new Set<string>(['none']);
  readonly #used = new Set<string>();
  #quorum: string | null = null;

  constructor(sha256: Primitives['sha256']) {
    this.#sha256 = sha256;
  }

  /** What is wrong with the line, or null. */
  take([keyword, ...rest]: readonly string[]): string | null {
    switch (keyword) {
      case 'log':
        return rest.length < 1 || rest.length > 2 ? 'log takes a key and perhaps a URL' : this.#log(rest[0] ?? '');
      case 'witness':
        return rest.length < 2 || rest.length > 3
          ? 'witness takes a name, a key and perhaps a URL'
          : this.#witness(rest[0] ?? '', rest[1] ?? '');
      case 'group':
        return rest.length < 3
          ? 'group takes a name, a number and members'
          : this.#group(rest[0] ?? '', rest[1] ?? '', rest.slice(2));
      case 'quorum':
        return rest.length === 1 ? this.#setQuorum(rest[0] ?? '') : 'quorum takes one name';
      default:
        return `there is no keyword ${keyword ?? ''}`;
    }
  }

  end(): ParsedPolicy {
    if (this.#quorum === null) return { ok: false, why: 'there is no quorum line' };
    return {
      ok: true,
      policy: { logs: this.#logs, witnesses: this.#witnesses, groups: this.#groups, quorum: this.#quorum },
    };
  }

  #log(vkey: string): string | null {
    const parsed = parseVerifierKey(this.#sha256, vkey);
    if (!parsed.ok) return parsed.why;
    if (parsed.key.type !== 'ed25519') return 'a log signs with a key of type 0x01';
    if (this.#logs.some((one) => equalBytes(one.publicKey, parsed.key.publicKey))) return 'two logs with one key';
    this.#logs.push(parsed.key);
    return null;
  }

  #witness(name: string, vkey: string): string | null {
    const parsed = parseVerifierKey(this.#sha256, vkey);
    if (!parsed.ok) return parsed.why;
    if (parsed.key.type === 'ed25519') return 'a witness cosigns with a key of type 0x04 or 0x06';
    // Duplicate means the same public key, whatever the name: one witness must not count twice.
    if (this.#witnesses.some((one) => equalBytes(one.key.publicKey, parsed.key.publicKey)))
      return 'two witnesses with one key';
    const taken = this.#define(name);
    if (taken === null) this.#witnesses.push({ name, key: parsed.key });
    return taken;
  }

  #group(name: string, count: string, members: readonly string[]): string | null {
    const threshold =
      count === 'all' ? members.length : count === 'any' ? 1 : /^[1-9]\d{0,3}$/.test(count) ? Number(count) : 0;
    if (threshold < 1 || threshold > members.length)
      return `it takes between 1 and ${members.length} of them, or any, or all`;
    for (const member of members) {
      if (member === 'none' || !this.#names.has(member)) return `${member} is not defined above`;
      if (this.#used.has(member)) return `${member} is a member twice`;
      this.#used.add(member);
    }
    const taken = this.#define(name);
    if (taken === null) this.#groups.push({ name, threshold, members });
    return taken;
  }

  #setQuorum(name: string): string | null {
    if (this.#quorum !== null) return 'a second quorum';
    if (!this.#names.has(name)) return `${name} is not defined above`;
    this.#quorum = name;
    return null;
  }

  #define(name: string): string | null {
    if (this.#names.has(name)) return `${name} is defined twice`;
    this.#names.add(name);
    return null;
  }
}

export interface Judgement {
  readonly accepted: boolean;
  /** Why not; empty when accepted. */
  readonly why: string;
  readonly log: VerifierKey | null;
  /** Valid cosignatures of witnesses of the policy, whether the quorum needed them or not. */
  readonly cosigned: readonly { readonly name: string; readonly key: VerifierKey; readonly time: number }[];
}

/** Signed by a listed log whose name is the origin, and cosigned by a quorum. One bad line of a listed key spoils the note. */
export function evaluatePolicy(
  primitives: Primitives,
  policy: TlogPolicy,
  note: SignedNote,
  origin: string,
): Judgement {
  const refuse = (why: string): Judgement => ({ accepted: false, why, log: null, cosigned: [] });
  const logs = policy.logs.filter((key) => key.name === origin);
  if (logs.length === 0) return refuse(`no key of the log ${origin} is given`);
  const states = logs.map((key) => checkLine(primitives, note, key));
  const log = logs[states.indexOf('valid')];
  if (states.includes('invalid'))
    return refuse('a signature line under that key of the log does not fit this checkpoint');
  if (!log)
    return refuse(
      `no signature line is of that key of the log (key id ${logs.map(({ keyId }) => toHex(keyId)).join(', ')})`,
    );
  const cosigned: { name: string; key: VerifierKey; time: number }[] = [];
  for (const { name, key } of policy.witnesses) {
    const found = checkCosignature(primitives, note, key);
    if (found.state === 'invalid')
      return refuse(`the line of witness ${name} (${toHex(key.keyId)}) is not its cosignature`);
    if (found.state === 'valid') cosigned.push({ name, key, time: found.time });
  }
  const witnessed = new Set(cosigned.map(({ name }) => name));
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => witnessed.has(member)).length >= threshold) witnessed.add(name);
  }
  const enough = policy.quorum === 'none' || witnessed.has(policy.quorum);
  return {
    accepted: enough,
    why: enough
      ? ''
      : `the quorum ${policy.quorum} is not reached: cosigned by ${cosigned.map(({ name }) => name).join(', ') || 'nobody'}`,
    log,
    cosigned,
  };
}
