import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants, plusMs } from '../../../shared/domain/instant.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import { APPROVAL_VALID_MS, DRY_RUN_VALID_MS } from '../../../playbooks/kit/action-guards.ts';
import type { ActionRecord } from '../../engine/action-state.ts';
import type { ActionEvents } from '../../engine/action-entries.ts';
import { approvalHash } from '../approval.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { performOpen, readStep, recordOutcome, startedEntries } from '../effects.ts';
import { indexOf, type OpenIncident } from '../open-incident.ts';
import type { Seat } from '../sessions.ts';
import { refuseFrozenAction, refuseOldPicture, requireMover } from './move-run.ts';
import { refuseOrder } from './refuse-order.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** Dry run: always from the start, voids earlier approvals. Throws PROGRAM_MISSING, EXEC_NOT_ARMED and REGISTER_CHANGED in exec mode. */
export async function dryRun(desk: Desk, session: Session, input: Input<'dryRun'>): Promise<Recorded> {
  await requirePrograms(desk, begin(desk, session, input).action);
  const { seat, incident, action } = begin(desk, session, input);
  // Evidence before containment is the rule; only who commands may set it aside, and says why.
  if (input.skipCollect !== undefined) requireMover(incident, seat, true, []);
  return decide(
    desk,
    incident,
    action,
    seat,
    {
      kind: 'action.ordered',
      body: {
        action: action.action,
        purpose: 'dryRun',
        ...(input.skipCollect === undefined ? {} : { skipCollect: input.skipCollect }),
      },
    },
    'a dry run is not possible now',
  );
}

export function submit(desk: Desk, session: Session, input: Input<'submit'>): Recorded {
  const { seat, incident, action } = begin(desk, session, input);
  const now = incident.now();
  const { breakGlass } = input;
  if (breakGlass !== undefined) {
    requireMover(incident, seat, true, []);
    if (!action.template.breakGlass || input.purpose !== 'apply')
      fail('STEP_NOT_POSSIBLE', 'break-glass exists for containment only, never for deletion, undo or filing');
  }
  refuseOwnSeat(incident, seat, action);
  const { dryRunAt } = action.snapshot.context;
  if (
    input.purpose === 'apply' &&
    dryRunAt &&
    compareInstants(now, plusMs(dryRunAt, incident.state.file.handling(DRY_RUN_VALID_MS))) >= 0
  )
    fail('DRY_RUN_EXPIRED', 'the dry run is older than 15 minutes');
  const expiresAt = plusMs(now, incident.state.file.handling(APPROVAL_VALID_MS));
  const hash = approvalHash(
    desk.services.crypto.sha256,
    action,
    incident.state.run(action.run),
    input.purpose,
    expiresAt,
  );
  return decide(
    desk,
    incident,
    action,
    seat,
    {
      kind: 'action.submitted',
      body: {
        action: action.action,
        purpose: input.purpose,
        approvalHash: hash,
        expiresAt,
        ...(breakGlass === undefined ? {} : { breakGlass }),
      },
    },
    'there is nothing to submit now: a dry run has to pass first',
    now,
  );
}

/** Nobody approves their own deletion; so whoever alone could fill a seat does not ask for it. */
function refuseOwnSeat(incident: OpenIncident, seat: Seat, { template }: ActionRecord): void {
  const { seats, requesterApart } = template.quorum;
  const { file } = incident.state;
  const commands = file.keys.personOf(file.commander) === file.keys.personOf(seat.signer.fingerprint);
  if (requesterApart && commands && seats.some((roles) => roles.every((role) => role === 'commander')))
    fail(
      'STEP_NOT_POSSIBLE',
      'whoever asks for this approves nothing of it, and the commander has to approve: let somebody else submit it',
    );
}

/** Order to apply, undo or probe again. The quorum, its expiry and the wave are asked at this moment. */
export async function order(desk: Desk, session: Session, input: Input<'order'>): Promise<Recorded> {
  await requirePrograms(desk, begin(desk, session, input).action);
  // Asked again: while programs were looked for, someone else may have moved the action or locked this session.
  const { seat, incident, action } = begin(desk, session, input);
  const now = incident.now();
  const { gate, needsHold, unratified } = action.snapshot.context;
  const uses = input.purpose === 'apply' || input.purpose === 'undo';
  if (uses && gate && compareInstants(now, gate.expiresAt) >= 0) fail('APPROVAL_EXPIRED', 'the approval has expired');
  // Whatever state the action is in: the statechart cannot ask a playbook that is not here, so this is where it is refused.
  if (input.purpose === 'apply' && !incident.state.isFollowed(action.run))
    fail(
      'PLAYBOOK_NOT_AVAILABLE',
      incident.state.run(action.run).ended
        ? 'the run was ended without its playbook, so nothing new is applied under it'
        : 'this console cannot follow the playbook of the run, so nothing new is applied under it',
    );
  if (input.purpose === 'apply' && action.state === 'armed' && !incident.state.waveOpen(action)) {
    const { state } = incident.state.run(action.run);
    fail(
      'WAVE_NOT_OPEN',
      action.wave === 0
        ? `not in this step: the run is at ${state}`
        : `wave ${action.wave} is not open; the run is at ${state}`,
    );
  }
  if (input.purpose === 'undo' && action.snapshot.context.wasEffective && incident.state.liftBarred(action))
    fail('STEP_NOT_POSSIBLE', 'what is proven in force is lifted while the run steps down; it is not at that step');
  if (input.purpose === 'apply' && needsHold && !incident.state.isHeld(action))
    fail('HOLD_MISSING', 'this destroys evidence, and no sealed copy of it is under legal hold');
  if (input.purpose === 'renew') {
    requireMover(incident, seat, true, []);
    if (unratified !== null)
      fail('STEP_NOT_POSSIBLE', 'what was done under break-glass is ratified before it is renewed');
  }
  return decide(
    desk,
    incident,
    action,
    seat,
    { kind: 'action.ordered', body: { action: action.action, purpose: input.purpose } },
    `${input.purpose} is not possible in ${action.state}`,
    now,
  );
}

