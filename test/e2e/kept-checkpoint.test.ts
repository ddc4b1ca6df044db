import { FROZEN_BUNDLE } from '../support/bundle-folder.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const WITNESS = 'witness.example/w1+773a6c12+BMhTrQ8M0rYZrqks7sT9VqJNZJnVhM55JX5Fz9gTm2Cn';
const ADA = 'ada has four plain words';

// Somebody kept a sheet of paper; months later they come back with it.
test('a checkpoint that was kept elsewhere is held against the ledger on the Verify screen', async ({ page }) => {
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Kept Harbour', 'LP-9');
  await at.go('Handoff');
  await at.button('Root on paper').click();
  const sheet = await page.locator('.paper-lines').innerText();
  await at.button('Back to handoff').click();

  await at.go('Verify');
  const panel = page.getByRole('region', { name: 'This incident’s ledger' });
  await panel.getByText('I kept an earlier checkpoint').click();
  const field = panel.getByLabel('Checkpoint kept elsewhere');
  const check = panel.getByRole('button', { name: /^Check all/ });

  await field.fill(sheet.replace(/^R2 +\S/m, 'R2    g'));
  await expect(panel).toContainText('This cannot be read as a checkpoint: R2 ');
  await expect(check).toBeDisabled();

  await field.fill(sheet);
  await check.click();
  await expect(panel).toContainText(/The checkpoint you hold \(size \d+\) is part of this ledger/);
  await expect(panel).not.toContainText('Rollback cannot be excluded');

  const size = /^SIZE +(\d+)/m.exec(sheet)?.[1] ?? '';
  await field.fill(`bulkhead/incident/${'0'.repeat(32)}\n${size}\n${'A'.repeat(43)}=`);
  await check.click();
  await expect(panel.locator('.finding')).toContainText(['the checkpoint you hold is of another ledger']);
  await expect(panel.locator('.finding')).toContainText(['ORIGIN_MISMATCH']);

  // A witness named by its own key, and one that signed nothing: said of a bundle, too.
  const bundle = page.getByRole('region', { name: 'A bundle' });
  await bundle.getByLabel('Folder of the bundle').fill(FROZEN_BUNDLE);
  await bundle.getByText('I have the keys of witnesses').click();
  const keys = bundle.getByLabel('Verifier keys, one a line');
  await keys.fill(WITNESS.replace('773a6c12', '773a6c13'));
  await bundle.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(bundle).toContainText('is no verifier key of a witness');
  await keys.fill(WITNESS);
  await bundle.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(bundle.locator('.finding')).toContainText(['TRUST_NOT_ANCHORED']);
});
