import { compareInstants, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import type { ActionMove, ActionView, EffectView, GateView } from '../../../shared/view/action-view.ts';
import { DRY_RUN_VALID_MS } from '../../../playbooks/kit/action-machine.ts';
import { quorumGap, type QuorumGap } from '../../../playbooks/kit/quorum.ts';
import type { ActionRecord, EffectRecord } from '../../engine/action-state.ts';
import type { OpenIncident } from '../open-incident.ts';

export function actionView(incident: OpenIncident, action: ActionRecord, now: Instant): ActionView {
  const { template } = action;
  const credential = incident.state.file.credentials.find(({ id }) => id === action.credential);
  const effects = action.effects.map((effect) => effectView(incident, effect));
  const gate = gateView(action, now);
  const { dryRunAt } = action.snapshot.context;
  const frozen = incident.state.frozen.get(action.run);
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
    credential: action.credential,
    credentialLabel: credential?.label ?? '',
    wave: action.wave,
    mode: action.mode,
    fields: template.fields,
    params: action.params,
    state: action.state,
    revision: action.revision,
    moves: frozen ? [] : movesOf(action, effects, gate, incident.state.waveOpen(action), now),
    blockedBy: frozen ?? blockedBy(action, effects, gate, incident.state.waveOpen(action), now),
    gate,
    effects,
    proof: {
      mustFail: action.lastReading('mustFail'),
      mustWork: action.lastReading('mustWork'),
      residual: action.lastReading('residual'),
    },
    dryRunExpiresAt: dryRunAt && plusMs(dryRunAt, DRY_RUN_VALID_MS),
  };
}

/** Started without outcome: running when this process performs it, waiting when a card waits for a person, else in doubt. */
export function effectStatus(incident: OpenIncident, effect: EffectRecord): EffectView['status'] {
  if (effect.outcome !== 'open') return effect.outcome;
  if (effect.mode === 'card') return 'waiting';
  return incident.running.has(effect.effect) ? 'running' : 'in-doubt';
}

function effectView(incident: OpenIncident, effect: EffectRecord): EffectView {
  const { outcome: _, ...rest } = effect;
  return { ...rest, status: effectStatus(incident, effect) };
}

function gateView(action: ActionRecord, now: Instant): GateView | null {
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
    quorumMet: gap.people === 0 && gap.seats.length === 0,
  };
}

function gapText({ people, seats }: QuorumGap): string {
  if (people === 0 && seats.length === 0) return '';
  const who = seats.map((roles) => roles.map((role) => role.replaceAll('-', ' ')).join(' or ')).join('; ');
  const n = Math.max(people, seats.length);
  return `${n} more ${n === 1 ? 'person' : 'people'}${who ? `: ${who}` : ''}`;
}

function movesOf(
  action: ActionRecord,
  effects: readonly EffectView[],
  gate: GateView | null,
  waveOpen: boolean,
  now: Instant,
): ActionMove[] {
  const open = effects.find((effect) => ['waiting', 'running', 'in-doubt'].includes(effect.status));
  if (open?.status === 'waiting') return ['supplyOutput', 'resolveDoubt'];
  if (open?.status === 'in-doubt') return ['resolveDoubt'];
  if (open) return [];
  const at = now;
  const can = (event: Parameters<ActionRecord['consider']>[0]): boolean => action.consider(event) !== null;
  // `by` stands for a person who has not signed; roles do not matter to whether a signature is possible at all.
  const by = { fingerprint: 'somebody else', roles: [] };
  const hash = gate?.approvalHash ?? '';
  const moves: ActionMove[] = [];
  if (can({ type: 'DRY_RUN' })) moves.push('dryRun');
  // Submitting again voids the signatures so far: offered once they have run out, not beside a gate that is open.
  const gateOpen = gate !== null && !gate.expired;
  if (!gateOpen && can({ type: 'SUBMIT', purpose: 'apply', hash, expiresAt: now, by, at })) moves.push('submit');
  if (can({ type: 'APPROVE', hash, by, at })) moves.push('approve');
  if (can({ type: 'REJECT', hash })) moves.push('reject');
  if (can({ type: 'ORDER', purpose: 'apply', at, waveOpen })) moves.push('execute');
  if (can({ type: 'ORDER', purpose: 'undo', at, waveOpen })) moves.push('executeUndo');
  if (can({ type: 'ORDER', purpose: 'reprobe', at, waveOpen })) moves.push('reprobe');
  const undoGateOpen = gateOpen && gate.purpose === 'undo';
  if (!undoGateOpen && can({ type: 'SUBMIT', purpose: 'undo', hash, expiresAt: now, by, at })) moves.push('submitUndo');
  if (can({ type: 'WITHDRAW' })) moves.push('withdraw');
  return moves;
}

function blockedBy(
  action: ActionRecord,
  effects: readonly EffectView[],
  gate: GateView | null,
  waveOpen: boolean,
  now: Instant,
): string | null {
  if (effects.some((effect) => effect.status === 'in-doubt'))
    return 'A step has no recorded outcome. Look at the real system and say what happened.';
  if (gate?.expired && ['awaitingApproval', 'armed', 'awaitingUndoApproval', 'undoArmed'].includes(action.state))
    return 'The approval has expired. Submit again.';
  if (action.state === 'awaitingApproval' || action.state === 'awaitingUndoApproval')
    return gate?.stillNeeded ? `Waits for ${gate.stillNeeded}` : null;
  if (action.state === 'armed' && !waveOpen)
    return `Waits for wave ${action.wave}: whoever can create credentials goes first`;
  const { dryRunAt } = action.snapshot.context;
  if (action.state === 'dryRunOk' && dryRunAt && compareInstants(now, plusMs(dryRunAt, DRY_RUN_VALID_MS)) >= 0)
    return 'The dry run is older than 15 minutes. Repeat it.';
  return null;
}
