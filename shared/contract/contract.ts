import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import { FAILURE_CODES, type FailureCode } from '../domain/failure.ts';
import type { Report } from '../ledger/finding.ts';
import type { Draft } from '../law/forms/draft.ts';
import type { CatalogView } from '../view/catalog-view.ts';
import type { ConsoleView, IncidentLine, WitnessView } from '../view/console-view.ts';
import type { IncidentView } from '../view/incident-view.ts';
import type { EntryDetail, TimelinePage } from '../view/timeline-view.ts';
import type { TimestampRequestText } from '../view/timestamp-text.ts';
import type { CheckpointText, EntryProof, WitnessRequestText } from '../view/proof-text.ts';
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

/** What became of a change of people or keys. */
export interface PeopleRecorded {
  /** The key that the person has now. */
  readonly fingerprint: string;
  /** Incidents whose ledger could not take the change; repeat the change once the ledger is in order. */
  readonly missed: readonly { readonly incident: string; readonly codename: string; readonly why: string }[];
}
const people = type<PeopleRecorded>();

/** Pushed after each commit and whenever an effect ends: fetch the view again if it is yours. */
export const FeedEvent = z.strictObject({
  what: z.enum(['console', 'incident', 'tick']),
  incident: z.string().nullable(),
  size: z.int().nullable(),
});
export type FeedEvent = z.infer<typeof FeedEvent>;

export const contract = {
  console: {
    view: op.input(inputs.nothing).output(type<ConsoleView>()),
    catalog: op.input(inputs.nothing).output(type<CatalogView>()),
    feed: op.input(inputs.nothing).output(eventIterator(FeedEvent)),
  },
  setup: { create: op.input(inputs.setup).output(type<{ readonly fingerprint: string }>()) },
  operators: {
    enrol: op.input(inputs.enrol).output(people),
    setRoles: op.input(inputs.setRoles).output(people),
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
    addAsset: op.input(inputs.addAsset).output(recorded),
    addCredential: op.input(inputs.addCredential).output(recorded),
    addNote: op.input(inputs.addNote).output(recorded),
    answerTriage: op.input(inputs.answerTriage).output(recorded),
    stateFact: op.input(inputs.stateFact).output(recorded),
    decideAware: op.input(inputs.decideAware).output(recorded),
    classify: op.input(inputs.classify).output(recorded),
    fsck: op.input(inputs.fsck).output(type<Report>()),
  },
  evidence: {
    collect: op.input(inputs.collect).output(type<Recorded & { readonly exhibit: string; readonly sha256: string }>()),
  },
  run: {
    start: op.input(inputs.startRun).output(type<Recorded & { readonly run: string }>()),
    advance: op.input(inputs.advanceRun).output(recorded),
  },
  action: {
    draft: op.input(inputs.draftAction).output(type<Recorded & { readonly action: string }>()),
    dryRun: op.input(inputs.action).output(recorded),
    submit: op.input(inputs.submit).output(recorded),
    order: op.input(inputs.order).output(recorded),
    supplyOutput: op.input(inputs.supplyOutput).output(recorded),
    resolveDoubt: op.input(inputs.resolveDoubt).output(recorded),
    withdraw: op.input(inputs.withdrawAction).output(recorded),
  },
  gate: { decide: op.input(inputs.decideGate).output(recorded) },
  command: {
    offer: op.input(inputs.offerCommand).output(recorded),
    accept: op.input(inputs.answerOffer).output(recorded),
    withdraw: op.input(inputs.answerOffer).output(recorded),
  },
  notification: {
    /** Drafts without recording; `keep` records the draft as a version. */
    preview: op.input(inputs.draftNotification).output(type<{ readonly draft: Draft; readonly text: string }>()),
    keep: op.input(inputs.draftNotification).output(type<Recorded & { readonly version: number }>()),
    file: op.input(inputs.fileNotification).output(recorded),
  },
  witness: {
    trust: op.input(inputs.trustWitness).output(type<WitnessView>()),
    distrust: op.input(inputs.distrustWitness).output(type<WitnessView>()),
    /** What the witness has to read (C2SP tlog-witness), from the size it cosigned last to the last checkpoint. */
    request: op.input(inputs.witnessRequest).output(type<WitnessRequestText>()),
    /** Takes the witness's answer in: signature lines, or the whole checkpoint with them. */
    merge: op.input(inputs.mergeCosignatures).output(recorded),
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
    exportTiles: op
      .input(inputs.exportTiles)
      .output(
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
} as const;
export type Contract = typeof contract;
