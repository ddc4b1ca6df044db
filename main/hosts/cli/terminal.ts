import { failureLines } from '../report-failure.ts';
import { isUnlogged, toFailure } from '../to-failure.ts';

/** Results only. Whoever pipes this into another program gets nothing else. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Everything that is not a result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function tellFailure(thrown: unknown): void {
  if (isUnlogged(thrown)) console.error(thrown);
  process.stderr.write(failureLines(toFailure(thrown)));
}
