import { readFile } from 'node:fs/promises';
import { expect, test } from './fixture.ts';

test('the verifier page can be saved without signing in, and is the one that was built', async ({ page, launched }) => {
  test.skip(launched.host === 'electron', 'there the system asks where to put it');
  await page.evaluate(() => (location.hash = '#/verify'));
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save the verifier page' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('bulkhead-verify.html');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('<h1>Verify a bundle</h1>');
  expect(text).toMatch(/<\/html>\s*$/);
  // The console's own page stays where it is.
  await expect(page.getByRole('heading', { name: 'Verify', exact: true })).toBeVisible();
});
