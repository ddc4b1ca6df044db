import type { ActionTemplate } from '../../shared/domain/action.ts';
import { found } from './found.ts';

/** The actions this release can perform and prove, in the order of their ids. */
export const actionTemplates: readonly ActionTemplate[] = found.toSorted((a, b) => (a.id < b.id ? -1 : 1));

export function findTemplate(id: string): ActionTemplate | undefined {
  return actionTemplates.find((template) => template.id === id);
}