export function withdraw(desk: Desk, session: Session, input: Input<'withdrawAction'>): Recorded {
  const { seat, incident, action } = begin(desk, session, input);
  return decide(
    desk,
    incident,
    action,
    seat,
    { kind: 'action.withdrawn', body: { action: action.action, reason: input.reason } },
    `an action in ${action.state} cannot be withdrawn: something may have happened`,
  );
}

/** Card mode: what the operator pasted, read by the same parser as output of exec mode. */
export async function supplyOutput(desk: Desk, session: Session, input: Input<'supplyOutput'>): Promise<Recorded> {
  const { seat, incident, action } = begin(desk, session, input);
  const effect = action.open;
  if (!effect || effect.effect !== input.effect || effect.mode !== 'card')
    fail('EFFECT_UNKNOWN', 'no step of this action waits for output under that id');
  if (input.outputs.length !== effect.commands.length)
    fail('BAD_INPUT', `${effect.commands.length} outputs are expected, one per command`, ['outputs']);
  const outputs = input.outputs.map((text) => ({ text, exit: null, timedOut: false }));
  const recorded = await recordOutcome(
    desk,
    incident,
    action,
    effect,
    outputs,
    readStep(action, effect.step, outputs),
    seat,
  );
  return { recorded, sealed: incident.writer.size };
}

/** A person looked at the real system and says what became of a step without outcome. */
export function resolveDoubt(desk: Desk, session: Session, input: Input<'resolveDoubt'>): Recorded {
  const { seat, incident, action } = begin(desk, session, input);
  const effect = action.open;
  if (!effect || effect.effect !== input.effect || incident.running.has(effect.effect))
    fail('EFFECT_UNKNOWN', 'that step is not in doubt');
  const body = {
    effect: effect.effect,
    action: action.action,
    step: effect.step,
    happened: input.happened,
    reason: input.reason,
  };
  return decide(desk, incident, action, seat, { kind: 'effect.resolved', body }, 'that step is not in doubt');
}

/** Whoever acts, on an action as they saw it. Throws LOCKED, ACTION_UNKNOWN, OPERATOR_NOT_ALLOWED, INCIDENT_MOVED. */
export function begin(
  desk: Desk,
  session: Session,
  input: { incident: Input<'action'>['incident']; action: Input<'action'>['action']; revision?: number | undefined },
) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const action = incident.state.action(input.action);
  refuseFrozenAction(incident, action.action);
  requireMover(incident, seat, false, incident.state.run(action.run).playbook?.roles ?? []);
  refuseOldPicture(input.revision, action.revision);
  return { seat, incident, action };
}

/** Decide, record, perform: asks the statechart, writes the decision and what it starts in one transaction, then performs. */
export function decide(
  desk: Desk,
  incident: OpenIncident,
  action: ActionRecord,
  seat: Seat,
  entry: Extract<NewEntry, { kind: ActionEvents['kind'] }>,
  otherwise: string,
  decidedAt = incident.now(),
): Recorded {
  const actor = `operator:${seat.signer.fingerprint}`;
  const event = incident.state.actionEvent({ ...entry, actor, at: { recorded: decidedAt } }, action);
  const considered = action.consider(event);
  if (!considered)
    fail(
      action.open && !incident.running.has(action.open.effect) && action.open.mode === 'exec'
        ? 'EFFECT_IN_DOUBT'
        : 'STEP_NOT_POSSIBLE',
      otherwise,
    );
  if (entry.kind === 'action.ordered') refuseOrder(desk, incident, action, seat, entry.body.purpose);
  const entries = incident.append({
    entries: [entry],
    by: seat.signer,
    decidedAt,
    consoleEntries: startedEntries(action, considered.steps, considered.next.context.sessions),
  });
  performOpen(desk, incident, action);
  return { recorded: indexOf(entries, entry.kind), sealed: incident.writer.size };
}

async function requirePrograms(desk: Desk, action: ActionRecord): Promise<void> {
  if (action.mode !== 'exec') return;
  const missing: string[] = [];
  for (const program of action.template.programs)
    if (!(await desk.services.runner.available(program))) missing.push(program);
  if (missing.length > 0) fail('PROGRAM_MISSING', `this machine lacks ${missing.join(', ')}`, missing);
}
