import { failureLines } from '../report-failure.ts';
import { toFailure } from '../to-failure.ts';

/** Results only. Whoever pipes this into another program gets nothing else. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Everything that is not a result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function tellFailure(thrown: unknown): void {
  const found = toFailure(thrown);
  if (found.code === 'INTERNAL') console.error(thrown);
  process.stderr.write(failureLines(found));
}
