import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter';
import { type Counts, report } from './count-line.ts';

/** Ends a Playwright run with one plain line of counts. A flaky test is a failed test: it told two stories about one build. */
export default class PlainE2eReporter implements Reporter {
  #suite: Suite | undefined;
  #broken = 0;
  #counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onError(_error: TestError): void {
    this.#broken += 1;
  }

  onEnd(result: FullResult): void {
    const counts: Counts = { passed: 0, failed: this.#broken, skipped: 0 };
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === 'expected') counts.passed += 1;
      else if (outcome === 'skipped' && test.results.length > 0) counts.skipped += 1;
      else counts.failed += 1;
    }
    if (result.status !== 'passed' && counts.failed === 0) counts.failed = 1;
    this.#counts = counts;
  }

  async onExit(): Promise<void> {
    report(this.#counts);
  }

  printsToStdio(): boolean {
    return false;
  }
}
