import { z } from 'zod';
import { InstantSchema, prose } from '../../domain/ids.ts';
import { MAX_PACE, isPlayable } from '../../exercise/play-clock.ts';

export const exerciseKinds = {
  /** How the clock of an exercise goes from here on. It is never set back: decisions rest on the order of times. */
  'exercise.clock-set': z.strictObject({
    /** Exercise time from which it goes on. */
    time: InstantSchema.refine(isPlayable, 'between the years 2000 and 2099'),
    /** Exercise minutes to a minute of the wall clock. */
    pace: z.int().min(1).max(MAX_PACE),
    running: z.boolean(),
    why: prose(2000, 0),
  }),
} as const;
