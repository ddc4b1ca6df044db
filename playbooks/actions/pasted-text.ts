import type { Output } from '../../shared/domain/action.ts';
import { OUTPUT_CUT } from '../../shared/domain/output-marks.ts';

// Terminals colour and retitle; a paste carries that along. Built from a code point so that no control character is in this file.
const ESCAPE = String.fromCharCode(27);
const ANSI = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${String.fromCharCode(7)}]*${String.fromCharCode(7)})`,
  'g',
);

/** Lines of an output or a paste: line ends unified, colours and trailing blanks dropped, empty lines dropped. */
export function linesOf(output: Output | undefined): readonly string[] {
  if (output === undefined) return [];
  return output.text
    .replace(ANSI, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

/** First capture of the first line that matches; patterns are anchored by their authors, so a pasted command line does not match. */
export function capture(lines: readonly string[], pattern: RegExp): string | undefined {
  for (const line of lines) {
    const found = pattern.exec(line);
    if (found !== null) return found[1] ?? found[0];
  }
  return undefined;
}

export function has(lines: readonly string[], pattern: RegExp): boolean {
  return lines.some((line) => pattern.test(line));
}

/** True when a command never got to where it was to run: no way there, or no such program. */
export function neverRan(output: Output | undefined): boolean {
  return has(
    linesOf(output),
    /^(?:ssh: |Host key verification failed|\S+: Permission denied \(|bulkhead: not started|Cannot open network namespace)/,
  );
}

/** True when something is missing from what we read: no output, a command that hung, or output that was cut. */
export function isIncomplete(output: Output | undefined): boolean {
  return output === undefined || output.timedOut || output.text.includes(OUTPUT_CUT);
}
