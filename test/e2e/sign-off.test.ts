import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';
const BEN = 'another honest passphrase';
const CLEO = 'a third and longer passphrase';

// A report on its way out of the house: kept, signed by two people in their roles, written as a file, and handed to counsel.
test('two people lock a report, it becomes a PDF, and the dossier names it', async ({ page }, info) => {
  test.setTimeout(180_000);
  const shots = info.outputPath('shots');
  mkdirSync(shots, { recursive: true });
  const at = new IncidentPage(page);
  const look = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect(await accessibilityFaults(page), `axe on ${name}`).toEqual([]);
  };
  const signAs = async (name: string, passphrase: string, role: string): Promise<void> => {
    await at.button('Someone else signs').click();
    const dialog = page.getByRole('dialog');
    const option = await dialog.getByLabel('Who sits down').locator('option', { hasText: name }).getAttribute('value');
    await dialog.getByLabel('Who sits down').selectOption(option ?? '');
    await dialog.getByLabel('Their passphrase').fill(passphrase);
    await dialog.getByRole('button', { name: /keyboard/ }).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await at.button(`Sign as ${role}`).click();
    await expect(page.getByText(`${name} signed as ${role}`)).toBeVisible();
    await page.getByRole('button', { name: /^Give back to/ }).click();
  };
  await at.setUp(ADA);
  await at.enrol('Ben Okafor', ['Legal counsel', 'Containment lead'], BEN);
  await at.enrol('Cleo Marin', ['Regulatory officer'], CLEO, BEN);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  await page.getByRole('link', { name: 'Drafts', exact: true }).click();
  await page.getByLabel('Report', { exact: true }).selectOption('nis2-early-warning');
  await at.button('Keep as version 1, English').click();
  const panel = page.getByRole('region', { name: 'Sign-off' });
  await expect(panel).toBeVisible();
  await expect(panel.getByText(/mandatory fields? of this version (?:is|are) not filled/)).toBeVisible();
  await look('kept');
  await signAs('Ben Okafor', BEN, 'legal counsel');
  await signAs('Cleo Marin', CLEO, 'regulatory officer');
  await expect(panel.getByText('Locked', { exact: true })).toBeVisible();

  await at.button('PDF', panel).click();
  await expect(panel.getByText(/LOCKED-nis2-early-warning-.*\.pdf/)).toBeVisible();
  await look('locked');

  // A second language is a second text: it takes nothing from the first.
  await page.getByLabel('Language of the report').selectOption('de');
  await at.button('Keep as version 2, Deutsch').click();
  await expect(page.getByRole('heading', { name: 'Sign-off of version 2, Deutsch' })).toBeVisible();
  await expect(page.getByText('Version 1, English').locator('..').getByText('Locked', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Rests on the same answers as .*version 1 \(English\)/)).toBeVisible();
  await look('second-language');
  await at.button('Show English').click();
  await expect(panel.getByText('Locked', { exact: true })).toBeVisible();

  await at.button('Record a filing').click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('radio', { name: /^LOCKED-nis2-early-warning-.*\.pdf PDF, version 1, English, locked/ }),
  ).toBeChecked();
  await expect(dialog.getByLabel('Why it was filed without a locked version')).toBeHidden();
  await dialog.getByRole('radio', { name: /^No file/ }).check({ force: true });
  await expect(dialog.getByLabel('Why it was filed without a locked version')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Another file of this machine' }).check({ force: true });
  const chosen = {
    name: 'from-the-portal.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('what the portal made of it'),
  };
  await dialog.locator('input[type=file]').setInputFiles(chosen);
  await expect(dialog.getByText(createHash('sha256').update(chosen.buffer).digest('hex').slice(0, 12))).toBeVisible();
  await dialog.getByText('Keep a copy of it as evidence').click();
  await at.button('Now', dialog).click();
  await dialog.getByLabel('Channel').fill('portal of the authority');
  await dialog.getByLabel('Receipt').fill('R-2026-17');
  await look('filing');
  await at.button('Record the filing', dialog).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/by portal of the authority, receipt R-2026-17/)).toBeVisible();
  await expect(page.getByText(/a file made from it elsewhere/)).toContainText('version 1 (English)');

  await at.button('Show Deutsch').click();
  await signAs('Ben Okafor', BEN, 'legal counsel');
  await signAs('Cleo Marin', CLEO, 'regulatory officer');
  await at.button('Record a filing').click();
  const second = page.getByRole('dialog');
  // Two locked versions: nothing is chosen for whoever sent one of them.
  await expect(second.getByRole('radio', { checked: true })).toHaveCount(0);
  await second.getByRole('radio', { name: /^Text of version 2, pasted: Deutsch, locked/ }).check({ force: true });
  await expect(second.getByRole('checkbox', { name: /^Corrects the filing/ })).not.toBeChecked();
  await at.button('Now', second).click();
  await second.getByLabel('Channel').fill('BSI-Portal');
  await second.getByRole('textbox', { name: 'Receipt' }).fill('R-2026-18');
  await look('filing-second-language');
  await at.button('Record the filing', second).click();
  await expect(page.getByText(/sent: version 2 \(Deutsch\), its text/)).toBeVisible();
  await look('both-filed');

  await at.go('Evidence');
  await expect(page.getByText('from-the-portal.txt').first()).toBeVisible();

  await at.go('Handoff');
  await at.button('Make a PDF').click();
  await expect(page.getByText(/dossier-[0-9a-f]{8}\.pdf/)).toBeVisible();
  await look('dossier');
});
