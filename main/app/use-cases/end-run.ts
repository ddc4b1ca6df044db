import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { LeftKind } from '../../../shared/view/run-end.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { actionLabel, leftOpenOf, whyNotEnded } from '../views/run-end-view.ts';
import { refuseOldPicture, requireMover } from './move-run.ts';

/**
 * The commander ends on record a run that this console cannot follow, so that an update in the middle of a breach leaves nobody stuck.
 * Names what the record leaves open and claims nothing about exit criteria. What is in force under a lease is lifted first; where the lease
 * cannot be read here, its end is told. Throws OPERATOR_NOT_ALLOWED, INCIDENT_MOVED, STEP_NOT_POSSIBLE, BAD_INPUT.
 */
export function endRun(desk: Desk, session: Session, input: z.infer<typeof inputs.endRun>): Recorded {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const run = incident.state.run(input.run);
  requireMover(incident, seat, true, []);
  const open = leftOpenOf(incident, run.run);
  const { actions, foreignActions } = incident.state;
  for (const { action } of open)
    refuseOldPicture(input.revision, actions.get(action)?.revision ?? foreignActions.get(action)?.lastEntry ?? 0);
  refuseOldPicture(input.revision, run.revision);
  if (run.ended) fail('STEP_NOT_POSSIBLE', `this run was ended on record in entry ${run.ended.index}`);
  if (incident.state.isFollowed(run.run))
    fail('STEP_NOT_POSSIBLE', 'this console follows the playbook of the run: close it by its steps');
  const blocked = whyNotEnded(incident, open);
  if (blocked !== null) fail('STEP_NOT_POSSIBLE', blocked);
  const asked = open.filter(({ mayHold }) => mayHold).map(({ action }) => action);
  const told = input.told.filter(({ text }) => text.trim() !== '');
  if (
    told.some(({ action }) => !asked.includes(action)) ||
    new Set(told.map(({ action }) => action)).size < told.length
  )
    fail('BAD_INPUT', 'told once, and only of what may be in force and cannot be followed here', ['told']);
  const untold = asked.filter((action) => !told.some((one) => one.action === action));
  if (untold.length > 0)
    fail(
      'STEP_NOT_POSSIBLE',
      `say first what became of ${untold.map((action) => actionLabel(incident, action)).join(', ')}`,
    );
  const left = (kind: LeftKind) => open.filter(({ what }) => what === kind).map(({ action }) => action);
  return incident.record(seat, {
    kind: 'run.ended',
    body: {
      run: run.run,
      playbook: run.pinned,
      because: incident.state.frozen.has(run.run) ? 'unfollowed' : 'absent',
      reason: input.reason,
      open: {
        inDoubt: left('inDoubt'),
        notProven: left('notProven'),
        notTold: left('notTold'),
        notCarriedOut: left('notCarriedOut'),
      },
      told,
    },
  });
}
