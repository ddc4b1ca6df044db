import type { Entry } from './entry.ts';
import { exerciseKinds } from './kinds/exercise-kinds.ts';

const KINDS: ReadonlySet<string> = new Set(Object.keys(exerciseKinds));

/** Whether an entry says of itself that it belongs to an exercise: by its clock, its kind, or what it declares. */
export function saysExercise({ at, kind, body }: Entry): boolean {
  return at.exercise !== undefined || KINDS.has(kind) || (kind === 'incident.declared' && body.exercise);
}
