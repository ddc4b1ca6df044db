import { z } from 'zod';
import { ActionId, CredentialId, EffectId, InstantSchema, RunId, Sha256Hex, line, prose } from '../../domain/ids.ts';

/** A playbook or action template named exactly: the run refuses any other digest (style H9). */
export const Pinned = z.strictObject({ id: line(40), version: z.int().min(1), digest: Sha256Hex });
export type Pinned = z.infer<typeof Pinned>;

const STEP_NAMES = ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'killSessions', 'undo'] as const;
const VERDICTS = ['done', 'failed', 'ok', 'refused', 'blocked', 'passed', 'none', 'live', 'unclear'] as const;

/** A value an operator typed for an action, by field name. A list, not an object, so that no name can be special. */
const ParamList = z
  .array(z.strictObject({ name: z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/), value: line(500, 0) }))
  .max(40);

export const ReadingSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  summary: line(1000, 0),
  sessions: z.array(z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_.:-]{1,80}$/), label: line(300, 0) })).max(200),
  facts: z.array(z.strictObject({ name: line(80), value: line(500, 0) })).max(50),
});

export const runKinds = {
  'run.started': z.strictObject({ run: RunId, playbook: Pinned, title: line(120) }),
  /** An event of the playbook's statechart, by a person. `detail` is the reason or the text typed at the step. */
  'run.advanced': z.strictObject({
    run: RunId,
    event: z.string().regex(/^[A-Z][A-Z_]{1,40}$/),
    choice: line(80, 0),
    detail: prose(4000, 0),
  }),
  'action.drafted': z.strictObject({
    action: ActionId,
    run: RunId,
    template: Pinned,
    credential: CredentialId,
    wave: z.int().min(1).max(3),
    mode: z.enum(['card', 'exec']),
    params: ParamList,
  }),
  /** Effect about to be performed: argv as recorded here, secrets named by file only. Without an outcome it is in doubt. */
  'effect.started': z.strictObject({
    effect: EffectId,
    action: ActionId,
    step: z.enum(STEP_NAMES),
    mode: z.enum(['card', 'exec']),
    commands: z
      .array(
        z.strictObject({ title: line(200), argv: z.array(z.string().max(2000)).min(1).max(60), stdin: prose(4000, 0) }),
      )
      .max(20),
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
      .max(20),
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
  }),
  'gate.approved': z.strictObject({ action: ActionId, approvalHash: Sha256Hex, note: prose(2000, 0) }),
  'gate.rejected': z.strictObject({ action: ActionId, approvalHash: Sha256Hex, reason: prose(2000) }),
  /** The order of a person: dry run and probe at any time, apply and undo once the quorum stands. */
  'action.ordered': z.strictObject({ action: ActionId, purpose: z.enum(['dryRun', 'apply', 'undo', 'reprobe']) }),
  'action.withdrawn': z.strictObject({ action: ActionId, reason: prose(2000) }),
} as const;
