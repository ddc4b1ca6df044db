import { z } from 'zod';
import { Fingerprint, InstantSchema, Sha256Hex, line, prose } from '../../domain/ids.ts';
import { PENALTIES } from '../../exercise/penalty.ts';
import { MAX_PACE, isPlayable } from '../../exercise/play-clock.ts';
import { InjectId } from '../../domain/scenario.ts';

const PENALTY_NAMES = Object.keys(PENALTIES) as [keyof typeof PENALTIES, ...(keyof typeof PENALTIES)[]];

/** Only in ledgers of type `exercise`; in another one each of them is EXERCISE_MIXED. */
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
  /** From here on the actor facilitates by this script; minutes of its injects count from this entry's time. */
  'exercise.scripted': z.strictObject({
    scenario: line(40),
    version: z.int().min(1),
    title: line(120),
    /** Of the script in the vault, canonical JSON. What is in it is withheld from the players, not from a reader of the bundle. */
    sha256: Sha256Hex,
    size: z.int().min(1),
    facilitator: Fingerprint,
  }),
  /** Whether the console itself gives what is due, from here on. */
  'exercise.automated': z.strictObject({ on: z.boolean() }),
  /**
   * What the players got, as they got it. `inject` names a row of the script, or `free-N` for one that is not in it. By the console
   * where it was left to it.
   */
  'inject.released': z.strictObject({ inject: InjectId, channel: line(80), text: prose(4000) }),
  'inject.skipped': z.strictObject({ inject: InjectId, reason: prose(1000) }),
  /** The facilitator's word on what the players did; the last one for an inject counts. */
  'inject.judged': z.strictObject({
    inject: InjectId,
    /** Exercise time at which it was done; null when it was not. */
    doneAt: InstantSchema.nullable(),
    /** 0 to 3: evidence cited, right approvers, right order. Null where nothing was done. */
    quality: z.int().min(0).max(3).nullable(),
    /** The entry that shows it, where one does. */
    shownBy: z.int().min(0).nullable(),
    note: prose(1000, 0),
  }),
  'exercise.penalised': z.strictObject({ what: z.enum(PENALTY_NAMES), note: prose(1000) }),
  /** What is to change afterwards, by whom and when. */
  'lesson.recorded': z.strictObject({ text: prose(2000), owner: line(120), due: line(40, 0) }),
  'exercise.ended': z.strictObject({ note: prose(2000, 0) }),
  /** The after-action report as a file, by its hash. */
  'exercise.reported': z.strictObject({
    name: line(255),
    sha256: Sha256Hex,
    size: z.int().min(1),
    covers: z.int().min(0),
  }),
} as const;
