import type { Output, StepContext } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { blobUrls, hexOf, repositories } from './artefact-calls.ts';
import { answersOf } from './registry-calls.ts';

export interface Serving {
  /** Addresses at which the weights can be had. */
  readonly at: readonly string[];
  /** Whether every address gave a clear answer, yes or no. */
  readonly clear: boolean;
}

/** Who still serves the blob. 404 counts only because a refused login says 401. */
export function serving(output: Output | undefined, context: StepContext): Serving {
  const answers = new Map(answersOf(output).map(({ url, code }) => [url, code]));
  const codes = blobUrls(context).map((url) => ({ url, code: answers.get(url) ?? 0 }));
  return {
    at: codes.filter(({ code }) => code >= 200 && code < 400).map(({ url }) => url),
    clear: codes.every(({ code }) => (code >= 200 && code < 400) || code === 404),
  };
}

/** Repositories of the registry that were not asked; undefined when the list is not whole. */
export function notAsked(output: Output | undefined, context: StepContext): readonly string[] | undefined {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output);
  if (has(lines, /^link: .*rel="?next/i)) return undefined;
  const list = capture(lines, /^\{"repositories":\[(.*)\]\}$/);
  if (list === undefined) return undefined;
  const asked = repositories(context);
  return [...list.matchAll(/"([^"]{1,255})"/g)].map((found) => found[1] ?? '').filter((name) => !asked.includes(name));
}

/** Whether the sealed copy is there and is what its name says. */
export function isSealed(output: Output | undefined, context: StepContext): boolean {
  const hex = hexOf(context, 'blob');
  return (
    !isIncomplete(output) &&
    hex !== '' &&
    has(linesOf(output), new RegExp(`^${hex.replaceAll(/[^0-9a-f]/g, 'x')} {2}/`)) &&
    param(context, 'sealedFolder') !== ''
  );
}

export function named(urls: readonly string[]): string {
  return urls
    .map((url) => url.replace(/^https?:\/\//, '').replace(/\/blobs\/.*$/, ''))
    .join(', ')
    .slice(0, 300);
}
