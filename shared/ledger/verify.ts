import { ActingLookup } from './acting.ts';
import { peopleFault } from './carried-rotation.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { handOverStatements } from './consoles.ts';
import { toHex } from './encoding.ts';
import type { Entry, EntryKind } from './entry.ts';
import type { Finding, Report } from './finding.ts';
import type { Heading } from './heading.ts';
import { KnownCheck } from './known.ts';
import type { Primitives } from './primitives.ts';
import { printable } from './printable.ts';
import { readHere, type LedgerBytes, type Reader, type Reading } from './reading.ts';
import type { ReadEntry, ReadHeading } from './reading.ts';
import { broughtStatements } from './people.ts';
import { Roster, type RosterKey } from './roster.ts';
import { saysExercise } from './rehearsal.ts';
import { checkLine, parseNote, type LineState, type NoteKey, type SignedNote } from './signed-note.ts';
import { signerFaults } from './signer-check.ts';
import { keyName } from './verifier-key.ts';
import { isVouched } from './voucher.ts';
import { StandingCheck } from './standing.ts';
import { TimestampCheck } from './timestamp-check.ts';
import { TreeCheck, type Damaged } from './tree-check.ts';
import { WitnessCheck } from './witness-check.ts';

/** What the verifying person brings from elsewhere. Without it the record can only be consistent with itself. */
export interface Trust {
  /** Fingerprint of the console key, from paper, phone or an earlier bundle. */
  readonly consoleFingerprint?: string;
  /** Keys that handed over to it elsewhere, when this ledger may not have heard of that yet. */
  readonly formerConsoles?: readonly string[];
  /** A checkpoint that was handed out earlier: finds rollback and forks. */
  readonly known?: Uint8Array;
  /** Verifier keys of witnesses, from elsewhere. */
  readonly witnesses?: readonly string[];
  /** The same, of witnesses whose word is wanted: a good line of each has to be on record. */
  readonly wanted?: readonly string[];
}

/** A damaged ledger can produce a finding per entry; the rest is counted, not listed. */
const MAX_FINDINGS = 200;

/**
 * Verifies one ledger. Pure; calls `onEntry` for each entry that decodes, in order, so that folds need no second pass. `reader`
 * may have others read ahead, and then leave out entries that tell nothing (`heading.ts`); the findings are the same.
 */
export function verifyLedger(
  ledger: LedgerBytes,
  trust: Trust,
  primitives: Primitives,
  onEntry?: (entry: Entry) => void,
  reader: Reader = readHere,
): Report {
  return new LedgerCheck(trust, primitives, onEntry).run(reader(ledger, primitives));
}

class LedgerCheck {
  readonly #trust: Trust;
  readonly #primitives: Primitives;
  readonly #onEntry: ((entry: Entry) => void) | undefined;
  readonly #findings: Finding[] = [];
  #suppressed = 0;
  readonly #roster: Roster;
  readonly #tree: TreeCheck;
  #rootWasWrong = false;
  /** An entry since the last checkpoint does not say who acted in it. */
  #unread = false;
  /** How far the indexes are off since an entry is missing or was put in: told once, not of every entry behind it. */
  #shift = 0;
  readonly #witnesses: WitnessCheck;
  readonly #timestamps: TimestampCheck;
  readonly #standing = new StandingCheck();
  readonly #known: KnownCheck;
  #origin: string | null = null;
  #type: Report['summary']['type'] = null;
  #lastRecorded = '';
  #checkpoints = 0;
  readonly #actors: ActingLookup;

  constructor(trust: Trust, primitives: Primitives, onEntry?: (entry: Entry) => void) {
    this.#trust = trust;
    this.#primitives = primitives;
    this.#onEntry = onEntry;
    this.#roster = new Roster(primitives.sha256);
    this.#actors = new ActingLookup(this.#roster);
    this.#tree = new TreeCheck(primitives.sha256);
    this.#witnesses = new WitnessCheck(primitives, [...(trust.witnesses ?? []), ...(trust.wanted ?? [])]);
    this.#timestamps = new TimestampCheck(primitives.sha256);
    this.#known = new KnownCheck(primitives, trust.known);
    this.#reportKnown(this.#known.unreadable());
  }

