import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { nodeBundlePlaces } from '../../main/adapters/files/bundle-places.ts';
import { writeBundle } from '../../main/handoff/write-bundle.ts';
import { verifyBundle } from '../../main/handoff/verify-bundle.ts';
import type { Finding, Report } from '../../shared/ledger/finding.ts';
import type { Trust } from '../../shared/ledger/verify.ts';
import { copyFrozenBundle, type Edit, FROZEN_BUNDLE } from '../support/bundle-folder.ts';
import { filed, keptVersion } from '../support/filing-story.ts';
import { bundleOf } from '../support/ledger-bundle.ts';
import { alice, crypto } from '../support/parties.ts';
import { rosterStories } from '../support/roster-stories.ts';
import { requestFor, sampleCase } from '../support/sample-bundle.ts';
import { vectorFile } from '../support/vector-file.ts';
import { built, test, verdict } from './verifier-page.ts';

// The page as a recipient has it: one file, from disk, in a browser that can resolve no name, beside folders from others.

const { consoleFingerprint, cases } = vectorFile('bundle/v1/cases.json') as {
  readonly consoleFingerprint: string;
  readonly cases: readonly { readonly name: string; readonly edit: Edit }[];
};

async function check(page: Page, folder: string): Promise<void> {
  // The line before belongs to the folder before.
  await page.evaluate(() => document.querySelector('.verdict-word')?.remove());
  await page.getByLabel('Choose the folder of the bundle').setInputFiles(folder);
  await verdict(page).waitFor();
}

function lineOf({ severity, message, code, entry, checkpoint, file }: Finding): string {
  const place = [
    entry === undefined ? '' : `, entry ${entry}`,
    checkpoint === undefined ? '' : `, checkpoint over ${checkpoint} entries`,
    file === undefined ? '' : `, file ${file}`,
  ];
  return `${severity === 'error' ? 'Error' : 'Note'}: ${message}\n${code}${place.join('')}`;
}

const places = nodeBundlePlaces('', crypto.hash);
const inNode = (path: string, trust: Trust = {}): Promise<Report> => verifyBundle(places, path, { crypto, trust });

const foundOnPage = (page: Page): Promise<string[]> =>
  page
    .locator('.finding')
    .evaluateAll((lines) =>
      lines.map((line) => Array.from(line.querySelectorAll('p'), (part) => part.textContent).join('\n')),
    );

async function expectSameAsNode(page: Page, folder: string, trust: Trust = {}): Promise<Report> {
  const report = await inNode(folder, trust);
  await check(page, folder);
  expect(await foundOnPage(page)).toEqual(report.findings.map(lineOf));
  await expect(verdict(page)).toHaveText(report.verified ? 'Verified' : 'Not verified');
  const said = await page.locator('.bullets li').allTextContents();
  expect(said.slice(0, report.statements.length)).toEqual(report.statements);
  return report;
}

test('says the same of the good bundle as the console, in a worker, with the same root', async ({ verifier }) => {
  const worker = verifier.waitForEvent('worker');
  await verifier
    .getByLabel(/Fingerprint of the console/)
    .fill(consoleFingerprint.toUpperCase().replace(/(.{8})/g, '$1 '));
  const report = await expectSameAsNode(verifier, FROZEN_BUNDLE, { consoleFingerprint });
  expect((await worker).url()).toMatch(/^blob:/);
  expect(report.verified).toBe(true);
  await expect(verifier.locator('#result')).toContainText(report.summary.root ?? 'no root');
  await expect(verifier.locator('.verdict')).toContainText('signed under the console key that you named');
  await expect(verdict(verifier)).toBeFocused();
});

test('without a fingerprint it does not say whose record it is', async ({ verifier }) => {
  await check(verifier, FROZEN_BUNDLE);
  await expect(verifier.locator('.verdict-open')).toContainText('Whose record it is stays open');
});

