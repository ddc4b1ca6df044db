import type { Output } from '../../shared/domain/action.ts';
import { isIncomplete, linesOf } from './pasted-text.ts';

/**
 * The JSON value in what a program printed, from the first line that opens one to the last that closes one, so that a prompt before
 * it or a report after it does not matter; undefined when there is none, or the output is missing, hung or cut.
 */
export function jsonOf(output: Output | undefined): unknown {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output);
  const first = lines.findIndex((line) => /^\s*[[{]/.test(line));
  const last = lines.findLastIndex((line) => /[\]}]\s*$/.test(line));
  if (first === -1 || last < first) return undefined;
  return parsed(lines.slice(first, last + 1).join('\n'));
}

/** Total: what is not JSON is undefined, which every reading takes for an answer nobody can read. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Follows own keys; undefined where there is none. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let here = value;
  for (const key of keys) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return here;
}

/** A text or a number as text; empty for anything else. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = at(value, ...keys);
  return typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 4000) : '';
}

/** The items of a list; undefined when there is no list. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] | undefined {
  const found = at(value, ...keys);
  return Array.isArray(found) ? (found as readonly unknown[]) : undefined;
}
