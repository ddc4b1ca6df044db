import { operatorKeyName, parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { equalBytes, fromUtf8, toHex } from './encoding.ts';
import { decodeEntry, type Entry } from './entry.ts';
import type { Finding, Report } from './finding.ts';
import { Frontier, leafHash } from './merkle.ts';
import type { Primitives } from './primitives.ts';
import { printable } from './printable.ts';
import { Roster } from './roster.ts';
import { checkLine, parseNote, type SignedNote } from './signed-note.ts';
import { isVouched, voucherFault } from './voucher.ts';
import { TimestampCheck } from './timestamp-check.ts';
import { WitnessCheck } from './witness-check.ts';

/** What is verified: bytes as stored, in order. Read once, front to back, so that a ledger of any length fits in memory. */
export interface LedgerBytes {
  /** `leaf` is the stored leaf hash where the store keeps one; it lets an altered entry be named exactly. */
  readonly entries: Iterable<{ readonly bytes: Uint8Array; readonly leaf: Uint8Array | null }>;
  /** Signed notes in ascending size. */
  readonly checkpoints: Iterable<Uint8Array>;
}

/** What the verifying person brings from elsewhere. Without it the record can only be consistent with itself. */
export interface Trust {
  /** Fingerprint of the console key, from paper, phone or an earlier bundle. */
  readonly consoleFingerprint?: string;
  /** A checkpoint that was handed out earlier: finds rollback and forks. */
  readonly known?: Uint8Array;
  /** Verifier keys of witnesses, from elsewhere. */
  readonly witnesses?: readonly string[];
}

/** A damaged ledger can produce a finding per entry; the rest is counted, not listed. */
const MAX_FINDINGS = 200;

/** Verifies one ledger. Pure; calls `onEntry` for each entry that decodes, in order, so that folds need no second pass. */
export function verifyLedger(
  ledger: LedgerBytes,
  trust: Trust,
  primitives: Primitives,
  onEntry?: (entry: Entry) => void,
): Report {
  return new LedgerCheck(trust, primitives, onEntry).run(ledger);
}

class LedgerCheck {
  readonly #trust: Trust;
  readonly #primitives: Primitives;
  readonly #onEntry: ((entry: Entry) => void) | undefined;
  readonly #findings: Finding[] = [];
  #suppressed = 0;
  readonly #roster: Roster;
  #tree: Frontier;
  /** The tree of the stored leaf hashes, kept from the first entry that does not have its hash until the next checkpoint. */
  #storedTree: Frontier | null = null;
  #suspects: number[] = [];
  #rootWasWrong = false;
  readonly #witnesses: WitnessCheck;
  readonly #timestamps: TimestampCheck;
  readonly #known: Checkpoint | null;
  #knownSeen = false;
  #origin: string | null = null;
  #type: Report['summary']['type'] = null;
  #lastRecorded = '';
  #checkpoints = 0;
  readonly #signed = new Map<string, number>();

  constructor(trust: Trust, primitives: Primitives, onEntry?: (entry: Entry) => void) {
    this.#trust = trust;
    this.#primitives = primitives;
    this.#onEntry = onEntry;
    this.#roster = new Roster(primitives.sha256);
    this.#tree = new Frontier(primitives.sha256);
    this.#witnesses = new WitnessCheck(primitives, trust.witnesses);
    this.#timestamps = new TimestampCheck(primitives.sha256);
    this.#known = this.#parseKnown();
  }

  run(ledger: LedgerBytes): Report {
    const entries = ledger.entries[Symbol.iterator]();
    let sealed = 0;
    for (const bytes of ledger.checkpoints) {
      this.#checkpoints += 1;
      const parsed = this.#parseCheckpoint(bytes);
      if (!parsed) continue;
      if (parsed.checkpoint.size <= sealed) {
        this.#report('CHECKPOINT_ORDER', `checkpoint of size ${parsed.checkpoint.size} after one of size ${sealed}`, {
          checkpoint: parsed.checkpoint.size,
        });
        continue;
      }
      const actors = this.#advance(entries, parsed.checkpoint.size);
      if (this.#tree.size < parsed.checkpoint.size) {
        this.#report(
          'LEDGER_TRUNCATED',
          `the checkpoint covers ${parsed.checkpoint.size} entries, only ${this.#tree.size} are there`,
          { checkpoint: parsed.checkpoint.size },
        );
        break;
      }
      this.#checkCheckpoint(parsed, actors, sealed);
      this.#timestamps.sealed(parsed.checkpoint.size, bytes);
      sealed = parsed.checkpoint.size;
    }
    const before = this.#tree.size;
    this.#advance(entries, Number.POSITIVE_INFINITY);
    this.#settleSuspects('LEAF_HASH_WRONG');
    if (this.#tree.size > before) {
      this.#report('ENTRY_UNSEALED', `${this.#tree.size - before} entries at the end are under no checkpoint`, {
        entry: before,
      });
    }
    return this.#conclude();
  }

  /** Reads entries up to `size`; answers who acted in them. */
  #advance(entries: Iterator<LedgerBytes['entries'] extends Iterable<infer E> ? E : never>, size: number): Set<string> {
    const operators = new Set<string>();
    while (this.#tree.size < size) {
      const next = entries.next();
      if (next.done) break;
      const { bytes, leaf } = next.value;
      const index = this.#tree.size;
      const hash = leafHash(this.#primitives.sha256, bytes);
      if (leaf && !equalBytes(leaf, hash)) {
        this.#storedTree ??= this.#tree.copy();
        this.#suspects.push(index);
      }
      this.#storedTree?.append(leaf ?? hash);
      this.#tree.append(hash);
      const decoded = decodeEntry(bytes);
      if (decoded.ok) {
        this.#checkEntry(decoded.entry, index, operators);
        this.#onEntry?.(decoded.entry);
      } else {
        this.#report(decoded.code, decoded.why, { entry: index });
      }
      this.#compareKnown();
    }
    return operators;
  }

  #checkEntry(entry: Entry, index: number, operators: Set<string>): void {
    if (entry.index !== index) this.#report('ENTRY_INDEX_WRONG', `says it is entry ${entry.index}`, { entry: index });
    if ((index === 0) !== (entry.kind === 'ledger.opened')) {
      this.#report(index === 0 ? 'GENESIS_MISSING' : 'GENESIS_REPEATED', `entry ${index} is ${entry.kind}`, {
        entry: index,
      });
    }
    if (entry.kind === 'ledger.opened' && index === 0) {
      this.#origin = entry.body.origin;
      this.#type = entry.body.type;
      // The origin is what witnesses sign: a rehearsal must not carry a live one, nor the reverse.
      if (entry.body.origin.split('/')[1] !== entry.body.type)
        this.#report('EXERCISE_MIXED', `of type ${entry.body.type}, with the origin ${entry.body.origin}`, {
          entry: index,
        });
    }
    const rehearsed = entry.at.exercise !== undefined || (entry.kind === 'incident.declared' && entry.body.exercise);
    const denied = entry.kind === 'incident.declared' && !entry.body.exercise;
    if (this.#type === 'exercise' ? denied : rehearsed)
      this.#report('EXERCISE_MIXED', `says ${rehearsed ? 'exercise' : 'live'} in a ledger of type ${this.#type}`, {
        entry: index,
      });
    const unvouched = isVouched(entry) ? voucherFault(this.#roster.people, entry) : null;
    if (unvouched) this.#report('ENROLMENT_UNVOUCHED', unvouched, { entry: index });
    for (const fault of this.#roster.apply(entry)) this.#report(fault.code, fault.why, { entry: index });
    if (entry.kind === 'checkpoint.witnessed') {
      const fault = this.#witnesses.take(entry, this.#origin ?? '');
      if (fault) this.#report(fault.code, fault.why, { entry: index }, fault.severity);
    }
    if (entry.kind === 'timestamp.requested' || entry.kind === 'timestamp.received') {
      const fault = this.#timestamps.take(entry);
      if (fault) this.#report('TIMESTAMP_INVALID', fault, { entry: index });
    }
    const [role, fingerprint = ''] = entry.actor.split(':');
    if (role === 'operator') {
      operators.add(fingerprint);
      this.#checkOperator(fingerprint, entry);
    } else if (this.#roster.console?.fingerprint !== fingerprint) {
      this.#report('ENTRY_ACTOR_UNKNOWN', 'names a console that is not the console of this ledger', { entry: index });
    }
    if (entry.at.recorded < this.#lastRecorded && entry.kind !== 'clock.jumped') {
      this.#report(
        'ENTRY_TIME_BACKWARDS',
        `recorded at ${entry.at.recorded}, the entry before at ${this.#lastRecorded}`,
        { entry: index },
        'warning',
      );
    }
    this.#lastRecorded = entry.at.recorded;
  }

  #checkOperator(fingerprint: string, { index, kind }: Entry): void {
    const key = this.#roster.get(fingerprint);
    if (!key) this.#report('ENTRY_ACTOR_UNKNOWN', 'names an operator who was never enrolled', { entry: index });
    else if (key.revokedAt !== null && index > key.revokedAt)
      this.#report('KEY_REVOKED', `${key.name}'s key was revoked or replaced by entry ${key.revokedAt}`, {
        entry: index,
      });
    else if (key.pending && kind !== 'operator.confirmed')
      this.#report('KEY_UNCONFIRMED', `${key.name}'s new key acts before it was vouched for and confirmed`, {
        entry: index,
      });
    this.#signed.set(fingerprint, (this.#signed.get(fingerprint) ?? 0) + 1);
  }

  #checkCheckpoint(
    { note, checkpoint }: { note: SignedNote; checkpoint: Checkpoint },
    operators: Set<string>,
    from: number,
  ): void {
    const at = { checkpoint: checkpoint.size };
    const range = from + 1 === checkpoint.size ? `entry ${from}` : `entries ${from} to ${checkpoint.size - 1}`;
    if (this.#origin !== null && checkpoint.origin !== this.#origin)
      this.#report('ORIGIN_MISMATCH', `is of ${checkpoint.origin}`, at);
    this.#checkRoot(checkpoint, range, from);
    if (!this.#rootWasWrong) this.#witnesses.sealed(checkpoint);
    const console = this.#roster.console;
    if (console) {
      const state = checkLine(this.#primitives, note, { name: checkpoint.origin, publicKey: console.publicKey });
      if (state !== 'valid')
        this.#report(
          state === 'absent' ? 'CONSOLE_SIGNATURE_MISSING' : 'CONSOLE_SIGNATURE_INVALID',
          `console line for ${range}`,
          { ...at, entry: from },
        );
    }
    if (operators.size > 1)
      this.#report('OPERATORS_MIXED', `one checkpoint covers ${operators.size} people (${range})`, {
        ...at,
        entry: from,
      });
    for (const key of this.#roster.all()) {
      const state = checkLine(this.#primitives, note, {
        name: operatorKeyName(key.fingerprint),
        publicKey: key.publicKey,
      });
      const needed = operators.has(key.fingerprint);
      if (needed && state === 'absent')
        this.#report('OPERATOR_SIGNATURE_MISSING', `${key.name} acted in ${range} but did not sign`, {
          ...at,
          entry: from,
        });
      else if (state === 'invalid')
        this.#report('OPERATOR_SIGNATURE_INVALID', `line of ${key.name} for ${range}`, { ...at, entry: from });
      else if (!needed && state === 'valid')
        this.#report('OPERATOR_SIGNATURE_STRAY', `${key.name} signed ${range} without acting in it`, {
          ...at,
          entry: from,
        });
    }
  }

  /**
   * The signed root decides which copy is damaged, entry or leaf hash. Where the stored leaf hashes are what was signed, the
   * check goes on with them, so that one altered entry is one finding and not one for every later checkpoint.
   */
  #checkRoot(checkpoint: Checkpoint, range: string, from: number): void {
    const holds = equalBytes(checkpoint.root, this.#tree.root());
    const stored = this.#storedTree;
    const storedHolds = !holds && stored !== null && equalBytes(checkpoint.root, stored.root());
    this.#settleSuspects(storedHolds ? 'ENTRY_ALTERED' : 'LEAF_HASH_WRONG');
    if (storedHolds) this.#tree = stored;
    const wrong = !holds && !storedHolds;
    if (wrong && !this.#rootWasWrong) {
      this.#report(
        'CHECKPOINT_ROOT_WRONG',
        `the signed root does not cover what is stored: look at ${range}, or earlier where a finding says so`,
        { checkpoint: checkpoint.size, entry: from },
      );
    }
    this.#rootWasWrong = wrong;
  }

  #settleSuspects(code: 'ENTRY_ALTERED' | 'LEAF_HASH_WRONG'): void {
    const why =
      code === 'ENTRY_ALTERED'
        ? 'these bytes are not the ones that were signed'
        : 'the stored leaf hash is not the hash of this entry';
    for (const entry of this.#suspects) this.#report(code, why, { entry });
    this.#suspects = [];
    this.#storedTree = null;
  }

  #compareKnown(): void {
    if (!this.#known || this.#tree.size !== this.#known.size) return;
    const roots = [this.#tree.root(), ...(this.#storedTree ? [this.#storedTree.root()] : [])];
    this.#knownSeen =
      this.#known.origin === this.#origin &&
      roots.some((root) => this.#known !== null && equalBytes(root, this.#known.root));
    if (!this.#knownSeen) {
      this.#report('KNOWN_CHECKPOINT_FORK', 'the checkpoint you hold and this ledger tell different stories', {
        checkpoint: this.#known.size,
      });
    }
  }

  #parseCheckpoint(bytes: Uint8Array): { note: SignedNote; checkpoint: Checkpoint } | null {
    const parsed = parseNote(bytes);
    const checkpoint = parsed.ok ? parseCheckpoint(parsed.note.text) : null;
    if (parsed.ok && checkpoint) return { note: parsed.note, checkpoint };
    this.#report(
      'CHECKPOINT_MALFORMED',
      `checkpoint ${this.#checkpoints}: ${parsed.ok ? 'not three lines of origin, size, root' : parsed.why}`,
    );
    return null;
  }

  #parseKnown(): Checkpoint | null {
    if (!this.#trust.known) return null;
    const parsed = parseNote(this.#trust.known);
    // Whoever holds it vouches for it, so the three lines alone will do: that is what a root on paper is.
    const checkpoint = parseCheckpoint(parsed.ok ? parsed.note.text : (fromUtf8(this.#trust.known) ?? ''));
    if (!checkpoint) this.#report('CHECKPOINT_MALFORMED', 'the checkpoint you hold cannot be read');
    return checkpoint;
  }

  #report(
    code: Finding['code'],
    message: string,
    place: { entry?: number; checkpoint?: number } = {},
    severity: Finding['severity'] = 'error',
  ): void {
    if (this.#findings.length < MAX_FINDINGS)
      this.#findings.push({ code, severity, message: printable(message), ...place });
    else this.#suppressed += 1;
  }

  #conclude(): Report {
    if (this.#tree.size === 0) this.#report('LEDGER_EMPTY', 'holds no entry');
    else if (this.#checkpoints === 0) this.#report('CHECKPOINT_MISSING', 'no entry is under a checkpoint');
    for (const { name, ended } of this.#roster.people.all()) {
      if (ended?.why !== 'revoked' || !ended.confirmable || ended.confirmedBy !== null) continue;
      this.#report(
        'REVOCATION_UNCONFIRMED',
        `one person alone revoked the key of ${name}, though another could have confirmed`,
        { entry: ended.entry },
        'warning',
      );
    }
    const fingerprint = this.#roster.console?.fingerprint ?? null;
    if (this.#trust.consoleFingerprint && fingerprint !== this.#trust.consoleFingerprint) {
      this.#report(
        'TRUST_MISMATCH',
        `the console key is ${fingerprint ?? 'missing'}, you expected ${this.#trust.consoleFingerprint}`,
      );
    }
    if (this.#known && !this.#knownSeen && this.#known.size > this.#tree.size) {
      this.#report(
        'KNOWN_CHECKPOINT_AHEAD',
        `you hold a checkpoint of ${this.#known.size} entries, this ledger has ${this.#tree.size}: it was rolled back`,
      );
    }
    return {
      verified: this.#findings.every((finding) => finding.severity !== 'error'),
      findings: this.#findings,
      statements: this.#statements(),
      summary: {
        origin: this.#origin,
        type: this.#type,
        entries: this.#tree.size,
        checkpoints: this.#checkpoints,
        root: this.#tree.size > 0 ? toHex(this.#tree.root()) : null,
        consoleFingerprint: fingerprint,
        operators: this.#roster
          .all()
          .map(({ name, fingerprint: print }) => ({ name, fingerprint: print, signed: this.#signed.get(print) ?? 0 })),
        witnessed: this.#witnesses.summary(),
        evidenceFiles: 0,
        evidenceBytes: 0,
      },
    };
  }

  #statements(): string[] {
    const out: string[] = [];
    if (this.#type === 'exercise')
      out.push('EXERCISE: this is the record of a rehearsal and proves nothing about a live incident.');
    if (!this.#trust.consoleFingerprint) {
      out.push(
        'The console key was taken from the record itself. Compare its fingerprint with one you got another way; without that, anyone could have made a consistent record under a key of their own.',
      );
    }
    out.push(
      this.#knownSeen
        ? `The checkpoint you hold (size ${this.#known?.size}) is part of this ledger: it was not rolled back behind it.`
        : 'Rollback cannot be excluded: whether entries were removed from the end shows only against a checkpoint that someone else holds.',
    );
    out.push(...this.#witnesses.statements(this.#tree.size));
    out.push(...this.#timestamps.statements(this.#tree.size));
    out.push('Recorded times are those of the console and are not proven by a third party.');
    if (this.#suppressed > 0) out.push(`${this.#suppressed} further findings are not listed.`);
    return out;
  }
}
