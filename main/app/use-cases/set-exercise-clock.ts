import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants, MINUTE, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import { isPlayable } from '../../../shared/exercise/play-clock.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { indexOf, type OpenIncident } from '../open-incident.ts';

type Input = z.infer<typeof inputs.setExerciseClock>;

/**
 * Lets the clock of an exercise go, stand, go faster or jump ahead. What does not come along stays as it was; an exercise without a
 * clock gets one. Throws STEP_NOT_POSSIBLE for a live incident, BAD_INPUT for a moment that has passed.
 */
export function setExerciseClock(desk: Desk, session: Session, input: Input): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(input.incident);
  const { file } = open.state;
  if (!file.exercise) fail('STEP_NOT_POSSIBLE', 'a live incident goes by the wall clock');
  const time = timeAfter(open, input);
  if (!isPlayable(time)) fail('BAD_INPUT', 'an exercise is played between the years 2000 and 2099', ['jumpTo']);
  const { pace = file.playClock?.pace ?? 1, running = file.playClock?.running ?? true, why } = input;
  const entries = open.append({
    by: seat.signer,
    exerciseTime: time,
    entries: [{ kind: 'exercise.clock-set', body: { time, pace, running, why } }],
  });
  return { recorded: indexOf(entries, 'exercise.clock-set'), sealed: open.writer.size };
}

function timeAfter(open: OpenIncident, { jumpBy, jumpTo }: Input): Instant {
  const now = open.now();
  if (jumpTo === undefined) return plusMs(now, (jumpBy ?? 0) * MINUTE);
  if (jumpBy !== undefined) fail('BAD_INPUT', 'either by so much or to a moment, not both', ['jumpTo']);
  if (compareInstants(jumpTo, now) < 0)
    fail('BAD_INPUT', 'the clock of an exercise is never set back: decisions are on record by it', ['jumpTo']);
  return jumpTo;
}
