import { toBase64 } from '../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../shared/ledger/entry.ts';
import { operatorKeyName, parseCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { inclusionProof } from '../../shared/ledger/merkle.ts';
import { formatNote, noteKeyId, parseNote } from '../../shared/ledger/signed-note.ts';
import { formatTlogProof } from '../../shared/ledger/tlog-proof.ts';
import { LedgerBuilder } from './ledger-builder.ts';
import { alice, crypto, mallory, type Party } from './parties.ts';

const JOURNAL = 'bulkhead/journal/8899aabbccddeeff0011223344556677';

export function rotation(from: Party, to: Party): NewEntry {
  return {
    kind: 'operator.rotated',
    body: { fingerprint: from.signer.fingerprint, next: keyOf(to) },
  };
}

/** A console journal in which the first of `keys` gave way to the second, that to the third, and so on. */
export function journalOf(keys: readonly Party[], { origin = JOURNAL, signers }: Departure = {}): LedgerBuilder {
  const [first = alice] = keys;
  const journal = new LedgerBuilder({ origin, roster: [alice, first] }).note(alice, 'before').note(alice, 'it');
  for (const [i, to] of keys.entries()) {
    const from = keys[i - 1];
    if (!from) continue;
    journal.append(from, rotation(from, to)).seal({ lines: signers ?? [from] });
    journal.write(to, { kind: 'operator.confirmed', body: { fingerprint: to.signer.fingerprint } });
  }
  return journal;
}

/** Ways in which what is brought along is not what it should be. */
export interface Departure {
  readonly journal?: LedgerBuilder;
  readonly origin?: string;
  readonly signers?: readonly Party[];
  /** The line of the old key was made with another one. */
  readonly forged?: boolean;
  /** The proof is against the checkpoint after the one that the old key signed. */
  readonly later?: boolean;
  /** As many of the rotations are left out at the end. */
  readonly leave?: number;
  readonly entry?: (text: string) => string;
  readonly proof?: (text: string) => string;
}

/** The entry by which `to` takes the place of `from` in a ledger that missed it. */
export function carries(from: Party, to: Party, departure: Departure = {}): NewEntry {
  const { leave = 0, entry = same, proof = same, later = false, forged = false } = departure;
  const journal = departure.journal ?? journalOf([from, to], departure);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const rotations = journal.list
    .filter(({ bytes }) => text(bytes).includes('"kind":"operator.rotated"'))
    .map(({ index, bytes }) => {
      const checkpoint = journal.checkpointOver(later ? index + 1 : index);
      const note = text(checkpoint?.note ?? new Uint8Array());
      const leaves = journal.list.slice(0, checkpoint?.size).map(({ leaf }) => leaf);
      const path = inclusionProof(crypto.sha256, leaves, index);
      return {
        entry: entry(text(bytes)),
        proof: proof(formatTlogProof(index, path, forged ? withForgedLine(note, from) : note)),
      };
    });
  return {
    kind: 'operator.rotation-carried',
    body: {
      fingerprint: from.signer.fingerprint,
      next: keyOf(to),
      rotations: rotations.slice(0, rotations.length - leave),
    },
  };
}

const same = (text: string): string => text;

function keyOf({ signer }: Party): { fingerprint: string; publicKey: string } {
  return { fingerprint: signer.fingerprint, publicKey: toBase64(signer.publicKey) };
}

/** The name and the key id are those of `who`, the signature is Mallory's. */
function withForgedLine(note: string, who: Party): string {
  const parsed = parseNote(new TextEncoder().encode(note));
  if (!parsed.ok || !parseCheckpoint(parsed.note.text)) throw new Error('the sample journal cannot be read');
  const { text } = parsed.note;
  const name = operatorKeyName(who.signer.fingerprint);
  const keyId = noteKeyId(crypto.sha256, { name, publicKey: who.signer.publicKey });
  const signature = mallory.signer.sign(new TextEncoder().encode(text));
  const signatures = parsed.note.signatures.filter((line) => line.name !== name);
  return formatNote({ text, signatures: [...signatures, { name, keyId, signature }] });
}
