import type { Tri } from '../tri.ts';
import type { Condition } from './form-model.ts';

/** What a condition sees of a field: its codes, or null while it is not known or not recorded. */
export type FieldCodes = (id: string) => readonly string[] | null;

/** Three values: what hangs on a field nobody answered yet is open, never a no. */
export function holds(condition: Condition, codes: FieldCodes): Tri {
  if (condition === 'always') return 'yes';
  if (condition === 'no') return 'no';
  if ('any' in condition) {
    const found = condition.any.map((part) => holds(part, codes));
    if (found.includes('yes')) return 'yes';
    return found.includes('unknown') ? 'unknown' : 'no';
  }
  const found = codes(condition.field);
  if ('filled' in condition) return found === null ? 'no' : 'yes';
  if (found === null) return 'unknown';
  return condition.is.some((code) => found.includes(code)) ? 'yes' : 'no';
}

/** Fields a condition reads. */
export function readBy(condition: Condition): readonly string[] {
  if (condition === 'always' || condition === 'no') return [];
  if ('any' in condition) return condition.any.flatMap(readBy);
  return [condition.field];
}
