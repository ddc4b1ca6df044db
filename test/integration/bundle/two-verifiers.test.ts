import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { VERIFY_PROGRAM_TEXT } from '../../../shared/bundle/verify-program.ts';
import { toBase64 } from '../../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import { bundleOf } from '../../support/ledger-bundle.ts';
import { LedgerBuilder, LIVE_ORIGIN, rosterLine } from '../../support/ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory, otherConsole, type Party } from '../../support/parties.ts';
import { runProgram } from '../../support/run-program.ts';

// Two programs that share nothing but docs/FORMAT.md have to come to the same findings about who may act, entry by entry.

const note = (text: string): NewEntry => ({ kind: 'note.added', body: { text } });
const enrol = (who: Party): NewEntry => ({ kind: 'operator.enrolled', body: rosterLine(who) });
const of = ({ signer }: Party): string => signer.fingerprint;
const revoke = (who: Party): NewEntry => ({ kind: 'operator.revoked', body: { fingerprint: of(who), reason: 'lost' } });
const confirm = (who: Party): NewEntry => ({ kind: 'operator.confirmed', body: { fingerprint: of(who) } });
const vouch = (who: Party): NewEntry => ({ kind: 'operator.vouched', body: { fingerprint: of(who) } });
const rotate = (from: Party, to: Party): NewEntry => ({
  kind: 'operator.rotated',
  body: { fingerprint: of(from), next: { fingerprint: of(to), publicKey: toBase64(to.signer.publicKey) } },
});
const reenrol = (from: Party, to: Party): NewEntry => ({
  kind: 'operator.reenrolled',
  body: { ...rosterLine(to), name: from.name, replaces: of(from), reason: 'new laptop' },
});
const assign = (who: Party): NewEntry => ({
  kind: 'operator.assigned',
  body: { fingerprint: of(who), roles: ['legal'] },
});
const confirmRevocation = (who: Party, revocation: number): NewEntry => ({
  kind: 'operator.revocation-confirmed',
  body: { fingerprint: of(who), revocation },
});

const fresh = { ...mallory, name: 'Bob' };
const carol = { ...otherConsole, name: 'Carol', actor: `operator:${of(otherConsole)}` };
const three = (): LedgerBuilder => new LedgerBuilder({ roster: [alice, bob, carol] });

const stories: readonly (readonly [string, () => LedgerBuilder])[] = [
  ['three people, in turn', () => three().note(alice, 'a').note(bob, 'b').note(carol, 'c')],
  ['someone unknown', () => three().note(mallory, 'm')],
  ['someone enrols himself', () => three().write(mallory, enrol(mallory), note('m'))],
  ['the console enrols someone', () => three().write(consoleParty, enrol(mallory)).note(mallory, 'm')],
  ['a first person', () => new LedgerBuilder({ roster: [] }).write(alice, enrol(alice)).note(alice, 'a')],
  ['acting after revocation', () => three().note(bob, 'b').write(alice, revoke(bob)).note(bob, 'late')],
  ['revoked twice, by one who is not there', () => three().write(alice, revoke(bob)).write(mallory, revoke(alice))],
  [
    'a new key in the place of the old one',
    () => three().write(bob, rotate(bob, fresh)).write(fresh, confirm(fresh)).note(fresh, 'b'),
  ],
  ['a new key that acts too early', () => three().write(bob, rotate(bob, fresh)).note(fresh, 'b')],
  ['an old key that acts on', () => three().write(bob, rotate(bob, fresh)).write(fresh, confirm(fresh)).note(bob, 'b')],
  ['the key of someone else replaced', () => three().write(alice, rotate(bob, fresh)).write(fresh, confirm(fresh))],
  [
    'enrolled again, vouched for, confirmed',
    () =>
      three()
        .write(alice, revoke(bob))
        .write(alice, reenrol(bob, fresh))
        .write(carol, vouch(fresh))
        .write(fresh, confirm(fresh))
        .note(fresh, 'b'),
  ],
  [
    'enrolled again, vouched for by the same person',
    () =>
      three()
        .write(alice, revoke(bob))
        .write(alice, reenrol(bob, fresh))
        .write(alice, vouch(fresh))
        .write(fresh, confirm(fresh))
        .note(fresh, 'b'),
  ],
  ['enrolled again without having been revoked', () => three().write(alice, reenrol(bob, fresh))],
  [
    'roles given to oneself, and to another',
    () => three().write(alice, assign(bob)).write(bob, assign(alice)).write(alice, assign(alice)),
  ],
  [
    'a revocation confirmed by a second person',
    () => three().write(alice, revoke(bob)).write(carol, confirmRevocation(bob, 1)),
  ],
  [
    'a revocation confirmed by the same person, and of another entry',
    () =>
      three().write(alice, revoke(bob)).write(alice, confirmRevocation(bob, 1)).write(carol, confirmRevocation(bob, 2)),
  ],
  [
    'two people under one checkpoint',
    () =>
      three()
        .append(alice, note('a'))
        .append(bob, note('b'))
        .seal({ lines: [alice, bob] }),
  ],
  ['no line of the person', () => three().append(alice, note('a')).seal()],
  [
    'the line of another',
    () =>
      three()
        .append(alice, note('a'))
        .seal({ lines: [bob] }),
  ],
  [
    'exercise time in a live record',
    () => three().write(alice, { ...note('a'), at: { exercise: '2026-11-21T20:00:00.000Z' as never } }),
  ],
  [
    'a checkpoint of another origin',
    () =>
      three()
        .append(alice, note('a'))
        .seal({ lines: [alice], origin: `${LIVE_ORIGIN.slice(0, -1)}0` }),
  ],
  [
    'a root that is signed and wrong',
    () =>
      three()
        .append(alice, note('a'))
        .seal({ lines: [alice], root: new Uint8Array(32) }),
  ],
];

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-two-'));
  writeFileSync(join(scratch, 'verify.py'), VERIFY_PROGRAM_TEXT);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the same findings about', () => {
  test.concurrent.each(stories.map(([name, make], i) => ({ name, make, i })))('$name', async ({ make, i }) => {
    const bundle = await bundleOf(make());
    const folder = join(scratch, String(i));
    for (const [path, bytes] of bundle.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
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
  });
});
