import type { LiveSession, Output } from '../../../shared/domain/action.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';

/**
 * Every answer is asked for as `label=value`, one a line, so that it reads the same from a pipe and from a terminal: a statement
 * that was typed has other words before the label. Values in order; none when the output is missing, hung or cut.
 */
export function told(output: Output | undefined, label: string): readonly string[] {
  if (output === undefined || isIncomplete(output)) return [];
  const start = `${label}=`;
  return linesOf(output)
    .filter((line) => line.startsWith(start))
    .map((line) => line.slice(start.length));
}

export function toldOnce(output: Output | undefined, label: string): string | undefined {
  const values = told(output, label);
  return values.length === 1 ? values[0] : undefined;
}

/** Sessions out of `session=ID ADDRESS NAME` lines; a line without a plain id is not one. */
export function toldSessions(output: Output | undefined): readonly LiveSession[] {
  return told(output, 'session').flatMap((value) => {
    const found = /^(\d{1,20}) (.{0,200})$/.exec(value);
    return found === null ? [] : [{ id: found[1] ?? '', label: `session ${found[1] ?? ''} from ${found[2] ?? ''}` }];
  });
}
