import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { nodeCrypto } from '../../main/adapters/crypto/node-crypto.ts';
import { readTravellingKey, travelContext, writeTravellingKey } from '../../main/keys/travelling-key.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'ada has four plain words';
const BEN = 'ben has four plain words';
const CARA = 'cara has four other words';
const crypto = nodeCrypto(10);

/** What Cara has on her stick, from a console somewhere else. */
async function carasFile() {
  const seed = new Uint8Array(32).fill(0xca);
  const signer = crypto.signer(seed);
  const box = await crypto.seal(CARA, seed, travelContext(signer.fingerprint));
  return { fingerprint: signer.fingerprint, text: writeTravellingKey('Cara Lindqvist', signer, box) };
}

test('a key goes to another console, and one comes from there', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  const seen = async (name: string): Promise<void> => {
    for (const [theme, size] of [
      ['light', { width: 1280, height: 800 }],
      ['dark', { width: 1920, height: 1080 }],
    ] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme });
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => `${name} ${theme} ${id}`)).toEqual(
        [],
      );
      const folder = process.env['BULKHEAD_SHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  await at.setUp(ADA);
  await at.enrol('Ben Okafor', ['Key custodian'], BEN);
  await page.getByRole('link', { name: 'People and keys' }).first().click();

  await test.step('out, as a file that the person’s passphrase opens', async () => {
    await at.button('Key file: Ada Brandt').focus();
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Passphrase in use').fill(BEN);
    await at.button('Make the file', dialog).click();
    await expect(dialog).toContainText('does not open this key', { timeout: 30_000 });
    await dialog.getByLabel('Passphrase in use').fill(ADA);
    await page.keyboard.press('Tab');
    await at.button('Make the file', dialog).click();
    await expect(dialog.getByText('Key fingerprint')).toBeVisible({ timeout: 30_000 });
    await seen('key-file');
    const saving = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Save' }).click();
    const saved = readFileSync(await (await saving).path(), 'utf8');
    const { name, fingerprint, box } = readTravellingKey(crypto, saved);
    expect(name).toBe('Ada Brandt');
    await expect(dialog.getByTitle(fingerprint)).toBeVisible();
    expect(await crypto.open(ADA, box, travelContext(fingerprint))).toHaveLength(32);
    await at.button('Done', dialog).click();
  });

  await test.step('in, with the fingerprint to compare and two signatures', async () => {
    const { fingerprint, text } = await carasFile();
    await at.button('Enrol a person').click();
    await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
    await at.tick('Key custodian', dialog);
    await at.tick('The person brings a key from another console', dialog);
    await dialog.getByLabel('Text of the key file').fill('something else');
    await expect(dialog).toContainText('no key file', { timeout: 30_000 });
    const choosing = page.waitForEvent('filechooser');
    await at.button('Choose the key file', dialog).click();
    await (await choosing).setFiles({ name: 'cara.bulkhead-key', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await expect(dialog.getByText(fingerprint)).toBeVisible({ timeout: 30_000 });
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Cara Lindqvist');
    await expect(at.button('Enrol', dialog)).toBeDisabled();
    await dialog.getByLabel('Passphrase of Cara Lindqvist').fill(CARA);
    await dialog.getByLabel('Their passphrase').fill(BEN);
    await seen('arriving-key');
    await at.button('Enrol', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByRole('row', { name: /Cara Lindqvist/ })).toContainText('Active');
    await expect(page.getByRole('row', { name: /Cara Lindqvist/ })).toContainText('Brought from another console');
    await expect(page.getByText('Brought from another console')).toHaveCount(1);
    await seen('brought-key');
    await at.button('Sheet: Cara Lindqvist').click();
    await expect(page.getByText('Brought from another console, where it is in use as well')).toBeVisible();
    await at.button('Back to people and keys').click();
  });

  await test.step('and she signs in here with the passphrase of there', async () => {
    await at.button('Lock').click();
    await at.unlock('Cara Lindqvist', CARA);
    await expect(page.getByText('Signing as')).toBeVisible({ timeout: 30_000 });
  });
});
