import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { VERIFY_PROGRAM_TEXT } from '../../../shared/bundle/verify-program.ts';
import { bundleOf } from '../../support/ledger-bundle.ts';
import { crypto } from '../../support/parties.ts';
import { rosterStories } from '../../support/roster-stories.ts';
import { runProgram } from '../../support/run-program.ts';

// Two programs that share nothing but docs/FORMAT.md have to come to the same findings about who may act, entry by entry.

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-two-'));
  writeFileSync(join(scratch, 'verify.py'), VERIFY_PROGRAM_TEXT);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the same findings about', () => {
  test.concurrent.each(rosterStories.map(([name, make, console], i) => ({ name, make, console, i })))(
    '$name',
    async ({ make, console, i }) => {
      const bundle = await bundleOf(make(), console);
      const folder = join(scratch, String(i));
      bundle.writeTo(folder);
      const report = await verifyBundleSource(bundle, { crypto, trust: {} });
      const python = await runProgram('python3', [join(scratch, 'verify.py'), folder], scratch);
      const located = /^(ENTRY|KEY|ENROLMENT)_/;
      const ours = report.findings
        .filter(({ severity }) => severity === 'error')
        .map(({ code, entry }) => (located.test(code) && entry !== undefined ? `${code} ${entry}` : code));
      const theirs = [...python.output.matchAll(/^FAIL (\S+) [^:]*?(?: entry (\d+))?:/gm)].map(([, code = '', entry]) =>
        located.test(code) && entry !== undefined ? `${code} ${entry}` : code,
      );
      const sorted = (codes: readonly string[]): string[] => [...new Set(codes)].sort((a, b) => (a < b ? -1 : 1));
      expect(sorted(theirs)).toEqual(sorted(ours));
      expect(python.code).toBe(report.verified ? 0 : 1);
    },
  );
});
