import type { Output } from '../../../shared/domain/action.ts';
import { isIncomplete } from '../pasted-text.ts';

export type Json = { readonly [key: string]: unknown };

/** The JSON object an output holds, whatever stands before and behind it; `undefined` when there is none. */
export function jsonOf(output: Output | undefined): Json | undefined {
  if (output === undefined || isIncomplete(output)) return undefined;
  const from = output.text.indexOf('{');
  const to = output.text.lastIndexOf('}');
  if (from < 0 || to < from) return undefined;
  try {
    return objectOf(JSON.parse(output.text.slice(from, to + 1)));
  } catch {
    // Text in braces that is no JSON says nothing.
    return undefined;
  }
}

export function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function listOf(value: unknown): readonly Json[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map(objectOf).filter((item) => item !== undefined);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
