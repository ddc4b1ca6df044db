import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { VERIFY_PROGRAM_TEXT } from '../../../shared/bundle/verify-program.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { both, type By, filed, heard, keptVersion, released, unreleased } from '../../support/filing-story.ts';
import { bundleOf } from '../../support/ledger-bundle.ts';
import { EXERCISE_ORIGIN, LedgerBuilder, rosterLine } from '../../support/ledger-builder.ts';
import { alice, bob, carol, crypto } from '../../support/parties.ts';
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

describe('the same warnings about a filing', () => {
  const told = async (ledger: LedgerBuilder, name: string): Promise<readonly (readonly string[])[]> => {
    const bundle = await bundleOf(ledger);
    const folder = join(scratch, name);
    bundle.writeTo(folder);
    const { findings } = await verifyBundleSource(bundle, { crypto, trust: {} });
    const python = await runProgram('python3', [join(scratch, 'verify.py'), folder], scratch);
    return [
      findings.filter(({ code }) => code === 'FILING_UNLOCKED').map(({ entry }) => String(entry)),
      [...python.output.matchAll(/^WARN FILING_UNLOCKED \S+ entry (\d+): /gm)].map(([, entry = '']) => entry),
    ];
  };

  test.concurrent.each(unreleased.map(([name, entries, filing], i) => ({ name, entries, filing, i })))(
    '$name',
    async ({ entries, filing, i }) => {
      const [ours, theirs] = await told(keptVersion(entries).write(alice, filing), `unreleased-${i}`);
      expect(ours).toEqual([String(entries.length + 2)]);
      expect(theirs).toEqual(ours);
    },
  );

  test.concurrent.each(released.map(([name, entries, filing], i) => ({ name, entries, filing, i })))(
    'none: $name',
    async ({ entries, filing, i }) => {
      expect(await told(keptVersion(entries).write(alice, filing), `released-${i}`)).toEqual([[], []]);
    },
  );

  test.concurrent.each<readonly [string, string | undefined, readonly By[], number]>([
    ['under the GDPR, without the opinion', 'gdpr-33', both, 1],
    ['under the GDPR, with it', 'gdpr-33', [[carol, heard], ...both], 0],
    ['under the GDPR, with that of somebody else', 'gdpr-33', [[bob, heard], ...both], 1],
  ])('%s', async (name, form, entries, count) => {
    const ledger = keptVersion(entries, form).write(alice, filed({ stage: 'GDPR.33' }));
    const [ours, theirs] = await told(ledger, name);
    expect(ours).toHaveLength(count);
    expect(theirs).toEqual(ours);
  });

  test.concurrent.each([
    ['before they signed', '2026-11-22T08:00:00.000Z', 1],
    ['after it', '2026-11-22T10:00:00.000Z', 0],
  ])('in an exercise, by its own clock, %s', async (name, filedAt, count) => {
    const played = (entry: By[1], exercise: string): By[1] => ({ ...entry, at: { exercise: exercise as Instant } });
    const signed = both.map(([by, entry]): By => [by, played(entry, '2026-11-22T09:00:00.000Z')]);
    const ledger = keptVersion(signed, 'nis2-early-warning', EXERCISE_ORIGIN).write(
      alice,
      played(filed({ filedAt: filedAt as Instant }), '2026-11-22T12:00:00.000Z'),
    );
    const [ours, theirs] = await told(ledger, name);
    expect(ours).toHaveLength(count);
    expect(theirs).toEqual(ours);
  });
});
