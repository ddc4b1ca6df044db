import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { waveOf } from '../../../shared/domain/asset.ts';
import { compareInstants, plusMs } from '../../../shared/domain/instant.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { parseParams } from '../../../playbooks/actions/params.ts';
import { APPROVAL_VALID_MS, DRY_RUN_VALID_MS } from '../../../playbooks/kit/action-machine.ts';
import type { ActionRecord } from '../../engine/action-state.ts';
import { pinTemplate } from '../../engine/pinned.ts';
import type { ActionEvents } from '../../engine/replay.ts';
import { approvalHash } from '../approval.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { performOpen, recordOutcome, startedEntries, stepOf } from '../effects.ts';
import { indexOf, type OpenIncident } from '../open-incident.ts';
import { newId } from '../services.ts';
import type { Seat } from '../sessions.ts';
import { refuseFrozen, refuseOldPicture, requireMover } from './move-run.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

export function draftAction(desk: Desk, session: Session, input: Input<'draftAction'>) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const run = incident.state.run(input.run);
  refuseFrozen(incident, run.run);
  requireMover(incident, seat, false, run.playbook?.roles ?? []);
  if (incident.state.file.exercise && input.mode === 'exec')
    fail('STEP_NOT_POSSIBLE', 'in an exercise the console performs nothing: use card mode');
  const credential =
    incident.state.file.credentials.find(({ id }) => id === input.credential) ??
    fail('BAD_INPUT', 'there is no such credential', ['credential']);
  const template =
    findTemplate(credential.template) ??
    fail('PLAYBOOK_NOT_AVAILABLE', `this console has no action ${credential.template}`);
  const current = incident.state.actionFor(run.run, credential.id);
  if (current && current.state !== 'withdrawn')
    fail('STEP_NOT_POSSIBLE', 'this credential has an action already; withdraw it first');
  if (new Set(input.params.map(({ name }) => name)).size !== input.params.length)
    fail('BAD_INPUT', 'a field is given twice', ['params']);
  const parsed = parseParams(template.fields, Object.fromEntries(input.params.map(({ name, value }) => [name, value])));
  if (!parsed.ok)
    fail(
      'BAD_INPUT',
      'the parameters do not fit this action',
      parsed.problems.map(({ field, message }) => `${field}: ${message}`),
    );
  const action = newId(desk.services.random, 'act-');
  const params = template.fields.map(({ name }) => ({ name, value: parsed.params[name] ?? '' }));
  const pinned = pinTemplate(desk.services.crypto.sha256, template);
  const body = {
    action,
    run: run.run,
    template: pinned,
    credential: credential.id,
    wave: waveOf(credential),
    mode: input.mode,
    params,
  };
  return { action, ...incident.record(seat, { kind: 'action.drafted', body }) };
}

/** Dry run: always from the start, voids earlier approvals. Throws PROGRAM_MISSING in exec mode. */
export async function dryRun(desk: Desk, session: Session, input: Input<'action'>): Promise<Recorded> {
  await requirePrograms(desk, begin(desk, session, input).action);
  const { seat, incident, action } = begin(desk, session, input);
  return decide(
    desk,
    incident,
    action,
    seat,
    { kind: 'action.ordered', body: { action: action.action, purpose: 'dryRun' } },
    'a dry run is not possible now',
  );
}

export function submit(desk: Desk, session: Session, input: Input<'submit'>): Recorded {
  const { seat, incident, action } = begin(desk, session, input);
  const now = desk.services.clock.now();
  const { dryRunAt } = action.snapshot.context;
  if (input.purpose === 'apply' && dryRunAt && compareInstants(now, plusMs(dryRunAt, DRY_RUN_VALID_MS)) >= 0)
    fail('DRY_RUN_EXPIRED', 'the dry run is older than 15 minutes');
  const expiresAt = plusMs(now, APPROVAL_VALID_MS);
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
      body: { action: action.action, purpose: input.purpose, approvalHash: hash, expiresAt },
    },
    'there is nothing to submit now: a dry run has to pass first',
    now,
  );
}

/** Order to apply, undo or probe again. The quorum, its expiry and the wave are asked at this moment. */
export async function order(desk: Desk, session: Session, input: Input<'order'>): Promise<Recorded> {
  await requirePrograms(desk, begin(desk, session, input).action);
  // Asked again: while programs were looked for, someone else may have moved the action or locked this session.
  const { seat, incident, action } = begin(desk, session, input);
  const now = desk.services.clock.now();
  const gate = action.snapshot.context.gate;
  if (input.purpose !== 'reprobe' && gate && compareInstants(now, gate.expiresAt) >= 0)
    fail('APPROVAL_EXPIRED', 'the approval has expired');
  if (input.purpose === 'apply' && action.state === 'armed' && !incident.state.waveOpen(action)) {
    fail('WAVE_NOT_OPEN', `wave ${action.wave} is not open; the run is at ${incident.state.run(action.run).state}`);
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
  const context = { params: action.params, actionId: action.action, sessions: action.snapshot.context.sessions };
  const recorded = await recordOutcome(
    desk,
    incident,
    action,
    effect,
    outputs,
    stepOf(action, effect.step).parse(outputs, context),
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

function begin(
  desk: Desk,
  session: Session,
  input: { incident: Input<'action'>['incident']; action: Input<'action'>['action']; revision?: number | undefined },
) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const action = incident.state.action(input.action);
  refuseFrozen(incident, action.run);
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
  decidedAt = desk.services.clock.now(),
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
