import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const INVENTORY = [
  'Asset;Category;Team;Critical;Dependencies;Service;Admin password',
  'Shop;woocommerce;E-commerce;yes;API gateway;Checkout;hunter2',
  'API gateway;gateway;;yes;;;hunter3',
  'Mainframe;mainframe;Ops;no;;;hunter4',
].join('\r\n');

// A spreadsheet as it lies around: semicolons, headings of its own, one bad row, and a column that must not come in.
test('an inventory is looked at, mapped, recorded, and not twice', async ({ page }, info) => {
  test.setTimeout(120_000);
  const at = new IncidentPage(page);
  const rows = page.getByRole('table', { name: 'Rows of the import' });
  const choose = async (text: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await at.button('Choose a file').click();
    await (await chooser).setFiles({ name: 'inventory.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await at.setUp('correct horse battery staple');
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Assets');
  await page.getByRole('link', { name: 'Import', exact: true }).click();

  await test.step('a file that is no table says so', async () => {
    await choose('a,b\n"1');
    await expect(page.getByText('line 2: a quote is opened and never closed')).toBeVisible();
  });

  await test.step('rows with their faults, columns with the guess', async () => {
    await choose(INVENTORY);
    await expect(rows.getByRole('row', { name: /Mainframe/ })).toContainText('“mainframe” is none of');
    await expect(page.getByLabel('Field for column Asset')).toHaveValue('name');
    await expect(page.getByLabel('Field for column Admin password')).toHaveValue('left-out');
    await expect(page.getByText('hunter2')).toHaveCount(0);
    expect(await accessibilityFaults(page), 'axe on the import').toEqual([]);
    await page.screenshot({ path: info.outputPath('import.png'), fullPage: true });
  });

  await test.step('another mapping, and what is valid is recorded', async () => {
    // Answers that take their time: the second change is made before the first one is there, and is not lost.
    await page.route(/previewImport/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.getByLabel('Field for column Service').selectOption({ label: 'Left out' });
    await page.getByLabel('Field for column Service').selectOption({ label: 'Business function' });
    await at.button('Record 2 rows').click();
    await expect(page.getByRole('row', { name: /^Shop/ })).toContainText('API gateway');
  });

  await test.step('the same file again has nothing to record', async () => {
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await choose(INVENTORY);
    await expect(at.button('Nothing to record')).toBeDisabled();
  });
});
