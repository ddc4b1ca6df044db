import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { runLoopback } from '../support/loopback-run.ts';
import { root } from '../support/source-tree.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'ada has four plain words';

/** No finding at all, on a laptop by day and on a large screen by night. */
async function seen(page: Page, name: string): Promise<void> {
  for (const [theme, size] of [
    ['light', { width: 1280, height: 800 }],
    ['dark', { width: 1920, height: 1080 }],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${name} ${theme} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const folder = process.env['BULKHEAD_SHOTS'];
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}-${theme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}

// Two consoles of two parties; what goes to and fro is what a person would carry.
test('one console witnesses for another, each on its own screen', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-second-'));
  const entry = join(process.env['BULKHEAD_DIST'] ?? resolve(root, 'dist'), 'main/loopback.js');
  const run = await runLoopback(entry, join(scratch, 'home'));
  const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true });
  const there = await context.newPage();
  const here = new IncidentPage(page);
  const away = new IncidentPage(there);
  const handoff = page.getByRole('region', { name: 'Witness', exact: true });
  const asked = there.getByRole('region', { name: 'A request', exact: true });
  const reading = asked.getByRole('region', { name: 'What is asked' });
  const textOf = async (at: Page, name: string) =>
    (await at.getByRole('region', { name, exact: true }).textContent()) ?? '';
  const request = () => textOf(page, 'request to the witness');
  const read = async (text: string): Promise<void> => {
    await asked.getByLabel('Request of the other console').fill(text);
    await away.button('Read the request', asked).click();
  };
  const merge = async (answer: string): Promise<void> => {
    await handoff.getByLabel('Answer of the witness').fill(answer);
    await here.button('Check and record', handoff).click();
  };
  try {
    await there.goto(run.url);
    await away.setUp(ADA);
    await here.setUp(ADA);
    await here.declare('Salt Meadow', 'LP-9');

    await test.step('the witness makes its key, the other console trusts it', async () => {
      await there.getByRole('link', { name: 'Witness for others' }).click();
      await expect(there.getByText('witnesses for nobody yet')).toBeVisible();
      await seen(there, 'be-witness-none');
      await there.getByLabel('Name of the witness (optional)').fill('two words');
      await away.button('Make the key').click();
      await expect(there.getByRole('alert')).toContainText('neither spaces nor a plus');
      await there.getByLabel('Name of the witness (optional)').fill('counsel.example/console');
      await away.button('Make the key').click();
      await expect(there.getByText('Nothing has been witnessed here.')).toBeVisible();
      await here.go('Handoff');
      await handoff.getByLabel('Verifier key of the witness').fill(await textOf(there, 'verifier key of this witness'));
      await handoff.getByLabel('Name for people (optional)').fill('Counsel');
      await here.button('Trust this witness', handoff).click();
      await expect(handoff).toContainText('1. Ask Counsel');
    });

    await test.step('a request of an unknown record is not answered before its key was compared', async () => {
      await here.button('Make a request', handoff).click();
      const saving = page.waitForEvent('download');
      await handoff.getByRole('link', { name: 'Save: request to the witness' }).click();
      const file = join(scratch, 'salt-meadow.request');
      await (await saving).saveAs(file);
      await seen(page, 'be-witness-asking');
      const choosing = there.waitForEvent('filechooser');
      await away.button('Choose the file', asked).click();
      await (await choosing).setFiles(file);
      await away.button('Read the request', asked).click();
      await expect(reading.getByRole('alert')).toContainText('LOG_UNKNOWN');
      await expect(reading).toContainText('never: there is nothing to compare with');
      await expect(away.button('Remember and cosign')).toHaveCount(0);
      await reading.getByLabel('Verifier key of that record').fill(await textOf(there, 'verifier key of this witness'));
      await away.button('Show its fingerprint', reading).click();
      await expect(reading.getByRole('alert').last()).toContainText('key of a witness');
      await reading.getByLabel('Verifier key of that record').fill(await textOf(page, 'verifier key of this record'));
      await away.button('Show its fingerprint', reading).click();
      await expect(reading.locator('.fingerprint')).toBeVisible();
      expect(await reading.locator('.fingerprint').textContent()).toBe(
        await handoff.locator('.carried .fingerprint').textContent(),
      );
      await expect(away.button('Trust this key for this record', reading)).toBeDisabled();
      await reading.getByLabel('Whose record is it? (optional)').fill('Nordlicht, shop');
      await seen(there, 'be-witness-first');
      await away.tick('They have the same 64 digits on their screen', reading);
      await away.button('Trust this key for this record', reading).click();
    });

    await test.step('then it is remembered and cosigned, and the other console shows who saw it', async () => {
      await expect(away.button('Remember and cosign', reading)).toBeVisible();
      await seen(there, 'be-witness-reading');
      await away.button('Remember and cosign', reading).click();
      const answer = asked.getByRole('region', { name: 'Answer', exact: true });
      await expect(answer).toBeFocused();
      await expect(answer.getByRole('img', { name: /QR code/ })).toBeVisible();
      await seen(there, 'be-witness-answer');
      await merge(await textOf(there, 'answer of this witness'));
      await expect(handoff).toContainText(/\d+ of \d+ witnessed/);
      await expect(handoff).toContainText('Counsel saw the first');
      const [, size] = /first (\d+) entries/.exec(await handoff.innerText()) ?? [];
      await expect(there.getByRole('row', { name: /bulkhead\/incident/ })).toContainText(`${size ?? '?'} entries`);
      await expect(there.getByRole('row', { name: /bulkhead\/incident/ })).toContainText('Nordlicht, shop');
      await seen(page, 'be-witness-merged');
    });

    let old = '';
    await test.step('an answer that was lost: the number goes back, and the next request holds', async () => {
      await here.button('Make a request', handoff).click();
      old = await request();
      await read(old);
      await expect(reading).toContainText(/\d more since/);
      await away.button('Remember and cosign', reading).click();
      await expect(asked.getByRole('region', { name: 'Answer', exact: true })).toBeVisible();
      await read(old);
      await expect(reading.getByRole('alert')).toContainText('REQUEST_STALE');
      const [, back = ''] = /Send back: (\d+)/.exec(await reading.innerText()) ?? [];
      await seen(there, 'be-witness-stale');
      await merge(back);
      await here.button(`Ask again from ${back} entries`, handoff).click();
      await expect(page.getByRole('region', { name: 'request to the witness' })).toContainText(`old ${back}`);
      await read(await request());
      await away.button('Remember and cosign', reading).click();
      await merge(await textOf(there, 'answer of this witness'));
      await expect(handoff.getByText('On record').locator('..')).toContainText(/first \d+ entries.*first \d+ entries/s);
    });

    await test.step('what was touched is refused for what it is, and the console after a restart still knows', async () => {
      await read('good evening');
      await expect(reading.getByRole('alert')).toContainText('REQUEST_UNREADABLE');
      await here.button('Make a request', handoff).click();
      const next = await request();
      await read(next.replace(/\n(.)/, (_all, first: string) => `\n${first === 'A' ? 'B' : 'A'}`));
      await expect(reading.getByRole('alert')).toContainText('PROOF_INVALID');
      await seen(there, 'be-witness-proof');
      await there.reload();
      await expect(asked).toContainText('not recorded. It is back.');
      await read(next);
      await expect(away.button('Remember and cosign', reading)).toBeVisible();
    });

    await test.step('a record that is no longer answered', async () => {
      await there.getByRole('button', { name: /^Stop answering/ }).click();
      await away.button('Stop answering this key').click();
      await expect(there.getByRole('row', { name: /bulkhead\/incident/ })).toContainText('None any more');
      await away.button('Read the request', asked).click();
      await expect(reading.getByRole('alert')).toContainText('LOG_UNKNOWN');
      await expect(reading).toContainText(/Seen here last\s*the first \d+ entries/);
    });
  } finally {
    await context.close();
    await run.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
});
