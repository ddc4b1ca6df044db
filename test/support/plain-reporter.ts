import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { type Counts, report } from './count-line.ts';

/** Ends a Vitest run with one plain line of counts. What broke outside any test (an import, a late throw) counts as failed. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        // A test that never came to its end is not a skipped one.
        counts[state === 'pending' ? 'failed' : state] += 1;
      }
    }
    report(counts);
  }
}
