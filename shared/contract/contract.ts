import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { FAILURE_CODES, type FailureCode } from '../domain/failure.ts';
import type { Scenario } from '../domain/scenario.ts';
import type { Report } from '../ledger/finding.ts';
import type { CatalogView } from '../view/catalog-view.ts';
import type { ConsoleView, IncidentLine, WitnessView } from '../view/console-view.ts';
import type { ImportCounts, ImportPreview } from '../view/import-view.ts';
import type { IncidentView } from '../view/incident-view.ts';
import type { DraftView } from '../view/draft-view.ts';
import type { LawAssessment } from '../view/law-view.ts';
import type { ScenarioLine } from '../view/scenario-line.ts';
import type { EntryDetail, TimelinePage } from '../view/timeline-view.ts';
import type { TypedText } from '../view/typed-text.ts';
import type { TimestampRequestText } from '../view/timestamp-text.ts';
import type { CheckpointText, EntryProof, WitnessRequestText } from '../view/proof-text.ts';
import type { OwnWitnessView, VerifierKeyView, WitnessAnswered, WitnessReading } from '../view/witness-view.ts';
import { exerciseInputs } from './exercise-inputs.ts';
import { inputs } from './inputs.ts';

/** Data of every typed error: what a person and a button need. The message travels beside it. */
const FailureData = z.strictObject({
  hint: z.string(),
  retry: z.enum(['never', 'same', 'after-refresh', 'after-unlock']),
  details: z.array(z.string()),
});

const errors = Object.fromEntries(
  FAILURE_CODES.map((code) => [code, { status: failureStatus(code), data: FailureData }]),
) as Record<FailureCode, { status: number; data: typeof FailureData }>;

/** HTTP status for the loopback host; programs use the code. An error without this very status is not taken for a typed one. */
export function failureStatus(code: FailureCode): number {
  if (code === 'LOCKED' || code === 'PASSPHRASE_WRONG') return 401;
  if (code === 'OPERATOR_NOT_ALLOWED' || code === 'HOST_REFUSED') return 403;
  if (code.endsWith('_UNKNOWN') || code === 'UNKNOWN_OPERATION') return 404;
  if (code === 'INTERNAL' || code === 'CANNOT_RECORD' || code === 'LEDGER_DAMAGED') return 500;
  return code === 'BAD_INPUT' ? 400 : 409;
}

const op = oc.errors(errors);

/** What a command answers: the entry that was recorded, read back from the store, and the size its checkpoint covers. */
export interface Recorded {
  readonly recorded: number;
  readonly sealed: number;
}
const recorded = type<Recorded>();

