import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Page, type Route } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'ada has four plain words';

/** Keeps an answer back, as a console does that reads a long ledger; the rest goes through. */
async function heldBack(page: Page, operation: RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let holding = true;
  await page.route(operation, async (route) => {
    if (holding) held.push(route);
    else await route.continue();
  });
  return async () => {
    holding = false;
    for (const route of held) await route.continue();
  };
}

async function seen(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => `${name} ${id}`)).toEqual([]);
  const folder = process.env['BULKHEAD_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

// A ledger of a million entries is read for seconds; nobody should look at an empty page meanwhile.
test('while incidents are opened the page says so, and goes on by itself', async ({ page, launched }) => {
  test.skip(launched.host === 'electron', 'requests can be held back in a browser only');
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Slow Harbour', 'LP-9');
  await page.emulateMedia({ reducedMotion: 'reduce' });

  const list = await heldBack(page, /incidents\/list/);
  await page.reload();
  await page.goto(`${new URL(page.url()).origin}/#/`);
  await page.reload();
  const opening = page.locator('.progress-running');
  await expect(opening).toContainText('Opening the incidents of this console');
  await expect(opening).toContainText('Every entry is read again');
  await seen(page, 'opening-list');
  await list();
  await expect(page.getByRole('link', { name: 'Slow Harbour' })).toBeVisible();
  await expect(opening).toHaveCount(0);

  const view = await heldBack(page, /incident\/view/);
  await page.getByRole('link', { name: 'Slow Harbour' }).click();
  await expect(opening).toContainText('Opening Slow Harbour');
  await expect(opening).toContainText('it opens by itself');
  await seen(page, 'opening-incident');
  await view();
  await expect(page.getByRole('region', { name: 'Ledger' })).toBeVisible();
});
