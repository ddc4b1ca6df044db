import { makeLongIncident } from '../bench/long-incident.ts';
import { expect, tabTo, test } from './night.ts';

const ENTRIES = 20_000;

test('twenty thousand entries: filter, jump by number, walk by keyboard, copy', async ({
  home,
  opened,
  look,
  context,
}) => {
  await makeLongIncident(home, ENTRIES);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { at, page } = await opened(home);
  await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
  await at.go('Timeline');
  const rows = page.getByRole('region', { name: 'Entries, newest first' });
  const row = (index: number) => rows.getByRole('button', { name: new RegExp(`^#${index} `) });
  const search = page.getByRole('searchbox');
  await expect(row(ENTRIES - 1)).toBeVisible();
  await look(page, 'timeline-long');

  await test.step('a filter goes through all of it by itself', async () => {
    await search.fill('line 777 ');
    await expect(page.getByText('20,000 entries, 38 match')).toBeVisible({ timeout: 60_000 });
    await expect(row(19_777)).toBeVisible();
    await look(page, 'timeline-filtered');
    await search.fill('nobody wrote this');
    await expect(page.getByText('No entry matches.')).toBeVisible();
    await look(page, 'timeline-nothing');
  });

  await test.step('an entry by its number, in the middle of its neighbours', async () => {
    await page.keyboard.press('Escape');
    await search.fill('#12345');
    await expect(at.button('Go to entry #12345')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Entry #12345' })).toBeVisible();
    await expect(row(12_345)).toBeInViewport();
    await expect(row(12_346)).toBeVisible();
    await look(page, 'timeline-jumped');
    await at.button(/^Copy as a line/).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^#12345, .*Ada Commander: .*line 12345 of a busy night/);
  });

  await test.step('what comes in on top moves nothing for who reads further down', async () => {
    const before = await row(12_345).boundingBox();
    const other = await context.newPage();
    await other.goto(page.url().replace(/timeline.*/, 'command'));
    await other.getByLabel('Note', { exact: true }).fill('Seen at the second screen.');
    await other.getByRole('button', { name: 'Record note' }).click();
    await expect(page.getByText('20,001 entries')).toBeVisible();
    expect(await row(12_345).boundingBox()).toEqual(before);
    await other.close();
  });

  await test.step('a link to an old entry shows it, before anything else was fetched', async () => {
    await page.reload();
    await expect(page.getByRole('region', { name: 'Entry 12345' })).toContainText('line 12345 of a busy night');
    await expect(row(12_345)).toBeInViewport();
  });

  await test.step('the first entry and the last by keyboard, and out of the list with one key', async () => {
    await row(12_345).focus();
    await page.keyboard.press('End');
    await expect(row(0)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(row(1)).toBeFocused();
    await page.keyboard.press('PageUp');
    await expect(row(11)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Entry #11' })).toBeVisible();
    await page.keyboard.press('Escape');
    await row(11).focus();
    await page.keyboard.press('Home');
    await expect(row(ENTRIES)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(rows.locator(':focus')).toHaveCount(0);
    await tabTo(page, /Verify/, 'link');
  });
});
