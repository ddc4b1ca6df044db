import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';
import { checkGiven } from '../../renderer/verify-page/proof-check.ts';
import { utf8 } from '../../shared/ledger/encoding.ts';
import { crypto } from '../support/parties.ts';
import { TestTsa } from '../support/test-tsa.ts';
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

// The authority is openssl on a folder of its own; what goes to and fro are files, as on a stick.
test('a time-stamp without a network', async ({ page }) => {
  test.setTimeout(180_000);
  const tsa = new TestTsa('Zeitamt');
  const at = new IncidentPage(page);
  const panel = page.getByRole('region', { name: 'Time-stamp', exact: true });
  const pick = async (what: string, file: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await at.button(what, panel).click();
    await (await chooser).setFiles(file);
  };
  try {
    await at.setUp(ADA);
    await at.declare('Salt Meadow', 'LP-9');
    await page.setViewportSize({ width: 1280, height: 800 });
    await at.go('Handoff');
    await expect(panel).toContainText('No time from outside');

    await panel.getByLabel('Authority').fill('https://tsa.example/stamp');
    await at.button('Make a request', panel).click();
    await expect(panel).toContainText('No reply yet');
    await expect(panel.getByRole('region', { name: 'commands for the other machine' })).toContainText(
      'https://tsa.example/stamp',
    );
    await seen(page, 'timestamp-request');
    const href = (await panel.getByRole('link', { name: 'Save the request' }).getAttribute('href')) ?? '';
    const reply = tsa.stamp(Buffer.from(href.slice(href.indexOf(',') + 1), 'base64'));

    await pick('Reply (.tsr)', tsa.write('page.tsr', '<html>'));
    await at.button('Verify and record', panel).click();
    await expect(panel.getByRole('alert')).toContainText('no time-stamp reply, or it was cut');
    await pick('Reply (.tsr)', tsa.write('good.tsr', reply));
    await pick('Root certificate (.pem)', tsa.path('root.pem'));
    await at.button('Verify and record', panel).click();
    await expect(panel).toContainText(/\d+ of \d+ time-stamped/);
    await expect(panel).toContainText('existed not later than');
    await expect(panel).toContainText('its certificate leads to a trusted root');
    await expect(panel).toContainText('O=Zeitamt, CN=Zeitamt root');
    await seen(page, 'timestamp-done');

    // The stamp covers the first entry: that is what "witnessed" means there, and its proof opens beside it.
    await at.go('Command');
    await expect(page.getByRole('region', { name: 'Ledger' })).toContainText('time-stamped by O=Zeitamt');
    await at.go('Timeline');
    await page.locator('.timeline-row').last().click();
    const drawer = page.getByRole('region', { name: /^Entry \d+$/ });
    await expect(drawer.locator('.word-holds')).toHaveText([
      /^Recorded/,
      /^Sealed/,
      /^Witnessed.*stamped the first \d+ entries/,
    ]);
    await expect(drawer.getByRole('heading', { name: /time-stamped: checkpoint over \d+ entries/i })).toBeVisible();
    await expect(drawer.getByRole('region', { name: 'Time-stamp', exact: true })).toContainText('CN=Zeitamt');
    await seen(page, 'timestamp-entry');

    // The same entry for somebody who may see no other: the console's own verifier takes what is saved.
    const proof = drawer.getByRole('region', { name: 'Proof for somebody else' });
    await at.button('Make the proof', proof).click();
    const saved = async (what: string): Promise<string> => {
      const link = (await proof.getByRole('link', { name: `Save the ${what}` }).getAttribute('href')) ?? '';
      return decodeURIComponent(link.slice(link.indexOf(',') + 1));
    };
    const keys = await proof.getByRole('region', { name: 'keys to check the proof with' }).innerText();
    const [text, entry] = [await saved('proof'), await saved('entry')].map(utf8);
    expect(text && checkGiven(crypto, { proof: text, entry: entry ?? null, keys: utf8(keys) })).toMatchObject({
      holds: true,
      entry: { index: 0 },
    });
    await proof.scrollIntoViewIfNeeded();
    await seen(page, 'timestamp-disclosed');
  } finally {
    tsa.remove();
  }
});
