import { join } from 'node:path';
import { makeLongIncident } from '../bench/long-incident.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { expect, test as base } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

// A console of its own over a home that is filled before it starts.
base('a long check shows how far it is, and can be stopped', async ({ browser, home }) => {
  base.setTimeout(180_000);
  const { incident } = await makeLongIncident(home, 100_000);
  const run = await runLoopback(join(dist, 'main/loopback.js'), home);
  const page = await browser.newPage();
  await page.goto(run.url);
  const at = new IncidentPage(page);
  await at.unlock('Ada', passphrase);
  await page.locator(`a[href*="${incident}"]`).first().click();
  await at.go('Verify');
  const check = page.getByRole('button', { name: /^Check all/ });
  // So many entries take their time to be opened.
  await expect(check).toBeVisible({ timeout: 60_000 });
  await check.click();
  const bar = page.getByRole('progressbar', { name: 'Checking the ledger' });
  await expect(bar).toBeVisible();
  await expect(page.getByText(/of 100,000 entries$/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped. Nothing was changed.')).toBeVisible();
  await expect(bar).toBeHidden();

  await check.click();
  await expect(page.getByText(/of 100,000 entries$/)).toBeVisible();
  await expect(page.getByText('Verified', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await page.close();
  expect(await run.stop()).toBe(0);
});
