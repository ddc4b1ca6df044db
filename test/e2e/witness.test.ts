import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { root } from '../support/source-tree.ts';
import { runNode } from '../support/run-node.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'ada has four plain words';

/** No finding at all, in either theme. */
async function seen(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${name} ${theme} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const folder = process.env['BULKHEAD_SHOTS'];
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}-${theme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

// The witness is the command line on a folder of its own; what goes to and fro is what a person would carry.
test('recorded, sealed, witnessed', async ({ page }) => {
  test.setTimeout(180_000);
  const state = mkdtempSync(join(tmpdir(), 'bulkhead-witness-'));
  const witness = (command: readonly string[], input = '') =>
    runNode([resolve(root, 'main/hosts/cli/entry.ts'), 'witness', '--state', state, ...command], input);
  const at = new IncidentPage(page);
  const panel = page.getByRole('region', { name: 'Witness', exact: true });
  try {
    await at.setUp(ADA);
    await at.declare('Salt Meadow', 'LP-9');
    await page.setViewportSize({ width: 1280, height: 800 });
    await at.go('Handoff');
    await expect(panel).toContainText('Seen by nobody outside');
    await seen(page, 'witness-none');

    await test.step('a person trusts a key', async () => {
      const vkey = (await witness(['--name', 'counsel.example/laptop', '--vkey'])).stdout.trim();
      await panel.getByLabel('Verifier key of the witness').fill(`${vkey.slice(0, -8)}AAAAAAA=`);
      await panel.getByLabel('Name for people (optional)').fill('Counsel’s laptop');
      await at.button('Trust this witness', panel).click();
      await expect(panel.getByRole('alert')).toContainText(/not a verifier key/i);
      await panel.getByLabel('Verifier key of the witness').fill(vkey);
      await at.button('Trust this witness', panel).click();
      await expect(panel).toContainText('1. Ask Counsel’s laptop');
    });

    await test.step('the request goes out, the answer comes in', async () => {
      await at.button('Make a request', panel).click();
      await expect(panel.getByRole('img', { name: /QR code/ })).toBeVisible();
      await panel.getByText('What the witness does with it').click();
      await seen(page, 'witness-request');
      const log = /--log '([^']+)'/.exec(await panel.innerText())?.[1] ?? '';
      expect((await witness(['--log', log])).code).toBe(0);
      const request = await panel.getByRole('region', { name: 'request to the witness' }).textContent();
      const answer = await witness([], request ?? '');
      expect(answer.stderr).toBe('');
      await panel.getByLabel('Answer of the witness').fill(answer.stdout.replace('counsel', 'council'));
      await at.button('Check and record', panel).click();
      await expect(panel.getByRole('alert')).toContainText(/no line is by a witness/i);
      await panel.getByLabel('Answer of the witness').fill(answer.stdout);
      await at.button('Check and record', panel).click();
      await expect(panel).toContainText(/\d+ of \d+ witnessed/);
      await seen(page, 'witness-done');
    });

    await test.step('an answer that was lost is asked for again', async () => {
      await at.button('Make a request', panel).click();
      const request = await panel.getByRole('region', { name: 'request to the witness' }).textContent();
      await witness([], request ?? '');
      const told = await witness([], request ?? '');
      await panel.getByLabel('Answer of the witness').fill(told.stdout);
      await at.button('Check and record', panel).click();
      await at.button(/Ask again from \d+ entries/, panel).click();
      await expect(panel.getByRole('region', { name: 'request to the witness' })).toContainText(
        `old ${told.stdout.trim()}`,
      );
      const again = await witness(
        [],
        (await panel.getByRole('region', { name: 'request to the witness' }).textContent()) ?? '',
      );
      await panel.getByLabel('Answer of the witness').fill(again.stdout);
      await at.button('Check and record', panel).click();
      await expect(panel.getByText('On record').locator('..')).toContainText(/first \d+ entries.*first \d+ entries/s);
    });

    await test.step('the root goes on paper', async () => {
      await at.button('Root on paper', panel).click();
      await expect(page.locator('.paper-lines')).toContainText('BULKHEAD ROOT ON PAPER 1');
      await seen(page, 'witness-paper');
      await page.emulateMedia({ media: 'print' });
      await expect(at.button('Print')).toBeHidden();
      await expect(page.getByRole('navigation')).toBeHidden();
      const folder = process.env['BULKHEAD_SHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/witness-paper-print.png`, fullPage: true });
      await page.emulateMedia({ media: 'screen' });
      await at.button('Back to handoff').click();
    });

    await test.step('the timeline says the three words, and shows what is behind them', async () => {
      await at.go('Timeline');
      const rows = page.getByRole('list').filter({ hasText: 'witnessed' }).getByRole('button');
      await expect(rows.first()).toContainText('sealed');
      await expect(rows.last()).toContainText('witnessed');
      await rows.nth(-2).click();
      const drawer = page.getByRole('region', { name: /^Entry \d+$/ });
      await expect(drawer.getByText('Counsel’s laptop saw the first')).toBeVisible();
      await expect(drawer.getByRole('img', { name: /steps to the root/ })).toHaveCount(1);
      await seen(page, 'witness-entry');
      await drawer.getByRole('region', { name: /witnessed/ }).scrollIntoViewIfNeeded();
      await seen(page, 'witness-entry-proof');
    });
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
});
