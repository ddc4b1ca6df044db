import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple 41';
const BEN = 'a quiet harbour before the storm 7';
/** Screenshots of a walk, for people to look at. */
const SHOTS = process.env['BULKHEAD_SHOTS'];

/** Ben facilitates, Ada plays: at one console, and what is withheld goes with the keyboard. */
test('an exercise is facilitated by a script', async ({ page }) => {
  test.setTimeout(240_000);
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  const main = page.getByRole('main');
  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png` });
      }
  };
  const sitDown = async (): Promise<void> => {
    await at.button('Second person').click();
    const option = await dialog.getByLabel('Who sits down').locator('option', { hasText: 'Ben' }).getAttribute('value');
    await dialog.getByLabel('Who sits down').selectOption(option ?? '');
    await dialog.getByLabel('Their passphrase').fill(BEN);
    await at.button('Take the keyboard', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
  };
  await at.setUp(ADA);
  await at.enrol('Ben Okafor', ['Observer'], BEN);
  await at.button('Declare an incident').click();
  await page.getByRole('radio', { name: /Exercise/ }).check({ force: true });
  await page.getByLabel('Codename').fill('Paper Lantern');
  await page.getByRole('radio', { name: /LP-9/ }).check({ force: true });
  await page.getByLabel('The exercise starts at: date and time').fill('2026-12-24 02:10');
  await page.getByLabel('Detected at: date and time').fill('2026-12-24 02:00');
  await at.button('Declare the exercise').click();

  await test.step('whoever starts a scenario facilitates', async () => {
    await sitDown();
    await at.go('Command');
    await main.getByRole('link', { name: 'Choose one, and facilitate' }).click();
    await expect(page.getByRole('radio').first()).toHaveAccessibleName(/SCN-4/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot('choice');
    const file = {
      name: 'autumn.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('id,minute,inject,expected\n1,soon,A,B\n'),
    };
    await page.locator('input[type="file"]').setInputFiles(file);
    await expect(main.getByText('line 2: “soon” is no time')).toBeVisible();
    await page.getByRole('radio', { name: /SCN-4/ }).check({ force: true });
    await at.button('Start it, and facilitate').click();
    await expect(main.getByRole('heading', { name: 'Script' })).toBeVisible();
    // Due at once, and the console gives it with its next tick.
    await expect(main.getByText('Players have it')).toBeVisible();
    // Whoever looks elsewhere is told in the rail.
    await at.go('Run');
    await at.button('Pace and jump').click();
    await dialog.getByRole('radio', { name: '15 minutes ahead' }).check({ force: true });
    await at.button('Set the clock', dialog).click();
    await expect(dialog).toBeHidden();
    const rail = page.getByRole('navigation', { name: 'Screens of this incident' });
    await expect(rail.getByRole('link', { name: 'Exercise 2 new' })).toBeVisible();
    await at.go('Exercise');
    await expect(main.getByText('Players have it')).toHaveCount(3);
    await expect(rail.getByRole('link', { name: 'Exercise', exact: true })).toBeVisible();
    await at.button('I give them myself').click();
    await expect(main.getByText('You give every inject yourself.')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot('desk');
  });

  await test.step('a player sees what was given, and nothing of what comes', async () => {
    await at.button('Give it to the players').first().click();
    await expect(main.getByText('Players have it')).toHaveCount(4);
    await main.getByLabel('How it comes').fill('Phone, the mayor');
    await main.getByLabel('What it says').fill('Is it true what they say?');
    await at.button('Give it to the players').last().click();
    await expect(main.getByRole('heading', { name: 'Given beside the script' })).toBeVisible();
    await at.button(/^Give back to/).click();
    await expect(main.getByRole('heading', { name: 'What reached you' })).toBeVisible();
    await expect(main.getByText('Is it true what they say?')).toBeVisible();
    await expect(main).not.toContainText('Expected');
    await expect(main).not.toContainText('We have your model');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot('players');
    await at.go('Command');
    await expect(main.getByRole('heading', { name: 'Just in: Phone, the mayor' })).toBeVisible();
    await shot('command');
    await main.getByPlaceholder('What you saw, heard or decided').fill('Registry log kept, SHA-256 taken.');
    await at.button('Record note').click();
    await expect(page.getByText(/^Note.*: recorded #/)).toBeVisible();
  });

  await test.step('judged by the entry that shows it; points, an end, and the report', async () => {
    await sitDown();
    await at.go('Exercise');
    await at.button('Judge').first().click();
    await dialog.getByRole('radio', { name: 'Yes' }).check({ force: true });
    await dialog.getByRole('radio', { name: /^3:/ }).check({ force: true });
    await dialog.getByLabel('Entry that shows it (optional)').fill('9999');
    await expect(dialog.getByText(/^A number up to/)).toBeVisible();
    await dialog.getByLabel('Entry that shows it (optional)').fill('');
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot('judge');
    await at.button('Record', dialog).click();
    await expect(dialog).toBeHidden();
    // After its window: half the points.
    await expect(main.getByText('50 %')).toBeVisible();
    await at.button('Take points off').click();
    await dialog.getByLabel('What happened').selectOption('tipping-off');
    await dialog.getByLabel('What you saw').fill('A mail to the suspect.');
    await at.button('Record', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(main.getByText('0 %')).toBeVisible();
    await at.button('Leave it out').first().click();
    await dialog.getByLabel('Reason').fill('No time.');
    await at.button('Leave it out', dialog).click();
    await expect(main.getByText('Left out')).toBeVisible();
    await at.button('End the exercise').click();
    await at.button('End it', dialog).click();
    await expect(dialog).toBeHidden();
    await at.button(/^Give back to/).click();
    // It has ended: the player reads the script, too.
    await expect(main.getByText('I deleted the manifest. v3 cannot be pulled any more, we are safe.')).toBeVisible();
    await main.getByLabel('Change', { exact: true }).fill('Two people on call.');
    await main.getByLabel('Who owns it').fill('Dora');
    await at.button('Record it').click();
    await expect(main.getByText('Two people on call.')).toBeVisible();
    await at.button('Make the report').click();
    await expect(main.getByText(/EXERCISE-after-action-[0-9a-f]{8}\.pdf/)).toBeVisible({ timeout: 30_000 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await shot('ended');
  });
});
