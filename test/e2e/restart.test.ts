import { join } from 'node:path';
import { runLoopback } from '../support/loopback-run.ts';
import { root } from '../support/source-tree.ts';
import { expect, test as base } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const PASSPHRASE = 'correct horse battery staple';
const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

// The fixture's own console is not the one that is killed here: this journey starts and kills its own.
base('a console that is killed comes back exactly where it was', async ({ browser, home }) => {
  const entry = join(dist, 'main/loopback.js');
  const first = await runLoopback(entry, home);
  const page = await browser.newPage();
  await page.goto(first.url);
  const at = new IncidentPage(page);
  await at.setUp(PASSPHRASE);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Run');
  await page
    .getByRole('button', { name: /^Start/ })
    .first()
    .click();
  await at.move('Take in', { reason: 'Pulled from an unknown network.' });
  await at.atStep('Inventory');
  process.kill(first.pid, 'SIGKILL');

  const second = await runLoopback(entry, home);
  await page.goto(second.url);
  await at.unlock('Ada Brandt', PASSPHRASE);
  await page.getByRole('link', { name: 'Quiet Harbour' }).click();
  await at.go('Run');
  await at.atStep('Inventory');
  await at.go('Verify');
  await page.getByRole('button', { name: /^Check all/ }).click();
  await expect(page.getByText('Verified', { exact: true }).first()).toBeVisible();
  await page.close();
  expect(await second.stop()).toBe(0);
});
