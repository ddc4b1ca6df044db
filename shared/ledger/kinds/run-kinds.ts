import { z } from 'zod';
import { RetrainOrder } from '../../domain/retrain-order.ts';
import {
  ActionId,
  AssetId,
  CredentialId,
  EffectId,
  Fingerprint,
  InstantSchema,
  RunId,
  Sha256Hex,
  line,
  prose,
} from '../../domain/ids.ts';

/** A playbook or action template named exactly: the run refuses any other digest (style H9). */
export const Pinned = z.strictObject({ id: line(40), version: z.int().min(1), digest: Sha256Hex });
export type Pinned = z.infer<typeof Pinned>;

const MODES = ['card', 'exec', 'attest'] as const;
const STEP_NAMES = ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'killSessions', 'undo'] as const;
const ORDERS = ['dryRun', 'apply', 'undo', 'reprobe', 'renew'] as const;
const VERDICTS = ['done', 'failed', 'ok', 'refused', 'blocked', 'passed', 'none', 'live', 'unclear'] as const;

/** A value an operator typed for an action, by field name. A list, not an object, so that no name can be special. */
const ParamList = z
  .array(z.strictObject({ name: z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/), value: line(4000, 0) }))
  .max(40);

export const ReadingSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  summary: line(1000, 0),
  sessions: z.array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_.:-]{1,80}$/), label: line(300, 0) })).max(200),
  facts: z.array(z.strictObject({ name: line(80), value: line(500, 0) })).max(50),
});

/** Actions of one run; none has more. */
const Actions = z.array(ActionId).max(500);

const RunEventName = z.string().regex(/^[A-Z][A-Z0-9_]{1,40}$/);

export const runKinds = {
  /**
   * `subject`: the one asset a run is about, for playbooks that run once per asset (PB4: a segment). `approval`: what the journal of the
   * console said of this content then, and whose signatures it has; absent in older entries.
   */
  'run.started': z.strictObject({
    run: RunId,
    playbook: Pinned,
    title: line(120),
    subject: AssetId.optional(),
    approval: z
      .strictObject({ state: z.enum(['approved', 'changed', 'none', 'withdrawn']), by: z.array(Fingerprint).max(50) })
      .optional(),
  }),
  /** An event of the playbook's statechart, by a person. `detail` is the reason or the text typed at the step. */
  'run.advanced': z.strictObject({
    run: RunId,
    event: RunEventName,
    choice: line(80, 0),
    detail: prose(4000, 0),
    /** Entries of the proposals that this person seconds; only for moves that need more than one signature. */
    proposals: z.array(z.int().min(0)).min(1).max(5).optional(),
  }),
  /** Such a move as the first person means it. It moves nothing by itself. */
  'run.proposed': z.strictObject({ run: RunId, event: RunEventName, choice: line(80, 0), detail: prose(4000, 0) }),
  /**
   * The commander ends a run that the console at hand cannot follow: its version is not there (`absent`), or the record does not follow from the
   * version that is (`unfollowed`). Nothing of its exit criteria was asked. `open` is what the record left open then; `told` is what the
   * commander says of containments that may be in force and whose lease this console cannot read.
   */
  'run.ended': z.strictObject({
    run: RunId,
    playbook: Pinned,
    because: z.enum(['absent', 'unfollowed']),
    reason: prose(2000),
    open: z.strictObject({ inDoubt: Actions, notProven: Actions, notTold: Actions, notCarriedOut: Actions }),
    told: z.array(z.strictObject({ action: ActionId, text: line(300) })).max(50),
  }),
  /** What is to be trained again, how, and which gates it has to pass. Its author signs the entry; ORDER_ISSUED of PB3 takes two signatures. */
  'retrain.ordered': z.strictObject({ run: RunId, order: RetrainOrder }),
  /** Exactly one of `target` and `credential` says what it is aimed at; `credential` is how the first versions wrote it. */
  'action.drafted': z
    .strictObject({
      action: ActionId,
      run: RunId,
      template: Pinned,
      credential: CredentialId.optional(),
      target: z.union([CredentialId, AssetId]).optional(),
      /** Wave of PB1; 0 where the playbook knows no waves. */
      wave: z.int().min(0).max(3),
      mode: z.enum(MODES),
      params: ParamList,
    })
    .refine((body) => (body.credential === undefined) !== (body.target === undefined), 'one target'),
  /** Effect about to be performed: argv as recorded here, secrets named by file only. Without an outcome it is in doubt. */
  'effect.started': z.strictObject({
    effect: EffectId,
    action: ActionId,
    step: z.enum(STEP_NAMES),
    mode: z.enum(MODES),
    /** In `attest` mode what a person is asked to do: titles without argv. */
    commands: z
      .array(z.strictObject({ title: line(500), argv: z.array(z.string().max(4000)).max(120), stdin: prose(8000, 0) }))
      .max(60),
  }),
  'effect.completed': z.strictObject({
    effect: EffectId,
    action: ActionId,
    step: z.enum(STEP_NAMES),
    reading: ReadingSchema,
    outputs: z
      .array(
        z.strictObject({ exit: z.int().nullable(), timedOut: z.boolean(), sha256: Sha256Hex, bytes: z.int().min(0) }),
      )
      .max(60),
  }),
  /** A person says what became of an effect that was in doubt, after looking at the real system. */
  'effect.resolved': z.strictObject({
    effect: EffectId,
    action: ActionId,
    step: z.enum(STEP_NAMES),
    happened: z.enum(['yes', 'no', 'unknown']),
    reason: prose(2000),
  }),
  'action.submitted': z.strictObject({
    action: ActionId,
    purpose: z.enum(['apply', 'undo']),
    approvalHash: Sha256Hex,
    expiresAt: InstantSchema,
    /** The commander arms it alone, and says why; somebody else ratifies afterwards. */
    breakGlass: prose(2000).optional(),
  }),
  'gate.approved': z.strictObject({ action: ActionId, approvalHash: Sha256Hex, note: prose(2000, 0) }),
  'gate.rejected': z.strictObject({ action: ActionId, approvalHash: Sha256Hex, reason: prose(2000) }),
  /** The order of a person: dry run and probe at any time, apply and undo once the quorum stands. */
  'action.ordered': z.strictObject({
    action: ActionId,
    purpose: z.enum(ORDERS),
    /** Only for a dry run: why nothing is collected before the cut. The commander's decision. */
    skipCollect: prose(2000).optional(),
  }),
  /** By the console: `by` ordered it, and nothing was started. `details`: what was in the way, field by field. */
  'action.refused': z.strictObject({
    action: ActionId,
    purpose: z.enum(ORDERS),
    by: Fingerprint,
    code: z.enum(['REGISTER_CHANGED', 'EXEC_NOT_ARMED']),
    details: z.array(line(300)).max(40),
  }),
  /** The second signature under what was done under break-glass. */
  'action.ratified': z.strictObject({ action: ActionId, note: prose(2000, 0) }),
  'action.withdrawn': z.strictObject({ action: ActionId, reason: prose(2000) }),
} as const;
