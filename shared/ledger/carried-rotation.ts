import { ORIGIN_PATTERN, operatorKeyName } from './checkpoint.ts';
import { fromBase64, utf8 } from './encoding.ts';
import { decodeEntry, type EntryBody } from './entry.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import type { People } from './people.ts';
import type { Primitives } from './primitives.ts';
import { keyFault } from './roster.ts';
import { checkLine } from './signed-note.ts';
import { parseTlogProof, type TlogProof } from './tlog-proof.ts';
import { voucherFault, type VouchedEntry } from './voucher.ts';

type Carried = EntryBody<'operator.rotation-carried'>;
type Key = Carried['next'];

/** Why a change of people does not stand, by the roster before it and by what it brings along; null when it does. */
export function peopleFault(primitives: Primitives, people: People, entry: VouchedEntry): string | null {
  const fault = voucherFault(people, entry);
  if (fault || entry.kind !== 'operator.rotation-carried') return fault;
  return carriedFault(primitives, entry.body, people.get(entry.body.fingerprint)?.publicKey ?? '');
}

/**
 * Why the rotations do not lead from the key known here to the one that signs now. Each has to be the last entry under a checkpoint
 * of one journal that the key it replaces signed: by the rules of a ledger that is how a key says it, there as here.
 */
function carriedFault(
  primitives: Primitives,
  { fingerprint, next, rotations }: Carried,
  publicKey: string,
): string | null {
  let key: Key = { fingerprint, publicKey };
  let journal: string | null = null;
  for (const { entry, proof: text } of rotations) {
    const parsed = parseTlogProof(utf8(text));
    if (!parsed.ok) return `brings a proof that cannot be read: ${parsed.why}`;
    const { proof } = parsed;
    journal ??= proof.checkpoint.origin;
    if (!ORIGIN_PATTERN.test(journal) || journal.split('/')[1] !== 'journal' || proof.checkpoint.origin !== journal)
      return 'brings rotations that are not of one console journal';
    const to = rotatedTo(key, entry, proof.index);
    if (!to) return 'brings something else than a rotation of that key';
    if (!isSignedBy(primitives, key, utf8(entry), proof)) return 'brings a rotation that the old key did not sign';
    if (keyFault(primitives.sha256, to.publicKey, to.fingerprint)) return 'brings a rotation to a key that is no good';
    key = to;
  }
  const leads = key.fingerprint === next.fingerprint && key.publicKey === next.publicKey;
  return leads ? null : 'brings rotations that lead to another key';
}

/** What `entry` says comes after `key`; null when it says nothing of the kind. */
function rotatedTo({ fingerprint }: Key, entry: string, index: number): Key | null {
  const parsed = decodeEntry(utf8(entry));
  if (!parsed.ok || parsed.entry.kind !== 'operator.rotated' || parsed.entry.index !== index) return null;
  const { actor, body } = parsed.entry;
  return actor === `operator:${fingerprint}` && body.fingerprint === fingerprint ? body.next : null;
}

/** Only the entries that a checkpoint adds are by whoever signs it; the last one under it always is one of them. */
function isSignedBy(
  primitives: Primitives,
  { fingerprint, publicKey }: Key,
  entry: Uint8Array,
  proof: TlogProof,
): boolean {
  const { index, hashes, note, checkpoint } = proof;
  const { size, root } = checkpoint;
  const leaf = leafHash(primitives.sha256, entry);
  const key = { name: operatorKeyName(fingerprint), publicKey: fromBase64(publicKey) ?? new Uint8Array() };
  return (
    proof.extra === null &&
    index === size - 1 &&
    verifyInclusion(primitives.sha256, { index, size, leaf, proof: hashes, root }) &&
    checkLine(primitives, note, key) === 'valid'
  );
}
