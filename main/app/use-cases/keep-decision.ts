import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** A decision in the words of whoever takes it (reference F). Never edited: a new one says which it supersedes. */
export function recordDecision(
  desk: Desk,
  session: Session,
  { incident, decision }: Input<'recordDecision'>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  for (const cited of decision.evidence)
    if (cited >= open.writer.size) fail('BAD_INPUT', `there is no entry ${cited} to cite`, ['decision.evidence']);
  const unknown = decision.actions.filter((action) => !open.state.actions.has(action));
  if (unknown.length > 0) fail('BAD_INPUT', `there is no action ${unknown.join(', ')}`, ['decision.actions']);
  const { supersedes } = decision;
  if (supersedes !== null && !open.state.file.decisions.some(({ entry }) => entry === supersedes))
    fail('BAD_INPUT', `entry ${supersedes} is not a decision`, ['decision.supersedes']);
  return open.record(seat, { kind: 'decision.recorded', body: decision });
}

/** Anybody may object, at any time, under their own name. */
export function objectDecision(desk: Desk, session: Session, { incident, ...body }: Input<'objectDecision'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  if (!open.state.file.decisions.some(({ entry }) => entry === body.decision))
    fail('BAD_INPUT', `entry ${body.decision} is not a decision`, ['decision']);
  return open.record(seat, { kind: 'decision.objected', body });
}