test('a wrong fingerprint is a finding, a malformed one stops the check', async ({ verifier }) => {
  const field = verifier.getByLabel(/Fingerprint of the console/);
  await field.fill('ab');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await verifier.getByLabel('Choose the folder of the bundle').setInputFiles(FROZEN_BUNDLE);
  await expect(verifier.getByRole('alert')).toHaveText('A fingerprint has 64 hex digits.');
  await expect(verdict(verifier)).toHaveCount(0);
  await field.fill('ab'.repeat(32));
  await expectSameAsNode(verifier, FROZEN_BUNDLE, { consoleFingerprint: 'ab'.repeat(32) });
  await expect(verifier.locator('.finding')).toContainText(['TRUST_MISMATCH']);
});

test('a witness whose word is wanted and who signed nothing is a finding, a slip in its key stops the check', async ({
  verifier,
}) => {
  const key = 'witness.example/w1+773a6c12+BMhTrQ8M0rYZrqks7sT9VqJNZJnVhM55JX5Fz9gTm2Cn';
  await verifier.getByText('I have the keys of witnesses').click();
  const field = verifier.getByLabel('Verifier keys, one a line');
  await field.fill(`\n${key.replace('773a6c12', '773a6c13')}`);
  await expect(verifier.getByRole('alert').filter({ hasText: 'Line 2' })).toContainText('it is 773a6c12');
  await verifier.getByLabel('Choose the folder of the bundle').setInputFiles(FROZEN_BUNDLE);
  await expect(verdict(verifier)).toHaveCount(0);
  await field.fill(`${key}\n`);
  await expectSameAsNode(verifier, FROZEN_BUNDLE, { wanted: [key] });
  await expect(verifier.locator('.finding')).toContainText(['TRUST_NOT_ANCHORED']);
  await expect(verifier.locator('#result')).toContainText('1 witness');
});

// A browser follows a link or leaves it out, so for links it cannot say what the console says; the page tells so.
test('finds what the console finds in every frozen kind of damage', async ({ verifier }) => {
  const damaged = cases.filter(({ edit }) => edit.op !== 'link');
  expect(damaged.length).toBeGreaterThan(20);
  for (const { name, edit } of damaged) {
    await test.step(name, async () => {
      const copy = copyFrozenBundle();
      copy.edit(edit);
      const report = await expectSameAsNode(verifier, copy.path);
      expect(report.verified).toBe(false);
      copy.remove();
    });
  }
});

// Of the stories that hold `verify.py` to the console those about vouching, roles that let act, keys that are replaced later, and handing the console over.
test('finds what the console finds in records that keep and break the rules about vouchers and console keys', async ({
  verifier,
  scratch,
}) => {
  test.setTimeout(180_000);
  const found = new Map<string, readonly string[]>();
  const told = rosterStories.filter(([name]) =>
    /handed over|hand-over|new person|second person|role|carried (from|over)/.test(name),
  );
  for (const [i, [name, make, console]] of told.entries()) {
    await test.step(name, async () => {
      const folder = join(scratch, `story-${i}`);
      (await bundleOf(make(), console)).writeTo(folder);
      const { findings } = await expectSameAsNode(verifier, folder);
      found.set(
        name,
        findings.map(({ code }) => code),
      );
    });
  }
  // Both sides run the same code: that it says anything of the rules is asked apart.
  const codes = (name: string) => [...new Set(found.get(name))];
  expect(codes('a new person, by two')).toEqual(['ENROLMENT_UNVOUCHED']);
  expect(codes('a new person, by one of several')).toEqual(['KEY_UNCONFIRMED']);
  expect(codes('a new person, twice by the same')).toEqual(['ENROLMENT_UNVOUCHED']);
  expect(codes('a role that lets act, given by one and by two')).toEqual(['ENROLMENT_UNVOUCHED']);
  expect(codes('a new key carried from the journal')).toEqual([]);
  expect(codes('a new key carried from a journal that the old key did not sign')).toEqual(['ENROLMENT_UNVOUCHED']);
  expect(codes('a console key handed over by two')).toEqual([]);
  expect(codes('a console key handed over, and the old one signing on')).toContain('CONSOLE_SIGNATURE_MISSING');
  expect(codes('a hand-over without the line of the old key')).toContain('CONSOLE_SIGNATURE_MISSING');
  for (const who of ['confirmed by the same person', 'by the console alone', 'by a stranger'])
    expect(codes(`a hand-over ${who}`)).toContain('CONSOLE_HANDOVER_UNVOUCHED');
});

