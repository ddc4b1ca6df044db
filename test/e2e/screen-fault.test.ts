import { expect, test } from './night.ts';
import { PreparedHome } from './prepared-home.ts';

test('a screen that cannot be drawn says so, and the others work', async ({ home, opened, look }) => {
  const past = await PreparedHome.create(home, 2);
  await past.declare('Night Ferry');
  await past.close();
  const { at, page } = await opened(home);
  await page.getByRole('link', { name: 'Night Ferry' }).click();
  await expect(page.getByRole('heading', { name: 'Do this next' })).toBeVisible();
  // An answer as no console of this version gives it.
  await page.route(/incident\/view/, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { json: object };
    await route.fulfill({ response, json: { ...body, json: { ...body.json, triage: null } } });
  });
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('This screen cannot be drawn');
  await look(page, 'screen-fault');
  await at.go('Timeline');
  await expect(page.getByText(/Ledger opened/).first()).toBeVisible();
  await page.unroute(/incident\/view/);
  await at.go('Command');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Do this next' })).toBeVisible();
});
