import type { z } from 'zod';
import type { Recorded } from '../../../shared/contract/contract.ts';
import type { exerciseInputs } from '../../../shared/contract/exercise-inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DrillView } from '../../../shared/exercise/drill.ts';
import { freeInjectId, isFreeInject, type Inject, type Scenario } from '../../../shared/domain/scenario.ts';
import { acceptedEntry } from '../../../shared/ledger/entry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import type { Seat } from '../sessions.ts';
import { drillOf, requireFacilitator, scriptOf } from '../views/exercise-plan.ts';

type Input<Name extends keyof typeof exerciseInputs> = z.infer<(typeof exerciseInputs)[Name]>;

/** An exercise that goes on, and the person who facilitates it. Throws STEP_NOT_POSSIBLE, OPERATOR_NOT_ALLOWED. */
function facilitating(
  desk: Desk,
  session: Session,
  incident: OpenIncident['id'],
): { readonly seat: Seat; readonly open: OpenIncident; readonly drill: DrillView } {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const drill = drillOf(open);
  requireFacilitator(open, drill, seat);
  if (drill.ended) fail('STEP_NOT_POSSIBLE', 'this exercise has ended');
  return { seat, open, drill };
}

/** Gives the players a row of the script, or words of the facilitator's own, whatever the clock shows. */
export async function releaseInject(
  desk: Desk,
  session: Session,
  { incident, what }: Input<'release'>,
): Promise<Recorded> {
  const { open, drill } = facilitating(desk, session, incident);
  const scenario = await scriptOf(desk, open, drill);
  // Reading the script took a moment, in which the other screen may have done it.
  const { seat, drill: now } = facilitating(desk, session, incident);
  if (!('inject' in what)) {
    const inject = freeInjectId(now.released.filter((one) => isFreeInject(one.inject)).length + 1);
    return open.record(seat, { kind: 'inject.released', body: { inject, ...what } });
  }
  const { id, channel, text } = notYetPlayed(now, scenario, what.inject);
  return open.record(seat, { kind: 'inject.released', body: { inject: id, channel, text } });
}

export async function skipInject(desk: Desk, session: Session, input: Input<'skip'>): Promise<Recorded> {
  const { open, drill } = facilitating(desk, session, input.incident);
  const scenario = await scriptOf(desk, open, drill);
  const { seat, drill: now } = facilitating(desk, session, input.incident);
  const { id } = notYetPlayed(now, scenario, input.inject);
  return open.record(seat, { kind: 'inject.skipped', body: { inject: id, reason: input.reason } });
}

/** Released rows only; again whenever the facilitator sees more: the last word counts and the earlier ones stay. */
export function judgeInject(desk: Desk, session: Session, { incident, done, ...body }: Input<'judge'>): Recorded {
  const { seat, open, drill } = facilitating(desk, session, incident);
  const { inject, shownBy, quality } = body;
  if (!drill.released.some((one) => one.inject === inject))
    fail('STEP_NOT_POSSIBLE', `inject ${inject} was not released`);
  if (isFreeInject(inject)) fail('BAD_INPUT', 'an inject that is not in the script has no points', ['inject']);
  if (!done && (quality !== null || shownBy !== null))
    fail('BAD_INPUT', 'what was not done has no quality and no entry that shows it', ['quality']);
  const doneAt = done ? (shownBy === null ? open.now() : timeOfEntry(open, shownBy)) : null;
  return open.record(seat, { kind: 'inject.judged', body: { ...body, doneAt } });
}

/** Leaves it to the console to give what is due, or takes that back. Contingencies stay with the facilitator. */
export function setAutomatic(desk: Desk, session: Session, { incident, on }: Input<'setAutomatic'>): Recorded {
  const { seat, open, drill } = facilitating(desk, session, incident);
  if (drill.automatic === on)
    fail('STEP_NOT_POSSIBLE', on ? 'the console gives it already' : 'the console gives nothing');
  return open.record(seat, { kind: 'exercise.automated', body: { on } });
}

export function penalise(desk: Desk, session: Session, { incident, ...body }: Input<'penalise'>): Recorded {
  const { seat, open } = facilitating(desk, session, incident);
  return open.record(seat, { kind: 'exercise.penalised', body });
}

export function endExercise(desk: Desk, session: Session, { incident, ...body }: Input<'end'>): Recorded {
  const { seat, open } = facilitating(desk, session, incident);
  return open.record(seat, { kind: 'exercise.ended', body });
}

/** What should change, in anybody's words, while it is played and afterwards. */
export function recordLesson(desk: Desk, session: Session, { incident, ...body }: Input<'recordLesson'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  drillOf(open);
  return open.record(seat, { kind: 'lesson.recorded', body });
}

function notYetPlayed(drill: DrillView, scenario: Scenario, id: string): Inject {
  const inject = scenario.injects.find((one) => one.id === id);
  if (!inject) fail('BAD_INPUT', `the script has no inject ${id}`, ['inject']);
  if (drill.released.some((one) => one.inject === id)) fail('STEP_NOT_POSSIBLE', `inject ${id} was released already`);
  if (drill.skipped.some((one) => one.inject === id)) fail('STEP_NOT_POSSIBLE', `inject ${id} was left out`);
  return inject;
}

/** When an entry was made, by the exercise clock. */
function timeOfEntry(open: OpenIncident, index: number): Instant {
  const [stored] = index < open.writer.size ? open.writer.reader.read(index, 1) : [];
  if (!stored) fail('BAD_INPUT', `there is no entry ${index}`, ['shownBy']);
  return open.state.file.timeOf(acceptedEntry(stored.bytes).at);
}
