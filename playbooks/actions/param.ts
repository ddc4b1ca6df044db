import type { StepContext } from '../../shared/domain/action.ts';

/**
 * Value of a parameter; empty when it is missing. `parseParams` has refused missing ones long before, so this only keeps
 * commands total: an empty argument makes the program fail, it never does something else.
 */
export function param(context: StepContext, name: string): string {
  return Object.hasOwn(context.params, name) ? (context.params[name] ?? '') : '';
}