/** A file for people outside: where it was written, and its hash. */
export interface DocumentWritten {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

/** What became of a change of people or keys. */
export interface PeopleRecorded {
  /** The key that the person has now. */
  readonly fingerprint: string;
  /** Incidents whose ledger could not take the change; `catchUp` brings it there once they take writes again. */
  readonly missed: readonly { readonly incident: string; readonly codename: string; readonly why: string }[];
}
const people = type<PeopleRecorded>();

/** Whose key a file from another console holds, as far as it says. */
export interface ArrivingKey {
  readonly name: string;
  readonly fingerprint: string;
}
/** A person's own key, sealed, for another console. */
export interface KeyFileText extends ArrivingKey {
  readonly text: string;
}

/**
 * Pushed after each commit, whenever an effect ends, and now and then as a `tick`, because dates pass by themselves: fetch the view
 * again if it is yours.
 */
export const FeedEvent = z.strictObject({
  what: z.enum(['console', 'incident', 'tick']),
  incident: z.string().nullable(),
  size: z.int().nullable(),
});
export type FeedEvent = z.infer<typeof FeedEvent>;

/** How far a piece of long work is. `entries` are counted; `files` and `evidence` are bytes. `total` 0: not known yet. */
export const WorkProgress = z.strictObject({
  phase: z.enum(['files', 'entries', 'evidence']),
  done: z.number().min(0),
  total: z.number().min(0),
});
export type WorkProgress = z.infer<typeof WorkProgress>;

export const contract = {
  console: {
    view: op.input(inputs.nothing).output(type<ConsoleView>()),
    catalog: op.input(inputs.nothing).output(type<CatalogView>()),
    feed: op.input(inputs.nothing).output(eventIterator(FeedEvent)),
  },
  setup: { create: op.input(inputs.setup).output(type<{ readonly fingerprint: string }>()) },
  operators: {
    /** Lead and second vouch once two people can sign here. */
    enrol: op.input(inputs.enrol).output(people),
    /** What a key file from another console holds, before anybody vouches. Refuses what could not be enrolled. */
    readKey: op.input(inputs.readKey).output(type<ArrivingKey>()),
    /** The key of whoever signs now, as a file for another console. */
    exportKey: op.input(inputs.exportKey).output(type<KeyFileText>()),
    /** The second voucher for someone whom one alone had vouched for. */
    vouch: op.input(inputs.vouch).output(people),
    /** Lead and second sign when a role that lets act is added and somebody else is there. */
    setRoles: op.input(inputs.setRoles).output(people),
    /** A new key for the console itself; lead and second vouch where two are there. */
    replaceConsoleKey: op.input(inputs.replaceConsoleKey).output(people),
    /** Repeats the last hand-over in the incidents that could not take it. */
    finishHandOver: op.input(inputs.nothing).output(people),
    /** Brings incidents that missed a change of people up to the journal, as far as those who are here can sign for it. */
    catchUp: op.input(inputs.nothing).output(people),
    /** A new key for whoever signs now. */
    rotate: op.input(inputs.renewKey).output(people),
    changePassphrase: op.input(inputs.renewKey).output(people),
    /** Lead and second sign, unless nobody else is left beside the one who acts and the one revoked. */
    revoke: op.input(inputs.revokeKey).output(people),
    /** A new key for someone who lost the passphrase; lead and second vouch. */
    reenrol: op.input(inputs.reenrol).output(people),
  },
  session: {
    /** Signs the lead in; whoever was there is locked first. */
    unlock: op.input(inputs.unlock).output(type<ConsoleView>()),
    /** Hands the keyboard to a second person, who signs with their own key until `giveBack`. */
    takeSecond: op.input(inputs.unlock).output(type<ConsoleView>()),
    giveBack: op.input(inputs.nothing).output(type<ConsoleView>()),
    lock: op.input(inputs.nothing).output(type<ConsoleView>()),
  },
  permit: {
    /** Lead and second sign for the content of a playbook as it is, where two are there. */
    approvePlaybook: op.input(inputs.approvePlaybook).output(type<ConsoleView>()),
    /** One person takes it back. */
    withdrawApproval: op.input(inputs.withdrawApproval).output(type<ConsoleView>()),
    /** The same two for letting this console run commands by itself. */
    armExec: op.input(inputs.armExec).output(type<ConsoleView>()),
    disarmExec: op.input(inputs.armExec).output(type<ConsoleView>()),
  },
  organisation: {
    /** One legal entity as it is from now on, in the journal and in every incident that knows it. */
    describe: op
      .input(inputs.describeEntity)
      .output(type<{ readonly entity: string; readonly missed: PeopleRecorded['missed'] }>()),
  },
  incidents: {
    list: op.input(inputs.nothing).output(type<readonly IncidentLine[]>()),
    declare: op.input(inputs.declare).output(type<Recorded & { readonly incident: string }>()),
  },
  incident: {
    view: op.input(inputs.incident).output(type<IncidentView>()),
    timeline: op.input(inputs.timeline).output(type<TimelinePage>()),
    entry: op.input(inputs.entry).output(type<EntryDetail>()),
    /** One entry shown to be in a signed tree without showing another (C2SP tlog-proof), and the bytes it is about. */
    proof: op.input(inputs.entry).output(type<EntryProof>()),
    /** The last checkpoint as a signed note, to be handed out. */
    checkpoint: op.input(inputs.incident).output(type<CheckpointText>()),
    /** The clock that an exercise goes by: on, off, faster, ahead; never back. */
    setExerciseClock: op.input(inputs.setExerciseClock).output(recorded),
    addAsset: op.input(inputs.addAsset).output(recorded),
    addCredential: op.input(inputs.addCredential).output(recorded),
    /** The whole record again, with the reason; what stood before stays on record. */
    correctAsset: op.input(inputs.correctAsset).output(recorded),
    correctCredential: op.input(inputs.correctCredential).output(recorded),
    /** What an import into the register would do, row by row; records nothing. */
    previewImport: op.input(inputs.previewImport).output(type<ImportPreview>()),
    importRegister: op.input(inputs.importRegister).output(type<Recorded & ImportCounts>()),
    addNote: op.input(inputs.addNote).output(recorded),
    answerTriage: op.input(inputs.answerTriage).output(recorded),
    stateFact: op.input(inputs.stateFact).output(recorded),
    withdrawFact: op.input(inputs.withdrawFact).output(recorded),
    decideAware: op.input(inputs.decideAware).output(recorded),
    classify: op.input(inputs.classify).output(recorded),
    fsck: op.input(inputs.fsck).output(type<Report>()),
  },
  /** What the players get in an exercise, and what came of it. Only whoever facilitates releases, judges and ends. */
  exercise: {
    scenarios: op.input(inputs.nothing).output(type<readonly ScenarioLine[]>()),
    start: op.input(exerciseInputs.start).output(recorded),
    setAutomatic: op.input(exerciseInputs.setAutomatic).output(recorded),
    /** The whole script: for the facilitator, and for everybody once the exercise has ended. */
    plan: op.input(exerciseInputs.plan).output(type<Scenario>()),
    release: op.input(exerciseInputs.release).output(recorded),
    skip: op.input(exerciseInputs.skip).output(recorded),
    judge: op.input(exerciseInputs.judge).output(recorded),
    penalise: op.input(exerciseInputs.penalise).output(recorded),
    recordLesson: op.input(exerciseInputs.recordLesson).output(recorded),
    end: op.input(exerciseInputs.end).output(recorded),
    /** The after-action report as a PDF in the home's exports, on record by its hash. */
    report: op.input(exerciseInputs.report).output(type<Recorded & DocumentWritten>()),
  },
  evidence: {
    collect: op.input(inputs.collect).output(type<Recorded & { readonly exhibit: string; readonly sha256: string }>()),
  },
  run: {
    start: op.input(inputs.startRun).output(type<Recorded & { readonly run: string }>()),
    advance: op.input(inputs.advanceRun).output(recorded),
    /** Ends on record what this console cannot follow. Claims nothing about exit criteria. */
    end: op.input(inputs.endRun).output(recorded),
    orderRetraining: op.input(inputs.orderRetraining).output(type<Recorded & { readonly orderId: string }>()),
  },
  action: {
    draft: op.input(inputs.draftAction).output(type<Recorded & { readonly action: string }>()),
    dryRun: op.input(inputs.dryRun).output(recorded),
    submit: op.input(inputs.submit).output(recorded),
    order: op.input(inputs.order).output(recorded),
    supplyOutput: op.input(inputs.supplyOutput).output(recorded),
    resolveDoubt: op.input(inputs.resolveDoubt).output(recorded),
    withdraw: op.input(inputs.withdrawAction).output(recorded),
    /** Attest mode: a person says what they did and saw, with evidence. */
    attest: op.input(inputs.attest).output(recorded),
    /** The second signature under what was done under break-glass. */
    ratify: op.input(inputs.ratify).output(recorded),
  },
  decision: {
    record: op.input(inputs.recordDecision).output(recorded),
    object: op.input(inputs.objectDecision).output(recorded),
  },
  hold: {
    place: op.input(inputs.placeHold).output(type<Recorded & { readonly hold: string }>()),
    release: op.input(inputs.releaseHold).output(recorded),
  },
  gate: { decide: op.input(inputs.decideGate).output(recorded) },
  command: {
    offer: op.input(inputs.offerCommand).output(recorded),
    accept: op.input(inputs.answerOffer).output(recorded),
    withdraw: op.input(inputs.answerOffer).output(recorded),
  },
  law: {
    /** Router, tests and clocks; `suppose` asks on a copy of the facts, `pack` under another pack. Records nothing. */
    assess: op.input(inputs.assessLaw).output(type<LawAssessment>()),
    /** "Not applicable", as a signed decision with its reason. */
    dismiss: op.input(inputs.dismissRegime).output(recorded),
    reopen: op.input(inputs.reopenRegime).output(recorded),
    /** An authority asked for a report and set a date. */
    noteRequest: op.input(inputs.noteRequest).output(recorded),
    explainLate: op.input(inputs.explainLate).output(recorded),
    /** Holiday, shorter national period or state of national law, for this incident. */
    adjust: op.input(inputs.adjustLaw).output(recorded),
    /** Running dates as an iCalendar file, written to the home's exports. */
    calendar: op
      .input(inputs.exportCalendar)
      .output(type<{ readonly path: string; readonly name: string; readonly text: string }>()),
  },
  notification: {
    /** Drafts without recording; `keep` records the draft as a version. */
    preview: op.input(inputs.draftNotification).output(type<DraftView>()),
    /** What a person writes into a field of a form. */
    answer: op.input(inputs.answerField).output(recorded),
    keep: op.input(inputs.draftNotification).output(type<Recorded & { readonly version: number }>()),
    /** A kept version as a file in the home's exports, on record by its hash. */
    export: op.input(inputs.exportNotification).output(type<Recorded & DocumentWritten>()),
    /** Facts, rules, decisions, drafts and receipts as one file for counsel. */
    dossier: op.input(inputs.exportDossier).output(type<Recorded & DocumentWritten>()),
    /** An opinion on a kept version, in one's role. */
    review: op.input(inputs.reviewNotification).output(recorded),
    /** One of the two signatures that lock a version. */
    lock: op.input(inputs.lockNotification).output(recorded),
    file: op.input(inputs.fileNotification).output(recorded),
    /** A filing that was recorded by mistake: its entry stays, clocks count without it. */
    strike: op.input(inputs.strikeFiling).output(recorded),
  },
  witness: {
    trust: op.input(inputs.trustWitness).output(type<WitnessView>()),
    distrust: op.input(inputs.distrustWitness).output(type<WitnessView>()),
    /** What the witness has to read (C2SP tlog-witness), from the size it cosigned last to the last checkpoint. */
    request: op.input(inputs.witnessRequest).output(type<WitnessRequestText>()),
    /** Takes the witness's answer in: signature lines, or the whole checkpoint with them. */
    merge: op.input(inputs.mergeCosignatures).output(recorded),
    /** This console as a witness for others: its key, and what it saw. */
    own: op.input(inputs.nothing).output(type<OwnWitnessView>()),
    /** Makes the key to witness with. */
    start: op.input(inputs.startWitness).output(type<OwnWitnessView>()),
    /** What a request of another console asks, and what the answer would be. Writes nothing down. */
    read: op.input(inputs.witnessText).output(type<WitnessReading>()),
    /** A verifier key beside a request that it signed, for people to compare. */
    readKey: op.input(inputs.witnessLogKey).output(type<VerifierKeyView>()),
    /** Answers that ledger from here on: somebody compared its key. */
    serve: op.input(inputs.witnessServe).output(type<OwnWitnessView>()),
    drop: op.input(inputs.witnessDrop).output(type<OwnWitnessView>()),
    /** Cosigns a request, once it is written down. */
    answer: op.input(inputs.witnessText).output(type<WitnessAnswered>()),
  },
  timestamp: {
    /** Freezes the last checkpoint and makes a request over it (RFC 3161), to be carried to an authority by hand. */
    request: op.input(inputs.timestampRequest).output(type<Recorded & TimestampRequestText>()),
    /** Takes the authority's reply in, verified against the request and a root certificate. */
    import: op
      .input(inputs.timestampImport)
      .output(type<Recorded & { readonly verified: 'yes' | 'unverified-chain' }>()),
  },
  handoff: {
    export: op.input(inputs.exportBundle).output(type<Recorded & { readonly path: string; readonly name: string }>()),
    /** Brings a folder in the shape of C2SP tlog-tiles up to date; adds files and never changes one. */
    exportTiles: op.input(inputs.exportTiles).output(
      type<{
        readonly path: string;
        readonly origin: string;
        readonly size: number;
        readonly root: string;
        readonly added: number;
        readonly kept: number;
      }>(),
    ),
    verify: op.input(inputs.verifyBundle).output(type<Report>()),
  },
  /** What is typed and not recorded, kept in the home so that it outlives the window. No passphrases. */
  typed: {
    list: op.input(inputs.nothing).output(type<readonly TypedText[]>()),
    keep: op.input(inputs.keepTyped).output(type<void>()),
    drop: op.input(inputs.dropTyped).output(type<void>()),
  },
  /** How far the work is that a call of the same name (`work`) does; ends with it. Aborting that call stops the work. */
  work: { follow: op.input(inputs.followWork).output(eventIterator(WorkProgress)) },
} as const;
export type Contract = typeof contract;
