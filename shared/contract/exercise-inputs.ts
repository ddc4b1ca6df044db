import { z } from 'zod';
import { IncidentId, line, prose } from '../domain/ids.ts';
import { InjectId } from '../domain/scenario.ts';
import { exerciseKinds } from '../ledger/kinds/exercise-kinds.ts';

const inExercise = { incident: IncidentId };

/** What a facilitator may send. Strict objects; no input names who acts. */
export const exerciseInputs = {
  /** A scenario of this console by id, or a script as a file: CSV in base64. */
  start: z.strictObject({
    ...inExercise,
    script: z.union([
      z.strictObject({ scenario: z.string().regex(/^SCN-[1-9]\d?$/) }),
      z.strictObject({ title: line(120), csv: z.base64().max(1_500_000) }),
    ]),
    /** The console gives what is due from the start on. */
    automatic: z.boolean(),
  }),
  setAutomatic: z.strictObject({ ...inExercise, on: z.boolean() }),
  plan: z.strictObject(inExercise),
  release: z.strictObject({
    ...inExercise,
    /** A row of the script, or words of the facilitator's own. */
    what: z.union([z.strictObject({ inject: InjectId }), z.strictObject({ channel: line(80), text: prose(4000) })]),
  }),
  skip: z.strictObject({ ...inExercise, ...exerciseKinds['inject.skipped'].shape }),
  /** `done`: now, or when the entry `shownBy` was recorded. */
  judge: z.strictObject({
    ...inExercise,
    done: z.boolean(),
    ...exerciseKinds['inject.judged'].omit({ doneAt: true }).shape,
  }),
  penalise: z.strictObject({ ...inExercise, ...exerciseKinds['exercise.penalised'].shape }),
  recordLesson: z.strictObject({ ...inExercise, ...exerciseKinds['lesson.recorded'].shape }),
  end: z.strictObject({ ...inExercise, ...exerciseKinds['exercise.ended'].shape }),
  report: z.strictObject(inExercise),
} as const;