test('tells of a filing that nobody had released, as the console does', async ({ verifier, scratch }) => {
  const folder = join(scratch, 'unreleased');
  (await bundleOf(keptVersion([]).write(alice, filed()))).writeTo(folder);
  const { findings } = await expectSameAsNode(verifier, folder);
  expect(findings.filter(({ code }) => code === 'FILING_UNLOCKED')).toMatchObject([{ severity: 'warning', entry: 2 }]);
});

test('finds one flipped bit in any file, at the places where the console finds it', async ({ verifier }) => {
  const paths = readdirSync(FROZEN_BUNDLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FROZEN_BUNDLE.length + 1));
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const copy = copyFrozenBundle();
    const { length } = readFileSync(join(copy.path, path));
    if (length > 0) copy.edit({ op: 'flip', path, offset: Math.floor(length / 2), bit: 1 });
    else copy.edit({ op: 'write', path, text: 'x' });
    const report = await expectSameAsNode(verifier, copy.path);
    expect(report.verified, path).toBe(false);
    copy.remove();
  }
});

test('names that no bundle uses are shown without their effect on the text around them', async ({ verifier, copy }) => {
  writeFileSync(join(copy.path, '.hidden'), 'x');
  writeFileSync(join(copy.path, 'data/‮gpj.exe'), 'x');
  await expectSameAsNode(verifier, copy.path);
  const lines = await foundOnPage(verifier);
  expect(lines.filter((line) => line.includes('FILE_UNSAFE_NAME'))).toHaveLength(2);
  expect(lines.join('\n')).toMatch(/u\{?202e\}?gpj\.exe/);
  expect(await verifier.locator('body').textContent()).not.toContain('\u202e');
});

test('a folder that is no bundle gets no verdict', async ({ verifier, scratch }) => {
  mkdirSync(join(scratch, 'holiday'));
  writeFileSync(join(scratch, 'holiday/beach.txt'), 'sand');
  await check(verifier, join(scratch, 'holiday'));
  await expect(verdict(verifier)).toHaveText('Could not be checked');
  await expect(verifier.locator('#result')).toContainText('BUNDLE_UNREADABLE');
});

test('an earlier checkpoint shows that nothing was cut off, a forged one that something is wrong', async ({
  verifier,
}) => {
  const lines = readFileSync(join(FROZEN_BUNDLE, 'data/ledger/checkpoints.jsonl'), 'utf8').split('\n');
  const { note, size } = JSON.parse(lines[3] ?? '') as { note: string; size: number };
  await verifier.getByText('I hold an earlier checkpoint').click();
  const field = verifier.getByLabel('Text of the checkpoint, or its file');
  await field.fill(note.trimEnd());
  await expectSameAsNode(verifier, FROZEN_BUNDLE, { known: new TextEncoder().encode(note) });
  await expect(verifier.locator('.bullets')).toContainText(
    `The checkpoint you hold (size ${size}) is part of this ledger`,
  );

  const forged = note.replace(/\n\d+\n/, `\n${size + 1}\n`);
  const file = { name: 'checkpoint', mimeType: 'text/plain', buffer: Buffer.from(forged) };
  await verifier.getByLabel('File of the checkpoint').setInputFiles(file);
  await expect(field).toHaveValue(forged);
  await expectSameAsNode(verifier, FROZEN_BUNDLE, { known: new TextEncoder().encode(forged) });
  await expect(verifier.locator('.finding')).toContainText(['KNOWN_CHECKPOINT_FORK']);
});

test('a dropped folder is read like a chosen one, a dropped file is not', async ({ verifier, context }) => {
  const devtools = await context.newCDPSession(verifier);
  const drop = async (path: string): Promise<void> => {
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 500, data });
  };
  await drop(join(FROZEN_BUNDLE, 'bagit.txt'));
  await expect(verifier.getByRole('status')).toHaveText(/Drop the folder of one bundle/);
  await drop(FROZEN_BUNDLE);
  await expect(verdict(verifier)).toHaveText('Verified');
  await expect(verifier.locator('#chosen')).toContainText('26 files');
});

