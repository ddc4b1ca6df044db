import { relative } from 'node:path';
import type { FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { type AskAgain, type Counts, report } from './count-line.ts';

/** Ends a Playwright run with one plain line of counts. */
export default class PlainE2eReporter implements Reporter {
  #suite: Suite | undefined;
  #broken = 0;
  #counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  #askAgain: readonly AskAgain[] = [];

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onError(_error: TestError): void {
    this.#broken += 1;
  }

  onEnd(result: FullResult): void {
    const counts: Counts = { passed: 0, failed: this.#broken, skipped: 0 };
    const files = new Map<string, Counts & { file: string; tests: string[] }>();
    for (const test of this.#suite?.allTests() ?? []) {
      const file = relative(process.cwd(), test.location.file);
      const counted = outcomeOf(test);
      const ofFile = files.get(file) ?? { file, tests: [], passed: 0, failed: 0, skipped: 0 };
      files.set(file, ofFile);
      counts[counted] += 1;
      ofFile[counted] += 1;
      if (counted === 'failed') ofFile.tests.push(test.title);
    }
    if (result.status !== 'passed' && counts.failed === 0) counts.failed = 1;
    this.#counts = counts;
    this.#askAgain = [...files.values()].filter((file) => file.failed > 0);
  }

  async onExit(): Promise<void> {
    report(this.#counts, this.#askAgain);
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** A test that told two stories within one run is a failed one, and so is one that was never run. */
function outcomeOf(test: TestCase): keyof Counts {
  const outcome = test.outcome();
  if (outcome === 'expected') return 'passed';
  return outcome === 'skipped' && test.results.length > 0 ? 'skipped' : 'failed';
}
