export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface FileCounts extends Counts {
  readonly file: string;
  readonly tests: readonly string[];
}

/** What a stage that counts its tests leaves in a file: `askAgain` are the files that may be asked once more. */
export interface StageReport extends Counts {
  readonly askAgain?: readonly FileCounts[];
}

// More than that is no unlucky moment.
const MOST_FILES = 3;

/** The files to ask once more: few of them, and nothing failed anywhere else. Empty: what failed has failed. */
export function filesToAskAgain(report: StageReport): readonly string[] {
  const files = report.askAgain ?? [];
  const failed = files.reduce((sum, file) => sum + file.failed, 0);
  if (files.length === 0 || files.length > MOST_FILES || failed !== report.failed) return [];
  return files.map((file) => file.file);
}

/**
 * Counts of both runs taken together. The second one counts only when it asked everything that the files hold and all of it
 * held; else the first one stands.
 */
export function together(first: StageReport, second: StageReport): Counts & { readonly unsteady: readonly string[] } {
  const { passed, failed, skipped } = first;
  const asked = total(...(first.askAgain ?? []));
  const answered = total(second);
  const all = asked.passed + asked.failed + asked.skipped;
  if (second.failed > 0 || answered.passed + answered.skipped !== all || answered.skipped !== asked.skipped)
    return { passed, failed, skipped, unsteady: [] };
  return {
    passed: passed - asked.passed + answered.passed,
    failed: failed - asked.failed,
    skipped,
    unsteady: (first.askAgain ?? []).flatMap((file) => file.tests.map((test) => `${file.file} > ${test}`)),
  };
}

function total(...counts: readonly Counts[]): Counts {
  const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    sum.passed += count.passed;
    sum.failed += count.failed;
    sum.skipped += count.skipped;
  }
  return sum;
}
