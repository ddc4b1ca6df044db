import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import Database from 'better-sqlite3';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'ada has four plain words';
const BEN = 'ben has four plain words';
const NEXT = 'quite another four words';

/** Another program holds the ledger of the only incident, so that the console cannot write it; ends with the answer. */
function holdLedger(home: string): () => void {
  const [incident = ''] = readdirSync(join(home, 'incidents'));
  const ledger = new Database(join(home, 'incidents', incident, 'ledger.db'));
  ledger.exec('BEGIN IMMEDIATE');
  return () => void ledger.close();
}

test('an incident that missed a new key is named, and gets it in one step', async ({ page, home }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  await at.setUp(ADA);
  await at.enrol('Ben Okafor', ['Key custodian'], BEN);
  await at.declare('QUIET HARBOUR', 'LP-9');
  await at.go('All incidents');
  await page.getByRole('link', { name: 'People and keys' }).first().click();
  const panel = page.getByRole('region', { name: 'Incidents that missed a change' });
  await expect(panel).toBeHidden();
  const letGo = holdLedger(home);
  await page.getByRole('button', { name: /^New key/ }).click();
  await dialog.getByLabel('Passphrase in use').fill(ADA);
  await dialog.getByLabel('Passphrase', { exact: true }).fill(NEXT);
  await dialog.getByLabel('Passphrase again').fill(NEXT);
  await at.button('Make the new key', dialog).click();
  await expect(dialog).toContainText('but not in one incident', { timeout: 60_000 });
  await at.button('Understood', dialog).click();
  await expect(panel.getByRole('row', { name: /QUIET HARBOUR/ })).toContainText('the new key is not known there');
  await expect(panel).toContainText('Your signature');
  for (const [theme, size] of [
    ['light', { width: 1280, height: 800 }],
    ['dark', { width: 1920, height: 1080 }],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    const folder = process.env['BULKHEAD_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/behind-${theme}.png` });
  }
  letGo();
  await at.button('Bring them up to date', panel).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('signed now');
  await at.button('Bring them up to date', dialog).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(panel).toBeHidden();
  await page.goBack();
  await page.getByRole('link', { name: /QUIET HARBOUR/ }).click();
  await at.go('Timeline');
  await expect(page.getByText(/Ada Brandt brought the key [0-9a-f]{8} here/)).toBeVisible();
});
