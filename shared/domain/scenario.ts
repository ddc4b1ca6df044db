import { z } from 'zod';
import { line, prose } from './ids.ts';

/** Minutes of the exercise clock: two weeks at the most. */
const Minutes = z.int().min(0).max(20_160);

export const InjectId = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,15}$/);

/** Ids of what a facilitator gives beside the script; no row of a script may have one. */
const FREE = 'free-';

export function freeInjectId(place: number): string {
  return `${FREE}${place}`;
}

export function isFreeInject(id: string): boolean {
  return id.startsWith(FREE);
}

/** One row of a master scenario events list (MSEL; HSEEP, reference E). */
export const Inject = z.strictObject({
  id: InjectId.refine((id) => !isFreeInject(id), `${FREE}… is for what is not in the script`),
  /** Minutes after the start; null for one that is given only if `onlyIf` comes about. */
  atMin: Minutes.nullable(),
  /** Contingency: what has to have happened, or not. Empty for an inject that comes anyway. */
  onlyIf: prose(500, 0),
  /** How it reaches the players, and from whom: `Slack, a developer`. */
  channel: line(80),
  /** What the players get to read. */
  text: prose(4000),
  /** What good players do; withheld until the exercise has ended. */
  expected: prose(1000),
  points: z.int().min(0).max(100),
  /** Minutes of the exercise after the release in which it should be done. */
  windowMin: Minutes,
});
export type Inject = z.infer<typeof Inject>;

/** What a facilitator plays: bytes in the vault, by the hash that `exercise.scripted` names. */
export const Scenario = z
  .strictObject({
    /** `SCN-4` for what came with the console; `own` for a file. */
    id: z.string().regex(/^(?:SCN-[1-9]\d?|own)$/),
    version: z.int().min(1),
    title: line(120),
    /** What the facilitator reads to the players before the start. */
    story: prose(4000, 0),
    patterns: z.array(z.string().regex(/^LP-\d{1,2}$/)).max(12),
    objectives: z.array(line(300)).max(10),
    injects: z.array(Inject).min(1).max(200),
    /** Questions for the talk afterwards. */
    hotwash: z.array(line(300)).max(20),
  })
  .refine(({ injects }) => new Set(injects.map(({ id }) => id)).size === injects.length, 'each inject has its own id');
export type Scenario = z.infer<typeof Scenario>;
