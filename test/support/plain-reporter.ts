import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { type AskAgain, type Counts, report } from './count-line.ts';

/** Ends a Vitest run with one plain line of counts. What broke outside any test (an import, a late throw) counts as failed. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const sum: Counts = { passed: 0, failed: errors.length, skipped: 0 };
    const askAgain: AskAgain[] = [];
    for (const module of modules) {
      const { counts, failed } = told(module);
      for (const name of ['passed', 'failed', 'skipped'] as const) sum[name] += counts[name];
      // Unit tests have nothing to wait for, and some draw their cases by lot: a failure there is never asked again.
      if (counts.failed > 0 && module.project.name === 'integration')
        askAgain.push({ ...counts, file: relative(process.cwd(), module.moduleId), tests: failed });
    }
    report(sum, askAgain);
  }
}

function told(module: TestModule): { readonly counts: Counts; readonly failed: readonly string[] } {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failed: string[] = [];
  const tests = [...module.children.allTests()];
  if (module.errors().length > 0 && tests.length === 0) {
    counts.failed += 1;
    failed.push('(the file itself)');
  }
  for (const test of tests) {
    const { state } = test.result();
    // A test that never came to its end is not a skipped one, nor is one whose set-up broke.
    const counted = state === 'pending' || (state === 'skipped' && setUpBroke(test)) ? 'failed' : state;
    counts[counted] += 1;
    if (counted === 'failed') failed.push(test.fullName);
  }
  // What broke after the tests, in the clean-up say.
  if (counts.failed === 0 && (module.errors().length > 0 || module.state() === 'failed')) {
    counts.failed += 1;
    failed.push('(after its tests)');
  }
  return { counts, failed };
}

function setUpBroke(test: TestCase): boolean {
  if (test.options.mode === 'skip' || test.options.mode === 'todo') return false;
  for (let parent: TestCase['parent'] = test.parent; ; parent = parent.parent) {
    if (parent.errors().length > 0) return true;
    if (parent.type === 'module') return false;
  }
}
