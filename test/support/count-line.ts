import { writeFileSync } from 'node:fs';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A file with a failure in it that may be asked once more: what it tests has a timing of its own (decision 0022). */
export interface AskAgain extends Counts {
  /** Relative to the project's root. */
  readonly file: string;
  /** The names of what failed. */
  readonly tests: readonly string[];
}

/** Where a run leaves its counts when it is one stage of `npm test`; the stage runner then prints the one line for all. */
export const countsVariable = 'BULKHEAD_COUNTS_FILE';

export const countLine = (counts: Counts): string =>
  `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;

/** Hands the counts to the stage runner, or prints them as the very last line, after anything that others print at the end. */
export function report(counts: Counts, askAgain: readonly AskAgain[]): void {
  const file = process.env[countsVariable];
  if (file !== undefined) writeFileSync(file, JSON.stringify({ ...counts, askAgain }));
  else process.on('exit', () => process.stdout.write(`${countLine(counts)}\n`));
}
