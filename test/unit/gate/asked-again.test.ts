import { describe, expect, test } from 'vitest';
import { type FileCounts, filesToAskAgain, together } from '../../../build/asked-again.ts';

const gateway: FileCounts = { file: 'n07.test.ts', tests: ['a path is closed'], passed: 12, failed: 1, skipped: 0 };
const first = { passed: 5199, failed: 1, skipped: 1, askAgain: [gateway] };

describe('what failed is asked once more', () => {
  test('only where nothing else failed, and only a few files', () => {
    expect(filesToAskAgain(first)).toEqual(['n07.test.ts']);
    expect(filesToAskAgain({ ...first, failed: 2 })).toEqual([]);
    expect(filesToAskAgain({ passed: 5200, failed: 0, skipped: 1 })).toEqual([]);
    expect(filesToAskAgain({ passed: 0, failed: 1, skipped: 0 })).toEqual([]);
    const many = { ...first, failed: 4, askAgain: ['a', 'b', 'c', 'd'].map((file) => ({ ...gateway, file })) };
    expect(filesToAskAgain(many)).toEqual([]);
  });

  test('what holds then has passed, and is named', () => {
    expect(together(first, { passed: 13, failed: 0, skipped: 0 })).toEqual({
      passed: 5200,
      failed: 0,
      skipped: 1,
      unsteady: ['n07.test.ts > a path is closed'],
    });
  });

  test.each([
    ['what fails twice has failed', { passed: 12, failed: 1, skipped: 0 }],
    ['what failed and is skipped now has failed', { passed: 12, failed: 0, skipped: 1 }],
    ['a run that asked less than the file holds says nothing', { passed: 12, failed: 0, skipped: 0 }],
    ['nor does one that asked more', { passed: 14, failed: 0, skipped: 0 }],
  ])('%s', (_name, second) => {
    expect(together(first, second)).toEqual({ passed: 5199, failed: 1, skipped: 1, unsteady: [] });
  });
});
