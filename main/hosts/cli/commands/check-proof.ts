import { fail } from '../../../../shared/domain/failure.ts';
import { decodeEntry } from '../../../../shared/ledger/entry.ts';
import { toHex } from '../../../../shared/ledger/encoding.ts';
import type { Primitives } from '../../../../shared/ledger/primitives.ts';
import { printable } from '../../../../shared/ledger/printable.ts';
import { parseTlogPolicy, type TlogPolicy } from '../../../../shared/ledger/tlog-policy.ts';
import { parseTlogProof, verifyTlogProof } from '../../../../shared/ledger/tlog-proof.ts';
import { parseVerifierKey, type VerifierKey } from '../../../../shared/ledger/verifier-key.ts';
import { entryText } from '../../../../shared/view/entry-text.ts';
import { nodeCrypto } from '../../../adapters/crypto/node-crypto.ts';
import type { Invocation } from '../invocation.ts';
import { readSmallFile } from '../small-file.ts';
import { print } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Checks one disclosed entry (C2SP tlog-proof) on any machine: no home, no passphrase, only keys that came another way. */
export async function checkProof(invocation: Invocation): Promise<number> {
  const [path, ...more] = invocation.positionals;
  if (path === undefined || more.length > 0) throw new UsageError('check-proof needs the path of one proof');
  const crypto = nodeCrypto(17);
  const entry = await read(invocation.required('entry'));
  const policy = await policyOf(invocation, crypto);
  const parsed = parseTlogProof(await read(path));
  const verdict = parsed.ok
    ? verifyTlogProof(crypto, { proof: parsed.proof, entry, policy })
    : ({ holds: false, code: 'PROOF_MALFORMED', why: `the proof cannot be read: ${parsed.why}` } as const);
  if (!verdict.holds) {
    print('does NOT hold');
    print(`error\t${verdict.code}\t${printable(verdict.why)}`);
    return 1;
  }
  const { index, checkpoint, judgement } = verdict;
  print('holds');
  print(`entry\t${index} of ${checkpoint.size}`);
  print(`log\t${printable(checkpoint.origin)}`);
  print(`root\t${toHex(checkpoint.root)}`);
  for (const { name, key, time } of judgement.cosigned)
    print(`witnessed\t${new Date(time * 1000).toISOString()}\t${printable(name)}\t${toHex(key.keyId)}`);
  const decoded = decodeEntry(entry);
  if (decoded.ok)
    print(
      `says\t${decoded.entry.at.recorded}\t${printable(entryText(decoded.entry, (fingerprint) => fingerprint.slice(0, 16)))}`,
    );
  if (judgement.cosigned.length === 0)
    print(
      'note\tnobody outside has witnessed this checkpoint: it shows what the log signed, not that the log never signed another',
    );
  return 0;
}

async function policyOf(invocation: Invocation, crypto: Primitives): Promise<TlogPolicy> {
  const keys = invocation.list('vkey').map((text) => keyOf(crypto, text));
  const logs = keys.filter(({ type }) => type === 'ed25519');
  const named = keys.filter(({ type }) => type !== 'ed25519').map((key) => ({ name: key.name, key }));
  const file = invocation.optional('policy');
  if (file === undefined) {
    if (logs.length === 0) throw new UsageError('check-proof needs --vkey with the key of the log, or --policy');
    // A witness that is named is one whose word is wanted: all of them have to be there.
    const all = { name: 'all given witnesses', threshold: named.length, members: named.map(({ name }) => name) };
    return {
      logs,
      witnesses: named,
      groups: named.length === 0 ? [] : [all],
      quorum: named.length === 0 ? 'none' : all.name,
    };
  }
  if (named.length > 0) throw new UsageError('with --policy the witnesses stand in the policy');
  const parsed = parseTlogPolicy(crypto.sha256, await read(file));
  if (!parsed.ok) fail('BAD_INPUT', `${file} is not a policy: ${parsed.why}`, ['policy']);
  return { ...parsed.policy, logs: [...parsed.policy.logs, ...logs] };
}

function keyOf(crypto: Primitives, text: string): VerifierKey {
  const parsed = parseVerifierKey(crypto.sha256, text);
  return parsed.ok
    ? parsed.key
    : fail('BAD_INPUT', `${text.slice(0, 80)} is not a verifier key: ${parsed.why}`, ['vkey']);
}

/** Proofs, entries and policies alike. */
const MOST_BYTES = 1 << 20;

async function read(path: string): Promise<Uint8Array> {
  return readSmallFile(path, MOST_BYTES);
}