  run(ledger: Reading): Report {
    const entries = ledger.entries[Symbol.iterator]();
    let sealed = 0;
    for (const { bytes, lineOf } of ledger.checkpoints) {
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
      const state = (key: NoteKey): LineState => lineOf?.(key) ?? checkLine(this.#primitives, parsed.note, key);
      this.#checkCheckpoint(parsed.checkpoint, state, actors, sealed);
      this.#timestamps.sealed(parsed.checkpoint.size, bytes);
      sealed = parsed.checkpoint.size;
    }
    const before = this.#tree.size;
    this.#advance(entries, Number.POSITIVE_INFINITY);
    this.#reportDamaged(this.#tree.settle(null));
    if (this.#tree.size > before) {
      this.#report('ENTRY_UNSEALED', `${this.#tree.size - before} entries at the end are under no checkpoint`, {
        entry: before,
      });
    }
    return this.#conclude();
  }

  /** Reads entries up to `size`; answers who acted in them. */
  #advance(entries: Iterator<ReadEntry | ReadHeading>, size: number): Set<string> {
    this.#unread = false;
    const operators = new Set<string>();
    while (this.#tree.size < size) {
      const next = entries.next();
      if (next.done) break;
      const index = this.#tree.size;
      if ('heading' in next.value) {
        const { hash, heading } = next.value;
        this.#tree.append(hash, null);
        this.#checkRehearsal(heading.at.exercise !== undefined, false, index);
        this.#checkHeading(heading, index, null, operators);
      } else {
        const { leaf, hash, parsed } = next.value;
        this.#tree.append(hash, leaf);
        if (parsed.ok) {
          this.#checkEntry(parsed.entry, index, operators);
          this.#onEntry?.(parsed.entry);
        } else {
          this.#unread = true;
          this.#report(parsed.code, parsed.why, { entry: index });
        }
      }
      this.#compareKnown();
    }
    return operators;
  }

  #checkEntry(entry: Entry, index: number, operators: Set<string>): void {
    if (entry.index !== index && entry.index - index !== this.#shift)
      this.#report('ENTRY_INDEX_WRONG', `stands at place ${index} and says it is entry ${entry.index}`, {
        entry: index,
      });
    this.#shift = entry.index - index;
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
    const denied = entry.kind === 'incident.declared' && !entry.body.exercise;
    this.#checkRehearsal(saysExercise(entry), denied, index);
    const unvouched = isVouched(entry) ? peopleFault(this.#primitives, this.#roster.people, entry) : null;
    if (unvouched) this.#report('ENROLMENT_UNVOUCHED', unvouched, { entry: index });
    for (const fault of this.#roster.apply(entry)) this.#report(fault.code, fault.why, { entry: index });
    this.#actors.rosterMayHaveChanged();
    this.#standing.take(entry, this.#roster.people);
    if (entry.kind === 'checkpoint.witnessed') {
      const fault = this.#witnesses.take(entry, this.#origin ?? '');
      if (fault) this.#report(fault.code, fault.why, { entry: index }, fault.severity);
    }
    if (entry.kind === 'timestamp.requested' || entry.kind === 'timestamp.received') {
      const fault = this.#timestamps.take(entry);
      if (fault) this.#report('TIMESTAMP_INVALID', fault, { entry: index });
    }
    this.#checkHeading(entry, index, entry.kind, operators);
  }

  #checkRehearsal(rehearsed: boolean, denied: boolean, entry: number): void {
    if (this.#type === 'exercise' ? denied : rehearsed)
      this.#report('EXERCISE_MIXED', `says ${rehearsed ? 'exercise' : 'live'} in a ledger of type ${this.#type}`, {
        entry,
      });
  }

  /** `kind`: null for one that tells nothing. */
  #checkHeading({ actor, at }: Heading, index: number, kind: EntryKind | null, operators: Set<string>): void {
    const acting = this.#actors.of(actor);
    acting.count.entries += 1;
    if (acting.role === 'operator') {
      operators.add(acting.fingerprint);
      this.#checkOperator(acting.key, index, kind);
    } else if (this.#roster.console?.fingerprint !== acting.fingerprint) {
      this.#report('ENTRY_ACTOR_UNKNOWN', 'names a console that is not the console of this ledger', { entry: index });
    }
    if (at.recorded < this.#lastRecorded && kind !== 'clock.jumped') {
      this.#report(
        'ENTRY_TIME_BACKWARDS',
        `recorded at ${at.recorded}, the entry before at ${this.#lastRecorded}`,
        { entry: index },
        'warning',
      );
    }
    this.#lastRecorded = at.recorded;
  }

  #checkOperator(key: RosterKey | undefined, index: number, kind: EntryKind | null): void {
    if (!key) this.#report('ENTRY_ACTOR_UNKNOWN', 'names an operator who was never enrolled', { entry: index });
    else if (key.revokedAt !== null && index > key.revokedAt)
      this.#report('KEY_REVOKED', `${key.name}'s key was revoked or replaced by entry ${key.revokedAt}`, {
        entry: index,
      });
    else if (key.pending && kind !== 'operator.confirmed')
      this.#report('KEY_UNCONFIRMED', `${key.name}'s new key acts before it was vouched for and confirmed`, {
        entry: index,
      });
  }

  #checkCheckpoint(
    checkpoint: Checkpoint,
    stateOf: (key: NoteKey) => LineState,
    operators: Set<string>,
    from: number,
  ): void {
    const at = { checkpoint: checkpoint.size };
    const range = from + 1 === checkpoint.size ? `entry ${from}` : `entries ${from} to ${checkpoint.size - 1}`;
    if (this.#origin !== null && checkpoint.origin !== this.#origin)
      this.#report('ORIGIN_MISMATCH', `this checkpoint is of another ledger, ${checkpoint.origin}`, at);
    this.#checkRoot(checkpoint, range, from);
    if (!this.#rootWasWrong) this.#witnesses.sealed(checkpoint);
    const { origin } = checkpoint;
    const signed = { origin, range, operators, unread: this.#unread, stateOf };
    for (const { code, why } of signerFaults(this.#roster, signed)) this.#report(code, why, { ...at, entry: from });
  }

  #checkRoot(checkpoint: Checkpoint, range: string, from: number): void {
    const found = this.#tree.settle(checkpoint.root);
    this.#reportDamaged(found);
    if (!found.holds && !this.#rootWasWrong) {
      this.#report(
        'CHECKPOINT_ROOT_WRONG',
        `the signed root does not cover what is stored: look at ${range}, or earlier where a finding says so`,
        { checkpoint: checkpoint.size, entry: from },
      );
    }
    this.#rootWasWrong = !found.holds;
  }

  #reportDamaged({ code, entries }: Damaged): void {
    const why =
      code === 'ENTRY_ALTERED'
        ? 'these bytes are not the ones that were signed'
        : 'the stored leaf hash is not the hash of this entry';
    for (const entry of entries) this.#report(code, why, { entry });
  }

  #compareKnown(): void {
    if (this.#tree.size !== this.#known.size) return;
    this.#reportKnown(
      this.#known.compare({
        origin: this.#origin,
        consoles: this.#roster.consoles.all(),
        has: (root) => this.#tree.has(root),
      }),
    );
  }

  #reportKnown(found: ReturnType<KnownCheck['unreadable']>): void {
    if (found)
      this.#report(found.code, found.message, found.checkpoint === undefined ? {} : { checkpoint: found.checkpoint });
  }

  #parseCheckpoint(bytes: Uint8Array): { note: SignedNote; checkpoint: Checkpoint } | null {
    const parsed = parseNote(bytes);
    const checkpoint = parsed.ok ? parseCheckpoint(parsed.note.text) : null;
    if (parsed.ok && checkpoint) return { note: parsed.note, checkpoint };
    this.#report(
      'CHECKPOINT_MALFORMED',
      `checkpoint number ${this.#checkpoints} cannot be read: ${parsed.ok ? 'not three lines of origin, size, root' : parsed.why}`,
    );
    return null;
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
    if (this.#tree.size === 0) this.#report('LEDGER_EMPTY', 'the ledger holds no entry');
    else if (this.#checkpoints === 0) this.#report('CHECKPOINT_MISSING', 'no entry is under a checkpoint');
    for (const { code, why, entry } of this.#standing.warnings(this.#roster.people))
      this.#report(code, why, { entry }, 'warning');
    const fingerprint = this.#roster.console?.fingerprint ?? null;
    const held = this.#roster.consoles.all().map((key) => key.fingerprint);
    if (this.#trust.consoleFingerprint && !held.includes(this.#trust.consoleFingerprint)) {
      const former = held.some((one) => this.#trust.formerConsoles?.includes(one));
      if (former) this.#report('CONSOLE_KEY_FORMER', 'still signed with an earlier key of this console', {}, 'warning');
      else
        this.#report(
          'TRUST_MISMATCH',
          `the console key is ${fingerprint ?? 'missing'}, you expected ${this.#trust.consoleFingerprint}`,
        );
    }
    for (const vkey of this.#witnesses.missing(this.#trust.wanted ?? []))
      this.#report('TRUST_NOT_ANCHORED', `no good line of witness ${keyName(vkey)} is on record, whose word you want`);
    this.#reportKnown(this.#known.concluded(this.#tree.size, this.#origin));
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
          .map(({ name, fingerprint: print }) => ({ name, fingerprint: print, signed: this.#actors.countOf(print) })),
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
    out.push(this.#known.statement(this.#findings));
    out.push(...handOverStatements(this.#roster.consoles));
    out.push(...broughtStatements(this.#roster.people).map(printable));
    out.push(...this.#witnesses.statements(this.#tree.size));
    out.push(...this.#timestamps.statements(this.#tree.size));
    out.push('Recorded times are those of the console and are not proven by a third party.');
    if (this.#suppressed > 0) out.push(`${this.#suppressed} further findings are not listed.`);
    return out;
  }
}
