import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple 41';

/** Christmas Eve at ten past two, rehearsed on any day: the law desk goes by the clock of the exercise. */
test('an exercise is played by its own clock', async ({ page }) => {
  test.setTimeout(180_000);
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  const time = page.getByRole('timer', { name: 'Time of the exercise' });
  await at.setUp(ADA);

  await test.step('it starts at the hour that is rehearsed, at a pace of its own', async () => {
    await at.button('Declare an incident').click();
    await page.getByRole('radio', { name: /Exercise/ }).check({ force: true });
    await page.getByLabel('The exercise starts at: date and time').fill('2026-12-24 02:10');
    await page.getByRole('radio', { name: '15 times as fast' }).check({ force: true });
    await page.getByLabel('Codename').fill('Paper Lantern');
    await page.getByRole('radio', { name: /LP-9/ }).check({ force: true });
    await page.getByLabel('Detected at: date and time').fill('2026-12-24 02:00');
    await at.button('Declare the exercise').click();
    await expect(time).toContainText('2026-12-24 01:1');
    await expect(page.getByRole('region', { name: 'Exercise' })).toContainText('15 times as fast');
    await at.button('Stop the clock').click();
    await expect(page.getByRole('region', { name: 'Exercise' })).toContainText('stands still');
  });

  await test.step('a decision of now is of the exercise, and so is its deadline', async () => {
    await at.go('Notifications');
    await at.button('Decide awareness under NIS2').click();
    await at.button('Now', dialog).click();
    await dialog.getByLabel('Reason').fill('The log shows it.');
    await at.button('Record the decision', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('2026-12-25 02:').first()).toBeVisible();
  });

  await test.step('it jumps to where it becomes interesting, and the deadline is missed as in life', async () => {
    await at.button('Pace and jump').click();
    await dialog.getByRole('radio', { name: /^To 10 minutes before/ }).check({ force: true });
    await dialog.getByLabel('Why').fill('Second module.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await at.button('Set the clock', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(time).toContainText('2026-12-25 01:');
    await expect(page.getByText(/^10 min 00 s left/).first()).toBeVisible();
    await at.button('Pace and jump').click();
    await dialog.getByRole('radio', { name: '15 minutes ahead' }).check({ force: true });
    await at.button('Set the clock', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('banner')).toContainText('Deadline missed');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  await test.step('a draft says what it is, and the record keeps both times', async () => {
    await page.getByRole('link', { name: 'Drafts', exact: true }).click();
    await expect(page.getByRole('main')).toContainText('EXERCISE');
    await at.go('Timeline');
    await expect(page.getByRole('button', { name: /Second module/ })).toContainText('2026-12-25');
    await at.go('Command');
  });
});
