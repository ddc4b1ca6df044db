import { formatCheckpoint, type Checkpoint } from './checkpoint.ts';
import { checkCosignature } from './cosignature.ts';
import { fromHex, toHex, utf8 } from './encoding.ts';
import type { Entry } from './entry.ts';
import type { FindingCode, WitnessedSummary } from './finding.ts';
import type { Primitives } from './primitives.ts';
import { printable } from './printable.ts';
import { RootBook } from './root-book.ts';
import { parseNote } from './signed-note.ts';
import { parseVerifierKey, verifierKeyPrint } from './verifier-key.ts';

interface Fault {
  readonly code: FindingCode;
  readonly why: string;
  readonly severity: 'error' | 'warning';
}

type Witnessed = Extract<Entry, { kind: 'checkpoint.witnessed' }>;

/** The part of the verifier that is about cosignatures: each is verified again, against the roots this ledger itself signed. */
export class WitnessCheck {
  readonly #primitives: Primitives;
  /** Verifier keys that the verifying person got from elsewhere. */
  readonly #trusted: ReadonlySet<string>;
  readonly #book = new RootBook();
  readonly #largest = new Map<string, WitnessedSummary>();

  constructor(primitives: Primitives, trusted: readonly string[] = []) {
    this.#primitives = primitives;
    this.#trusted = new Set(trusted);
  }

  /** A checkpoint of this ledger, in ascending order of size. */
  sealed({ size, root }: Checkpoint): void {
    this.#book.add(size, root);
  }

  /** What is wrong with a recorded cosignature, or null. */
  take({ body }: Witnessed, origin: string): Fault | null {
    const { size, root, vkey, witness, time } = body;
    const parsed = parseVerifierKey(this.#primitives.sha256, vkey);
    if (!parsed.ok)
      return { code: 'COSIGNATURE_INVALID', severity: 'error', why: `the key of witness ${witness}: ${parsed.why}` };
    const text = formatCheckpoint({ origin, size, root: fromHex(root) ?? new Uint8Array(32) });
    const note = parseNote(utf8(`${text}\n${body.cosignature}\n`));
    const found = note.ok ? checkCosignature(this.#primitives, note.note, parsed.key) : ({ state: 'invalid' } as const);
    if (found.state === 'unknown')
      return {
        code: 'COSIGNATURE_UNCHECKED',
        severity: 'warning',
        why: `witness ${witness} signs with ML-DSA-44, which this program cannot verify`,
      };
    if (found.state !== 'valid')
      return {
        code: 'COSIGNATURE_INVALID',
        severity: 'error',
        why: `witness ${witness} did not cosign a tree of ${size} entries with that root`,
      };
    if (found.time * 1000 !== Date.parse(time))
      return {
        code: 'COSIGNATURE_INVALID',
        severity: 'error',
        why: `witness ${witness} says another time than ${time}`,
      };
    const own = this.#book.rootOf(size);
    // The signature is good, so whoever holds this key saw another tree of the same name: not a slip, a second history.
    if (!own || toHex(own) !== root)
      return {
        code: 'COSIGNED_FORK',
        severity: 'error',
        why: `witness ${witness} saw ${size} entries that are not the first ${size} of this ledger`,
      };
    const before = this.#largest.get(vkey);
    if (!before || size > before.size) {
      this.#largest.set(vkey, {
        name: printable(witness),
        keyName: printable(parsed.key.name),
        fingerprint: verifierKeyPrint(this.#primitives.sha256, vkey),
        size,
        time,
        trusted: this.#trusted.has(vkey),
      });
    }
    return null;
  }

  /** Those of `wanted` of whom no good line is on record. */
  missing(wanted: readonly string[]): readonly string[] {
    return wanted.filter((vkey) => !this.#largest.has(vkey));
  }

  /** Per witness the largest tree, largest first. */
  summary(): readonly WitnessedSummary[] {
    return [...this.#largest.values()].sort((a, b) => b.size - a.size);
  }

  statements(entries: number): string[] {
    return this.summary().map(({ name, keyName, fingerprint, size, time, trusted }) => {
      const whose = trusted
        ? 'You trust its key.'
        : 'Its key was taken from the record: compare the fingerprint with the witness.';
      return `Witnessed: ${name} (${keyName}, fingerprint ${fingerprint}) saw the first ${size} of ${entries} entries at ${time}, by its own clock; they are unchanged since. ${whose} Ask the witness for the last size it saw: if that is above ${entries}, entries were removed from the end.`;
    });
  }
}
