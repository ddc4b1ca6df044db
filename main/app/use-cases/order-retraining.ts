import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants } from '../../../shared/domain/instant.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { refuseFrozen, requireMover } from './move-run.ts';

/**
 * Puts a retrain order on record under its author's key (reference PB3). It is in force once the run's move ORDER_ISSUED, which takes
 * two signatures, names its entry. Throws STEP_NOT_POSSIBLE before the run is at that step.
 */
export function orderRetraining(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.orderRetraining>,
): Recorded & { readonly orderId: string } {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const run = incident.state.run(input.run);
  refuseFrozen(incident, run.run);
  requireMover(incident, seat, false, run.playbook?.roles ?? []);
  if (run.pinned.id !== 'PB3' || !run.active.includes('order'))
    fail('STEP_NOT_POSSIBLE', 'a retrain order is written once the run has decided for it');
  const { retrainOrders } = incident.state.file;
  const { supersedes, deadline } = input.order;
  if (supersedes !== null && !retrainOrders.some(({ order }) => order.orderId === supersedes))
    fail('BAD_INPUT', `there is no order ${supersedes} to supersede`, ['order.supersedes']);
  if (compareInstants(deadline, incident.now()) <= 0)
    fail('BAD_INPUT', 'the deadline has passed already', ['order.deadline']);
  const orderId = `RO-${String(retrainOrders.length + 1).padStart(4, '0')}`;
  const body = { run: run.run, order: { ...input.order, orderId } };
  return { orderId, ...incident.record(seat, { kind: 'retrain.ordered', body }) };
}
