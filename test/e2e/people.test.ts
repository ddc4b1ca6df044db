import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'ada has four plain words';
const BEN = 'ben has four plain words';
const CAN = 'can has four plain words';
const NEXT = 'quite another four words';

/** No finding at all, in either theme. */
async function seen(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${name} ${theme} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    const folder = process.env['BULKHEAD_SHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${theme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

// Keys as the people who hold them live it: in the real browser, with real passphrases, and with the keyboard where it matters.
test('people and keys', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  const row = (text: string | RegExp) => page.getByRole('row', { name: text });
  await at.setUp(ADA);
  await at.enrol('Ben Okafor', ['Key custodian'], BEN);
  await at.enrol('Can Aydin', ['Management'], CAN, BEN);
  await page.getByRole('link', { name: 'People and keys' }).first().click();
  await expect(page.getByRole('heading', { name: 'People and keys' })).toBeVisible();
  await expect(row(/Ben Okafor/)).toContainText('Active');
  await expect(row(/Ben Okafor/)).toContainText('Vouched for by Ada Brandt alone');
  await expect(row(/Can Aydin/)).not.toContainText('alone');
  await at.button('Enrol a person').click();
  await expect(dialog).toContainText('Second signature');
  await seen(page, 'enrol');
  await page.keyboard.press('Escape');
  await seen(page, 'people');

  await test.step('other roles, with the keyboard alone', async () => {
    await page.getByRole('button', { name: 'Roles: Ben Okafor' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await at.tick('Containment lead', dialog);
    await dialog.getByLabel('Their passphrase').fill(CAN);
    await seen(page, 'roles');
    await at.button('Change roles', dialog).focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(row(/Ben Okafor/)).toContainText('Containment lead');
  });

  await test.step('a new key for oneself', async () => {
    await page.getByRole('button', { name: /^New key/ }).click();
    await dialog.getByLabel('Passphrase in use').fill('something else entirely');
    await dialog.getByLabel('Passphrase', { exact: true }).fill(NEXT);
    await dialog.getByLabel('Passphrase again').fill(NEXT);
    await at.button('Make the new key', dialog).click();
    await expect(dialog).toContainText('does not open this key');
    await dialog.getByLabel('Passphrase in use').fill(ADA);
    await seen(page, 'rotate');
    await at.button('Make the new key', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(row(/Ada Brandt.*Replaced/)).toBeVisible();
    await expect(row(/Ada Brandt \(you\)/)).toContainText('Active');
  });

  await test.step('a lost passphrase: two others vouch at one keyboard', async () => {
    await page.getByRole('button', { name: 'Lost passphrase: Ben Okafor' }).click();
    await dialog.getByLabel('Passphrase', { exact: true }).fill(NEXT);
    await dialog.getByLabel('Passphrase again').fill(NEXT);
    await dialog.getByLabel('Their passphrase').fill(CAN);
    await seen(page, 'reenrol');
    await at.button('Enrol again', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(row(/Ben Okafor.*Revoked/)).toContainText('Lost passphrase (Ada Brandt, confirmed by Can Aydin)');
    await expect(page.getByText('Second person signing')).toBeHidden();
  });

  await test.step('a revocation needs the second signature', async () => {
    await page.getByRole('button', { name: 'Revoke: Can Aydin' }).click();
    await dialog.getByLabel('Reason').fill('left the company');
    await expect(at.button('Revoke for good', dialog)).toBeDisabled();
    await dialog.getByLabel('Their passphrase').fill(NEXT);
    await seen(page, 'revoke');
    await at.button('Revoke for good', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(row(/^Can Aydin/)).toContainText('left the company (Ada Brandt, confirmed by Ben Okafor)');
    await seen(page, 'people-ended');
  });

  await test.step('a new key for the console, by two', async () => {
    await at.button('Replace the console key').click();
    await dialog.getByLabel('Reason').fill('a copy of the home was found elsewhere');
    await dialog.getByLabel('Their passphrase').fill(NEXT);
    await expect(at.button('Replace the key', dialog)).toBeDisabled();
    await dialog.getByText('Replace it. This cannot be taken back.').click();
    await seen(page, 'console-key');
    await at.button('Replace the key', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByText('Handed over', { exact: true })).toBeVisible();
    await seen(page, 'console-key-replaced');
  });

  await test.step('a sheet to sign by hand', async () => {
    await page.getByRole('button', { name: 'Sheet: Ben Okafor' }).click();
    await expect(page.getByRole('heading', { name: 'Enrolment of a signing key' })).toBeVisible();
    await seen(page, 'sheet');
    await page.emulateMedia({ media: 'print' });
    await expect(at.button('Print')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await at.button('Back to people and keys').click();
  });

  await test.step('the new passphrase opens, the old key is offered no more', async () => {
    await at.button('Lock').click();
    await expect(page.getByLabel('Operator').locator('option')).toHaveCount(3);
    await at.unlock('Ada Brandt', NEXT);
    await expect(page.getByText('Signing as')).toBeVisible();
  });
});
