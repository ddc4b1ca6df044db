import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';

// What goes wrong at 02:10: wrong passphrases, the keyboard alone, a report that is late, a large file in the wrong moment.

test('six wrong passphrases: a pause that counts down, and a key that opens afterwards', async ({ page }) => {
  const at = new IncidentPage(page);
  await page.clock.install();
  await at.setUp(ADA);
  await page.getByRole('button', { name: 'Lock' }).click();
  const passphrase = page.getByLabel('Passphrase', { exact: true });
  for (let tries = 1; tries <= 5; tries += 1) {
    await passphrase.fill(`not this one, try ${tries}`);
    await at.button('Unlock').click();
    await expect(page.getByText('The passphrase does not open this key')).toBeVisible();
    await expect(page.locator('.button-busy')).toHaveCount(0);
  }
  await passphrase.fill(ADA);
  await at.button('Unlock').click();
  await expect(page.getByText(/This key can be tried again in (30|29|28) s/)).toBeVisible();
  await expect(at.button('Unlock')).toBeDisabled();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.clock.fastForward(31_000);
  await expect(page.getByText('It can be tried again now.')).toBeVisible();
  await expect(at.button('Unlock')).toBeEnabled();
});

test('an incident is declared with the keyboard alone, and the keyboard goes on from there', async ({ page }) => {
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  const focused = page.locator(':focus');
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press('Tab');
      if (name.test(await focused.evaluate(nameOf))) return;
    }
    throw new Error(`no way by Tab to ${String(name)}`);
  };
  await tabTo(/^Declare an incident/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Declare an incident' })).toBeVisible();
  await tabTo(/^Now/);
  await page.keyboard.press('Enter');
  await tabTo(/^LP-1/);
  await page.keyboard.press('Space');
  await tabTo(/^Declare the incident/);
  await expect(focused).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Screens of this incident' })).toBeVisible();
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
});

test('a deadline that was missed is the first thing to do, and a long word breaks', async ({ page }) => {
  const at = new IncidentPage(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await at.setUp(ADA);
  await at.button('Declare an incident').click();
  await page.getByRole('radio', { name: /LP-9/ }).check({ force: true });
  await page.getByLabel('Detected at: date and time').fill('2026-01-05 02:10');
  await at.button('Declare the incident').click();
  await at.go('Notifications');
  await at.button('Decide awareness under NIS2').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Aware at: date and time').fill('2026-01-05 03:00');
  await dialog.getByLabel('Reason').fill('ם'.repeat(400));
  await at.button('Record the decision', dialog).click();
  await expect(dialog).toBeHidden();
  const sideways = await page
    .locator('main .panel')
    .evaluateAll((panels) => Math.max(...panels.map((panel) => panel.scrollWidth - panel.clientWidth)));
  expect(sideways).toBeLessThan(2);
  expect(await accessibilityFaults(page)).toEqual([]);
  await at.go('Command');
  const next = page.getByRole('region', { name: 'Do this next' });
  await expect(next.getByRole('link').first()).toContainText('Late: NIS2 early warning');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a large file goes on while another screen is open, is stopped, and sent again', async ({ page, home }) => {
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Evidence');
  await page.getByRole('textbox', { name: 'Source' }).fill('gateway-02');
  await page.getByRole('textbox', { name: 'Method' }).fill('scp');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const speed = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await speed(1_000_000);
  const file = (name: string, size: number): string => {
    const path = join(home, '..', name);
    writeFileSync(path, '');
    truncateSync(path, size);
    return path;
  };
  await page.locator('input[type=file]').setInputFiles([file('large.img', 30_000_000), file('small.log', 1000)]);
  await expect(page.getByText(/^[1-9]\d? % of 28.6 MiB/)).toBeVisible();
  await expect(page.getByText(/Waits for its turn/)).toBeVisible();
  await at.go('Command');
  await at.go('Evidence');
  await at.button('Stop large.img').click();
  await expect(page.getByText('Stopped. Nothing of it is recorded.')).toBeVisible();
  await expect(page.getByText('E-0001', { exact: true })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await speed(-1);
  await at.button('Send again').click();
  await expect(page.getByText('E-0002', { exact: true })).toBeVisible();
  await expect(page.getByText('Stopped.')).toHaveCount(0);
});

/** As a screen reader would begin: the label, else the words on it. */
function nameOf(element: Element): string {
  const labels = (element as HTMLInputElement).labels;
  return element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '';
}