test('evidence too large for the hashes of the browser is hashed by pieces, to the same end', async ({
  verifier,
  scratch,
}) => {
  const sample = await sampleCase();
  const item = await sample.vault.put(new Uint8Array((65 << 20) + 1).fill(7));
  const described = { name: 'disk.img', source: 'PC-7', method: 'copied', mediaType: 'application/octet-stream' };
  const body = { exhibit: 'E-0003', ...item, ...described, collectedBy: alice.name };
  sample.ledger.write(alice, { kind: 'evidence.collected', body });
  const { path } = await writeBundle(requestFor(sample, await places.create(scratch, 'large')));
  const report = await expectSameAsNode(verifier, path);
  expect(report.verified).toBe(true);
});

test('hashing shows how far it is and can be cancelled', async ({ verifier, copy }) => {
  const [exhibit = ''] = readdirSync(join(copy.path, 'data/exhibits'));
  copy.edit({ op: 'truncate', path: `data/exhibits/${exhibit}`, size: 2 ** 31 });
  await verifier.getByLabel('Choose the folder of the bundle').setInputFiles(copy.path);
  await expect(verifier.getByRole('status')).toHaveText(/^Hashing: [\d.]+ [kMG]B of 2\.15 GB\.$/);
  await verifier.getByRole('button', { name: 'Cancel' }).click();
  await expect(verifier.getByRole('status')).toHaveText('Cancelled. Nothing was decided.');
  await expect(verdict(verifier)).toHaveCount(0);
  copy.edit({ op: 'truncate', path: `data/exhibits/${exhibit}`, size: 3 });
  await expectSameAsNode(verifier, copy.path);
});

test('where there is no worker the page does the work itself', async ({ verifier, copy }) => {
  await verifier.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await verifier.reload();
  await expectSameAsNode(verifier, FROZEN_BUNDLE);
  copy.edit({ op: 'flip', path: 'data/ledger/checkpoint', offset: 60, bit: 0 });
  await expectSameAsNode(verifier, copy.path);
  expect(verifier.workers()).toEqual([]);
});

test('the page can reach nothing, whatever code came to run in it', async ({ page, scratch }) => {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own = join(scratch, 'verify.html');
  copyFileSync(built, own);
  await page.goto(pathToFileURL(own).href);
  const blocked = await page.evaluate(async (target) => {
    const seen: string[] = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective));
    const tries: (() => unknown)[] = [
      () => fetch(`${target}/fetch`),
      () => new WebSocket(target.replace('http', 'ws')),
      () => Object.assign(new Image(), { src: `${target}/image` }),
      () => navigator.sendBeacon(`${target}/beacon`, 'x'),
      () =>
        document.head.append(
          Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${target}/style` }),
        ),
      () => document.body.append(Object.assign(document.createElement('iframe'), { src: `${target}/frame` })),
      () => document.body.append(Object.assign(document.createElement('script'), { src: `${target}/script` })),
      () => document.body.append(Object.assign(document.createElement('style'), { textContent: 'body{color:red}' })),
      () => (document.body.innerHTML = '<p>x</p>'),
      () => new Worker('data:text/javascript,0'),
    ];
    for (const attempt of tries) {
      try {
        await attempt();
      } catch {
        seen.push('refused');
      }
    }
    await new Promise((later) => setTimeout(later, 500));
    return seen;
  }, there);
  server.close();
  expect(reached).toEqual([]);
  for (const directive of ['connect-src', 'img-src', 'style-src-elem', 'frame-src', 'require-trusted-types-for'])
    expect(blocked).toContain(directive);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no accessibility violation, ${colorScheme}`, async ({ page, scratch, copy }) => {
    const own = join(scratch, 'verify.html');
    copyFileSync(built, own);
    await page.emulateMedia({ colorScheme });
    await page.goto(pathToFileURL(own).href);
    await page.getByText('I hold an earlier checkpoint').click();
    await page.getByText('Check one disclosed entry').click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    copy.edit({ op: 'flip', path: 'data/ledger/entries.jsonl', offset: 884, bit: 0 });
    await check(page, copy.path);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await check(page, FROZEN_BUNDLE);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
