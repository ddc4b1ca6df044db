import { fromUtf8, utf8 } from './encoding.ts';
import type { Primitives } from './primitives.ts';
import { parseTlogPolicy, type ParsedPolicy } from './tlog-policy.ts';
import { parseVerifierKey, type VerifierKey } from './verifier-key.ts';

/**
 * What a person pastes as "the keys that I trust": a C2SP tlog-policy, or verifier keys, one a line. A witness among bare keys is
 * one whose word is wanted, so all of them have to be there.
 */
export function givenPolicy(sha256: Primitives['sha256'], bytes: Uint8Array): ParsedPolicy {
  const text = fromUtf8(bytes);
  if (text === null) return { ok: false, why: 'not UTF-8' };
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.some((line) => /^quorum\s/.test(line))) return parseTlogPolicy(sha256, utf8(`${text.trimEnd()}\n`));
  const keys: VerifierKey[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const parsed = parseVerifierKey(sha256, line);
    if (!parsed.ok) return { ok: false, why: `line ${i + 1}: ${parsed.why}` };
    keys.push(parsed.key);
  }
  const logs = keys.filter(({ type }) => type === 'ed25519');
  if (logs.length === 0) return { ok: false, why: 'no key of a log is among them' };
  const witnesses = keys.filter(({ type }) => type !== 'ed25519').map((key) => ({ name: key.name, key }));
  const all = { name: 'all given witnesses', threshold: witnesses.length, members: witnesses.map(({ name }) => name) };
  return {
    ok: true,
    policy: {
      logs,
      witnesses,
      groups: witnesses.length === 0 ? [] : [all],
      quorum: witnesses.length === 0 ? 'none' : all.name,
    },
  };
}
