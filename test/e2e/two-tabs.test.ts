import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';

// One console in two tabs of a browser: each sees what the other did, and neither decides on an old picture.

test.beforeEach(({ launched }) => {
  test.skip(launched.host === 'electron', 'only the browser console has tabs');
});

test('who decides on an old picture is told, sees the new one, and nothing is sent again by itself', async ({
  page,
}) => {
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Run');
  await page
    .getByRole('button', { name: /^Start/ })
    .first()
    .click();
  await at.atStep('Intake');
  const other = await page.context().newPage();
  const there = new IncidentPage(other);
  await other.goto(page.url());
  await there.atStep('Intake');
  // The other tab does not hear of it in time.
  let free = (): void => {};
  const late = new Promise<void>((resolve) => (free = resolve));
  await other.route('**/rpc/incident/view', async (route) => {
    await late;
    await route.continue();
  });
  await at.move('Take in', { reason: 'Pulled from an unknown network.' });
  await at.atStep('Inventory');
  await there.move('Take in', { reason: 'The same, a second time.' });
  await expect(other.getByText('INCIDENT_MOVED')).toBeVisible();
  await expect(other.getByRole('button', { name: /Look again|Try again/ })).toHaveCount(0);
  free();
  await there.atStep('Inventory');
  await other.close();
});

test('a lock in another tab takes the open dialog away, and not what was typed in it', async ({ page }) => {
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  await at.button('Decide awareness under NIS2').click();
  await page.getByRole('dialog').getByLabel('Reason').fill('Confirmed by the prov');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Lock' }).click();
  await other.close();
  await expect(page.getByRole('heading', { name: 'Unlock this console' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await at.unlock('Ada Brandt', ADA);
  await expect(page.getByRole('region', { name: 'Typed and not recorded' })).toContainText('Decide awareness');
  expect(await accessibilityFaults(page)).toEqual([]);
  await at.button('Decide awareness under NIS2').click();
  await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('Confirmed by the prov');
  expect(await accessibilityFaults(page)).toEqual([]);
});
