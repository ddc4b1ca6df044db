import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { ActionId, RunId } from '../../../shared/domain/ids.ts';
import { personOf } from '../../../playbooks/kit/quorum.ts';
import { playbooks } from '../../../playbooks/registry.ts';
import type { Asset } from '../../../shared/domain/asset.ts';
import type { Playbook } from '../../../playbooks/kit/playbook.ts';
import { pinPlaybook } from '../../engine/pinned.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { indexOf, type OpenIncident } from '../open-incident.ts';
import { newId } from '../services.ts';
import type { Seat } from '../sessions.ts';

export function startRun(desk: Desk, session: Session, input: z.infer<typeof inputs.startRun>) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const playbook =
    playbooks.find(({ id }) => id === input.playbook) ??
    fail('PLAYBOOK_NOT_AVAILABLE', `there is no playbook ${input.playbook}`);
  const subject = subjectOf(incident, playbook, input.subject);
  const running = [...incident.state.runs.values()].some(
    (run) => run.pinned.id === playbook.id && run.subject === (subject?.id ?? null) && !run.closed && !run.ended,
  );
  if (running) fail('STEP_NOT_POSSIBLE', `${playbook.id} is running already in this incident`);
  const run = newId(desk.services.random, 'run-');
  const pinned = pinPlaybook(desk.services.crypto.sha256, playbook);
  return {
    run,
    ...incident.record(seat, {
      kind: 'run.started',
      body: {
        run,
        playbook: pinned,
        title: subject ? `${playbook.title}: ${subject.name}`.slice(0, 120).toWellFormed() : playbook.title,
        ...(subject ? { subject: subject.id } : {}),
        approval: desk.requireJournal().permits.standing(pinned),
      },
    }),
  };
}

function subjectOf(incident: OpenIncident, playbook: Playbook, wanted: string | undefined): Asset | null {
  if (playbook.subject === undefined) {
    if (wanted !== undefined) fail('BAD_INPUT', `${playbook.id} is about the whole incident`, ['subject']);
    return null;
  }
  const asset = incident.state.file.assets.find(({ id }) => id === wanted);
  if (!asset || !playbook.subject.includes(asset.type))
    fail('BAD_INPUT', `${playbook.id} is about one asset of type ${playbook.subject.join(', ')}`, ['subject']);
  return asset;
}

/**
 * One event of the playbook by a person. Where it takes more signatures than one, the first is put on record as a proposal and the
 * move is made by whoever completes the quorum with the same choice and words. Throws STEP_NOT_POSSIBLE with what is missing, OPERATOR_NOT_ALLOWED, INCIDENT_MOVED,
 * APPROVAL_SAME_PERSON.
 */
export function advanceRun(desk: Desk, session: Session, input: z.infer<typeof inputs.advanceRun>): Recorded {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const run = incident.state.run(input.run);
  refuseEnded(incident, run.run);
  const playbook =
    run.playbook ??
    fail('PLAYBOOK_NOT_AVAILABLE', `${run.pinned.id} version ${run.pinned.version} is not in this console`);
  refuseFrozen(incident, run.run);
  refuseOldPicture(input.revision, run.revision);
  const move = playbook.moves.find(({ event }) => event === input.event);
  if (!move) fail('STEP_NOT_POSSIBLE', `${playbook.id} has no move ${input.event}`);
  // Whoever has a seat in the quorum may sign, whatever else they may do in this run.
  requireMover(incident, seat, move.commanderOnly, [...playbook.roles, ...(move.quorum?.seats.flat() ?? [])]);
  const said = { run: input.run, event: input.event, choice: input.choice, detail: input.detail };
  const decidedAt = incident.now();
  const proposals = move.quorum ? incident.state.seconded(said, decidedAt).map(({ entry }) => entry) : [];
  const body = proposals.length === 0 ? said : { ...said, proposals };
  const event = incident.state.runEvent(body, decidedAt, `operator:${seat.signer.fingerprint}`);
  if (!run.wouldTake(event)) fail('STEP_NOT_POSSIBLE', move.needs || `${move.label} is not possible in ${run.state}`);
  if (run.missing(event)) {
    if (
      event.signatures.some((one, i) => event.signatures.findIndex((other) => personOf(other) === personOf(one)) !== i)
    )
      fail('APPROVAL_SAME_PERSON', 'you have proposed this already; somebody else has to sign');
    const entries = incident.append({ entries: [{ kind: 'run.proposed', body: said }], by: seat.signer, decidedAt });
    return { recorded: indexOf(entries, 'run.proposed'), sealed: incident.writer.size };
  }
  const entries = incident.append({ entries: [{ kind: 'run.advanced', body }], by: seat.signer, decidedAt });
  return { recorded: indexOf(entries, 'run.advanced'), sealed: incident.writer.size };
}

/** A run whose record this version cannot follow moves no more: deciding on a guess would be worse. */
export function refuseFrozen(incident: OpenIncident, run: RunId): void {
  refuseEnded(incident, run);
  const why = incident.state.frozen.get(run);
  if (why !== undefined) fail('PLAYBOOK_NOT_AVAILABLE', why);
}

/** What was ended on record stays ended, also at a console that has its playbook. */
function refuseEnded(incident: OpenIncident, run: RunId): void {
  const { ended } = incident.state.run(run);
  if (ended) fail('STEP_NOT_POSSIBLE', `this run was ended without its playbook in entry ${ended.index}`);
}

/** The same of one action. In a run that moves no more, what is in force can still be probed, renewed and undone. */
export function refuseFrozenAction(incident: OpenIncident, action: ActionId): void {
  const why = incident.state.frozenActions.get(action);
  if (why !== undefined) fail('PLAYBOOK_NOT_AVAILABLE', why);
}

/** Nobody decides on an old picture: what was recorded about this thing since the person looked has to be seen first. */
export function refuseOldPicture(seen: number | undefined, revision: number): void {
  if (seen !== undefined && revision > seen)
    fail('INCIDENT_MOVED', `entry ${revision} was recorded after what you saw (${seen})`);
}

/** The commander, or someone whose role the playbook names. Everyone else may look. */
export function requireMover(incident: OpenIncident, seat: Seat, commanderOnly: boolean, roles: Seat['roles']): void {
  const { file } = incident.state;
  if (seat.signer.fingerprint === file.commander) return;
  if (commanderOnly) fail('OPERATOR_NOT_ALLOWED', `only ${file.nameOf(file.commander)}, who commands, may decide this`);
  if (!seat.roles.some((role) => roles.includes(role)))
    fail('OPERATOR_NOT_ALLOWED', `the commander or one of ${roles.join(', ')} may do this`);
}
