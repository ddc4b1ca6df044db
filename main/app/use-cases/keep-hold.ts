import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** Legal hold before any deletion (reference PB2, `legalHoldCopySealed`): names what must stay and the exhibits that are its sealed copies. */
export function placeHold(
  desk: Desk,
  session: Session,
  { incident, ...body }: Input<'placeHold'>,
): Recorded & { readonly hold: string } {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { assets, credentials, exhibits, holds } = open.state.file;
  if (body.target !== null && ![...assets, ...credentials].some(({ id }) => id === body.target))
    fail('BAD_INPUT', 'there is no such asset or credential', ['target']);
  const unknown = body.exhibits.filter((exhibit) => !exhibits.some((one) => one.exhibit === exhibit));
  if (unknown.length > 0) fail('BAD_INPUT', `there is no exhibit ${unknown.join(', ')}`, ['exhibits']);
  const hold = `H-${String(holds.size + 1).padStart(4, '0')}`;
  return { hold, ...open.record(seat, { kind: 'hold.placed', body: { ...body, hold } }) };
}

export function releaseHold(desk: Desk, session: Session, { incident, ...body }: Input<'releaseHold'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const hold = open.state.file.holds.get(body.hold);
  if (!hold || hold.released) fail('BAD_INPUT', 'there is no such hold in force', ['hold']);
  const holds = seat.roles.some((role) => role === 'legal' || role === 'evidence-custodian');
  if (!holds) fail('OPERATOR_NOT_ALLOWED', 'legal counsel or the evidence custodian releases a hold');
  return open.record(seat, { kind: 'hold.released', body });
}
