import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { VERIFY_PROGRAM_TEXT } from '../../../shared/bundle/verify-program.ts';
import { bundleOf } from '../../support/ledger-bundle.ts';
import { LedgerBuilder, rosterLine } from '../../support/ledger-builder.ts';
import { alice, bob, crypto } from '../../support/parties.ts';
import { rosterStories } from '../../support/roster-stories.ts';
import { runProgram } from '../../support/run-program.ts';

// Two programs that share nothing but docs/FORMAT.md have to come to the same findings about who may act, entry by entry.

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-two-'));
  writeFileSync(join(scratch, 'verify.py'), VERIFY_PROGRAM_TEXT);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('both tell of a key that was brought from another console', async () => {
  const line = { ...rosterLine(bob), brought: true as const };
  const ledger = new LedgerBuilder({ roster: [alice] }).write(alice, { kind: 'operator.enrolled', body: line });
  const bundle = await bundleOf(ledger);
  const folder = join(scratch, 'brought');
  bundle.writeTo(folder);
  const report = await verifyBundleSource(bundle, { crypto, trust: {} });
  const python = await runProgram('python3', [join(scratch, 'verify.py'), folder], scratch);
  expect(report).toMatchObject({ verified: true, findings: [] });
  expect(report.statements.join('\n')).toContain(`The key ${line.fingerprint} of ${line.name} was brought`);
  expect(python).toMatchObject({ code: 0 });
  expect(python.output).toContain(`key ${line.fingerprint} of ${line.name} was brought from another console`);
});

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
