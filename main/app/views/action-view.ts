import { FAILURES } from '../../../shared/domain/failure.ts';
import { compareInstants, HOUR, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import type {
  ActionMove,
  ActionView,
  EffectView,
  GateView,
  Leaning,
  SignatureView,
} from '../../../shared/view/action-view.ts';
import { leaning } from '../../../shared/ledger/standing.ts';
import { DRY_RUN_VALID_MS } from '../../../playbooks/kit/action-guards.ts';
import { quorumGap, type Signature } from '../../../playbooks/kit/quorum.ts';
import type { ActionRecord, EffectRecord } from '../../engine/action-state.ts';
import type { Desk } from '../desk.ts';
import { gapText } from './gap-text.ts';
import type { OpenIncident } from '../open-incident.ts';
import { refusalOf } from '../refusal.ts';

export function actionView(desk: Desk, incident: OpenIncident, action: ActionRecord, now: Instant): ActionView {
  const { template } = action;
  const dryRunMs = incident.state.file.handling(DRY_RUN_VALID_MS);
  const effects = action.effects.map((effect) => effectView(incident, effect));
  const gate = gateView(incident, action, now);
  const { dryRunAt, needsHold } = action.snapshot.context;
  const frozen = incident.state.frozenActions.get(action.action);
  const mayFire = {
    waveOpen: incident.state.waveOpen(action),
    followed: incident.state.isFollowed(action.run),
    ended: incident.state.run(action.run).ended !== null,
    liftBarred: incident.state.liftBarred(action),
    held: incident.state.isHeld(action),
    dryRunMs,
  };
  const possible = movesOf(action, effects, gate, mayFire, now);
  const refusal = possible.some((move) => ORDERS.has(move)) ? refusalOf(desk, incident, action) : null;
  const moves = refusal === null ? possible : possible.filter((move) => !ORDERS.has(move));
  return {
    action: action.action,
    run: action.run,
    template: template.id,
    title: template.title,
    purpose: template.purpose,
    risk: template.risk,
    reversal: template.reversal,
    reversalNote: template.reversalNote,
    blastRadius: template.blastRadius,
    trap: template.trap,
    quorum: template.quorum,
    target: action.target,
    targetLabel: labelOf(incident, action.target),
    wave: action.wave,
    mode: action.mode,
    tested: template.tested,
    fields: template.fields,
    params: action.params,
    state: action.state,
    revision: action.revision,
    moves: frozen ? [] : moves,
    untold: frozen !== undefined,
    refusal: refusal && `${refusal.message}. ${FAILURES[refusal.code].hint}`,
    blockedBy: frozen ?? blockedBy(action, effects, gate, mayFire, moves, now),
    gate,
    rejection: rejectionOf(action),
    brokeOthers: brokeOthers(effects),
    effects,
    proof: {
      mustFail: action.lastReading('mustFail'),
      mustWork: action.lastReading('mustWork'),
      residual: action.lastReading('residual'),
    },
    dryRunExpiresAt: dryRunAt && plusMs(dryRunAt, dryRunMs),
    lease: leaseView(action.snapshot.context.leaseUntil, now),
    ratifyBy: action.snapshot.context.unratified?.until ?? null,
    hold: needsHold ? (mayFire.held ? 'sealed' : 'missing') : null,
  };
}

export function labelOf(incident: OpenIncident, target: string): string {
  const { credentials, assets } = incident.state.file;
  return credentials.find(({ id }) => id === target)?.label ?? assets.find(({ id }) => id === target)?.name ?? '';
}

/** Reference C0, "Timers": warnings from an hour before the end. */
function leaseView(until: Instant | null, now: Instant): ActionView['lease'] {
  if (until === null) return null;
  if (compareInstants(now, until) >= 0) return { until, state: 'over' };
  return { until, state: compareInstants(plusMs(now, HOUR), until) >= 0 ? 'warning' : 'running' };
}

/** Started without outcome: running when this process performs it, waiting when a card waits for a person, else in doubt. */
export function effectStatus(incident: OpenIncident, effect: EffectRecord): EffectView['status'] {
  if (effect.outcome !== 'open') return effect.outcome;
  if (effect.mode !== 'exec') return 'waiting';
  return incident.running.has(effect.effect) ? 'running' : 'in-doubt';
}

function effectView(incident: OpenIncident, effect: EffectRecord): EffectView {
  const { outcome: _, ...rest } = effect;
  return { ...rest, status: effectStatus(incident, effect) };
}

function gateView(incident: OpenIncident, action: ActionRecord, now: Instant): GateView | null {
  const { gate, quorum } = action.snapshot.context;
  if (!gate) return null;
  const gap = quorumGap(quorum, gate.signatures);
  return {
    purpose: gate.purpose,
    approvalHash: gate.hash,
    expiresAt: gate.expiresAt,
    expired: compareInstants(now, gate.expiresAt) >= 0,
    signatures: action.signatures,
    stillNeeded: gapText(gap),
    quorumMet: gate.breakGlass || (gap.people === 0 && gap.seats.length === 0),
    breakGlass: gate.breakGlass,
    leaning: leaningOf(incident, gate.signatures),
  };
}

/** Of the last time it was applied. */
function brokeOthers(effects: readonly EffectView[]): string | null {
  const applied = effects.findLastIndex(({ step }) => step === 'apply');
  const seen = effects.slice(applied + 1).find(({ step }) => step === 'mustWork')?.reading ?? null;
  return applied === -1 || seen === null || seen.verdict === 'passed' ? null : seen.summary;
}

function rejectionOf(action: ActionRecord): SignatureView | null {
  const last = action.signatures.at(-1);
  return action.snapshot.context.gate === null && last?.decision === 'rejected' ? last : null;
}

function leaningOf(incident: OpenIncident, [requester, ...approvers]: readonly Signature[]): readonly Leaning[] {
  const { file } = incident.state;
  return approvers.flatMap((approver) => {
    const leans = requester && leaning(file.keys, approver.fingerprint, requester.fingerprint);
    return leans ? [{ who: file.nameOf(leans.who), on: file.nameOf(leans.on) }] : [];
  });
}

/** Moves that have the console itself do something. */
const ORDERS: ReadonlySet<ActionMove> = new Set(['dryRun', 'execute', 'executeUndo', 'reprobe', 'renew']);

/** What the run and the legal holds say to an order. */
interface MayFire {
  readonly waveOpen: boolean;
  /** The run can be followed here; else nobody can say what it lets through. */
  readonly followed: boolean;
  /** The run was ended on record without its playbook. */
  readonly ended: boolean;
  readonly liftBarred: boolean;
  readonly held: boolean;
  /** How long a dry run holds here. */
  readonly dryRunMs: number;
}

function movesOf(
  action: ActionRecord,
  effects: readonly EffectView[],
  gate: GateView | null,
  mayFire: MayFire,
  now: Instant,
): ActionMove[] {
  const open = effects.find((effect) => ['waiting', 'running', 'in-doubt'].includes(effect.status));
  if (open?.status === 'waiting') return [open.mode === 'attest' ? 'attest' : 'supplyOutput', 'resolveDoubt'];
  if (open?.status === 'in-doubt') return ['resolveDoubt'];
  if (open) return [];
  const at = now;
  const pace = mayFire.dryRunMs / DRY_RUN_VALID_MS;
  const can = (event: Parameters<ActionRecord['consider']>[0]): boolean => action.consider(event) !== null;
  // `by` stands for a person who has not signed; roles do not matter to whether a signature is possible at all.
  const by = { fingerprint: 'somebody else', roles: [] };
  const hash = gate?.approvalHash ?? '';
  const moves: ActionMove[] = [];
  if (can({ type: 'DRY_RUN', skipCollect: false })) moves.push('dryRun');
  // Submitting again voids the signatures so far: offered once they have run out, not beside a gate that is open.
  const gateOpen = gate !== null && !gate.expired;
  if (!gateOpen && can({ type: 'SUBMIT', purpose: 'apply', hash, expiresAt: now, by, at, breakGlass: false, pace }))
    moves.push('submit');
  const { breakGlass, unratified } = action.snapshot.context;
  if (breakGlass && moves.includes('submit')) moves.push('submitBreakGlass');
  if (gateOpen && can({ type: 'APPROVE', hash, by, at })) moves.push('approve');
  if (unratified !== null) moves.push('ratify');
  if (can({ type: 'ORDER', purpose: 'renew', at, ...mayFire })) moves.push('renew');
  if (gateOpen && can({ type: 'REJECT', hash })) moves.push('reject');
  if (can({ type: 'ORDER', purpose: 'apply', at, ...mayFire })) moves.push('execute');
  if (can({ type: 'ORDER', purpose: 'undo', at, ...mayFire })) moves.push('executeUndo');
  if (can({ type: 'ORDER', purpose: 'reprobe', at, ...mayFire })) moves.push('reprobe');
  const undoGateOpen = gateOpen && gate.purpose === 'undo';
  // Whoever only read has nothing to take back.
  const takesBack = !action.snapshot.context.readOnly || action.state !== 'effective';
  if (
    takesBack &&
    !undoGateOpen &&
    can({ type: 'SUBMIT', purpose: 'undo', hash, expiresAt: now, by, at, breakGlass: false, pace })
  )
    moves.push('submitUndo');
  if (can({ type: 'WITHDRAW' })) moves.push('withdraw');
  return moves;
}

function blockedBy(
  action: ActionRecord,
  effects: readonly EffectView[],
  gate: GateView | null,
  mayFire: MayFire,
  moves: readonly ActionMove[],
  now: Instant,
): string | null {
  if (effects.some((effect) => effect.status === 'in-doubt'))
    return 'A step has no recorded outcome. Look at the real system and say what happened.';
  if (gate?.expired && ['awaitingApproval', 'armed', 'awaitingUndoApproval', 'undoArmed'].includes(action.state))
    return moves.includes('submit') || moves.includes('submitUndo')
      ? 'The approval has expired. Submit again.'
      : 'The approval has expired. Dry run and submit again.';
  if (action.state === 'awaitingApproval' || action.state === 'awaitingUndoApproval')
    return gate?.stillNeeded ? `Waits for ${gate.stillNeeded}` : null;
  if (action.state === 'armed' && !mayFire.followed)
    return `${mayFire.ended ? 'This run was ended without its playbook' : 'This console cannot follow the playbook of this run'}, so nothing new is applied under it. What is in force can be probed, renewed and undone.`;
  if (action.state === 'armed' && !mayFire.waveOpen)
    return action.wave === 0
      ? 'Move the run on first: it is not at the step where this is applied.'
      : `Waits for wave ${action.wave}: whoever can create credentials goes first`;
  if (action.state === 'undoArmed' && mayFire.liftBarred && action.snapshot.context.wasEffective)
    return 'The run has to step down first: what holds is lifted there.';
  if (action.state === 'armed' && action.snapshot.context.needsHold && !mayFire.held)
    return 'This destroys evidence. Place a legal hold that names a sealed copy first.';
  const { dryRunAt } = action.snapshot.context;
  if (action.state === 'dryRunOk' && dryRunAt && compareInstants(now, plusMs(dryRunAt, mayFire.dryRunMs)) >= 0)
    return 'The dry run is older than 15 minutes. Repeat it.';
  return null;
}
