import type { Verdict, StepName } from '../../shared/domain/action.ts';
import { compareInstants, MINUTE, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { ActionContext, ActionEvent, Gate, Purpose } from './action-types.ts';
import { personOf, quorumMet, type Signature } from './quorum.ts';

/** Policy values of reference C0, "Timers": how long a dry run and an approval hold. */
export const DRY_RUN_VALID_MS = 15 * MINUTE;
export const APPROVAL_VALID_MS = 15 * MINUTE;
/** Reference F: break-glass is ratified within this time. */
export const RATIFY_MS = 60 * MINUTE;
/** After this many rounds of ending sessions that keep coming back, a person has to look. */
const MAX_KILL_ROUNDS = 3;

interface Asked {
  readonly context: ActionContext;
  readonly event: ActionEvent;
}

/** What the chart of an action asks before it moves. Pure; instants come in with the events. */
export const actionGuards = {
  said: ({ event }: Asked, params: { step: StepName; verdicts: readonly Verdict[] }) =>
    event.type === 'OUTCOME' && event.step === params.step && params.verdicts.includes(event.verdict),
  skipsCollect: ({ event }: Asked) => event.type === 'DRY_RUN' && event.skipCollect,
  readAll: ({ context, event }: Asked) =>
    context.readOnly && event.type === 'OUTCOME' && event.step === 'apply' && event.verdict === 'done',
  /** A second answer of the same round does not replace the first. */
  firstMustFail: ({ context, event }: Asked) =>
    event.type === 'OUTCOME' && event.step === 'mustFail' && context.mustFail === null,
  proven: ({ context, event }: Asked) =>
    event.type === 'OUTCOME' &&
    event.step === 'mustWork' &&
    event.verdict === 'passed' &&
    context.mustFail === 'blocked',
  brokeWithUndo: ({ context, event }: Asked) =>
    context.reversible && event.type === 'OUTCOME' && event.step === 'mustWork' && event.verdict === 'blocked',
  mayKillAgain: ({ context, event }: Asked) =>
    event.type === 'OUTCOME' &&
    event.step === 'residual' &&
    event.verdict === 'live' &&
    context.killRounds < MAX_KILL_ROUNDS,
  submitApply: ({ context, event }: Asked) => submitsApply(context, event),
  /** Whoever submits is a signer; where one person suffices, that arms it (reference F, R0 and R1). */
  submitsAloneApply: ({ context, event }: Asked) => submitsApply(context, event) && suffices(context, event),
  submitUndo: ({ context, event }: Asked) => submitsUndo(context, event),
  submitsAloneUndo: ({ context, event }: Asked) => submitsUndo(context, event) && suffices(context, event),
  mayApprove: ({ context, event }: Asked) => mayApprove(context, event),
  completesQuorum: ({ context, event }: Asked) =>
    event.type === 'APPROVE' &&
    mayApprove(context, event) &&
    quorumMet(context.quorum, [...(context.gate?.signatures ?? []), event.by]),
  undoWasFromEffective: ({ context, event }: Asked) =>
    event.type === 'REJECT' && context.gate?.hash === event.hash && context.wasEffective,
  mayReject: ({ context, event }: Asked) => event.type === 'REJECT' && context.gate?.hash === event.hash,
  signedByRevoked: ({ context, event }: Asked) =>
    event.type === 'KEY_REVOKED' && signedWith(context.gate, event.fingerprint),
  revokedUndoOfEffective: ({ context, event }: Asked) =>
    event.type === 'KEY_REVOKED' && signedWith(context.gate, event.fingerprint) && context.wasEffective,
  orderApply: ({ context, event }: Asked) =>
    event.type === 'ORDER' &&
    event.purpose === 'apply' &&
    event.waveOpen &&
    (event.held || !context.needsHold) &&
    stands(context, 'apply', event.at),
  orderUndo: ({ context, event }: Asked) =>
    event.type === 'ORDER' &&
    event.purpose === 'undo' &&
    !(event.liftBarred === true && context.wasEffective) &&
    stands(context, 'undo', event.at),
  orderReprobe: ({ event }: Asked) => event.type === 'ORDER' && event.purpose === 'reprobe',
  /** Renewing applies again what was approved; what broke glass has to be ratified first. */
  orderRenew: ({ context, event }: Asked) =>
    event.type === 'ORDER' && event.purpose === 'renew' && context.leaseMs !== null && context.unratified === null,
  mayRatify: ({ context, event }: Asked) =>
    event.type === 'RATIFY' &&
    context.unratified !== null &&
    personOf(context.unratified.by) !== personOf(event.by) &&
    quorumMet({ ...context.quorum, distinct: 2 }, [context.unratified.by, event.by]),
  /** The order never left, and no signature under it was revoked meanwhile: it may be given again. */
  nothingHappenedAndStands: ({ context, event }: Asked) =>
    event.type === 'DOUBT_RESOLVED' && event.happened === 'no' && context.gate !== null,
  /** As above, and nothing of an earlier order is in force: what was to be renewed may well be. */
  nothingAppliedAndStands: ({ context, event }: Asked) =>
    nothingApplied(context, event) && context.gate?.purpose === 'apply',
  nothingApplied: ({ context, event }: Asked) => nothingApplied(context, event),
  resolvedAs: ({ event }: Asked, params: { happened: 'yes' | 'no' }) =>
    event.type === 'DOUBT_RESOLVED' && event.happened === params.happened,
};

function nothingApplied(context: ActionContext, event: ActionEvent): boolean {
  return event.type === 'DOUBT_RESOLVED' && event.happened === 'no' && context.leaseUntil === null;
}

function submitsApply(context: ActionContext, event: ActionEvent): boolean {
  return (
    event.type === 'SUBMIT' &&
    event.purpose === 'apply' &&
    context.dryRunAt !== null &&
    compareInstants(event.at, plusMs(context.dryRunAt, DRY_RUN_VALID_MS * (event.pace ?? 1))) < 0
  );
}

function submitsUndo(context: ActionContext, event: ActionEvent): boolean {
  return event.type === 'SUBMIT' && event.purpose === 'undo' && context.reversible && !event.breakGlass;
}

function suffices(context: ActionContext, event: ActionEvent): boolean {
  if (event.type !== 'SUBMIT') return false;
  if (event.breakGlass) return context.breakGlass && event.by.roles.includes('commander');
  return quorumMet(context.quorum, [event.by]);
}

function mayApprove(context: ActionContext, event: ActionEvent): boolean {
  return event.type === 'APPROVE' && isOpen(context.gate, event.hash, event.at) && !hasSigned(context.gate, event.by);
}

function isOpen(gate: Gate | null, hash: string, at: Instant): boolean {
  return gate !== null && gate.hash === hash && compareInstants(at, gate.expiresAt) < 0;
}

function signedWith(gate: Gate | null, fingerprint: string): boolean {
  return gate !== null && gate.signatures.some((one) => one.fingerprint === fingerprint);
}

function hasSigned(gate: Gate | null, by: Signature): boolean {
  return gate !== null && gate.signatures.some((one) => personOf(one) === personOf(by));
}

/** The quorum stands for this purpose and has not expired. Asked again at the moment of the order. */
function stands(context: ActionContext, purpose: Purpose, at: Instant): boolean {
  const { gate } = context;
  return (
    gate !== null &&
    gate.purpose === purpose &&
    isOpen(gate, gate.hash, at) &&
    (gate.breakGlass ? purpose === 'apply' && context.breakGlass : quorumMet(context.quorum, gate.signatures))
  );
}
