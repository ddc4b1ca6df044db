import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { IncidentPage } from './incident.page.ts';
import { expect, type Opened, tabTo, test as base } from './night.ts';
import { PreparedHome } from './prepared-home.ts';

type Body = string | Buffer;

// Inventories as they come at night: by people who export something for the first time, and by people who mean harm.
const test = base.extend<{ importing: Opened }>({
  importing: async ({ home, opened }, use) => {
    const past = await PreparedHome.create(home, 2);
    await past.declare('Night Ferry');
    await past.close();
    const on = await opened(home);
    await on.page.getByRole('link', { name: 'Night Ferry' }).click();
    await on.at.go('Assets');
    await on.page.getByRole('link', { name: 'Import', exact: true }).click();
    await use(on);
  },
});

async function choose(at: IncidentPage, name: string, body: Body): Promise<void> {
  const chooser = at.page.waitForEvent('filechooser');
  await at.button('Choose a file').click();
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(body as string) });
}

const counts = (page: Page) => page.getByText(/\d+ new, \d+ changed, \d+ the same, \d+ refused/);

test('a thousand rows, three hundred of them wrong: reasons, another mapping, recorded once', async ({
  importing: { at, page },
  look,
}) => {
  const reasons = page.getByRole('list', { name: 'Reasons' });
  await choose(at, 'inventory.csv', thousand('mainframe', 'maybe'));
  await expect(counts(page)).toContainText('700 new, 0 changed, 0 the same, 300 refused');
  await expect(reasons.getByRole('listitem')).toHaveCount(2);
  await expect(reasons.getByRole('listitem').first()).toContainText('Category: “mainframe” is none of');
  await expect(reasons.getByRole('listitem').first()).toContainText('200 rows, lines 2, 7, 12, 17');
  await look(page, 'import-thousand');
  await tabTo(page, 'and 88 more', 'button');
  await page.keyboard.press('Enter');
  await expect(reasons.getByRole('listitem').last()).toContainText('993');

  await test.step('columns back and forth, by keyboard', async () => {
    await tabTo(page, 'Field for column Team', 'combobox');
    await page.keyboard.press('Home');
    await expect(counts(page)).toContainText('700 new');
    await page.getByLabel('Field for column Category').selectOption({ label: 'Left out' });
    await expect(page.getByText('No column fills “Type”.')).toBeVisible();
    await expect(at.button('Nothing to record')).toBeDisabled();
    await page.getByLabel('Field for column Category').selectOption({ label: 'Type' });
    await expect(counts(page)).toContainText('700 new');
    await expect(page.getByLabel('Field for column Team')).toHaveValue('left-out');
  });

  await test.step('recorded in one go; the corrected file keeps the columns and brings the rest', async () => {
    await tabTo(page, 'Record 700 rows', 'button');
    await page.keyboard.press('Enter');
    await expect(page.getByText('asset 999', { exact: true })).toBeAttached();
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await choose(at, 'inventory.csv', thousand('saas', 'no'));
    await expect(counts(page)).toContainText('300 new, 700 changed, 0 the same, 0 refused');
    await page.getByLabel('Field for column Team').selectOption({ label: 'Left out' });
    await expect(counts(page)).toContainText('300 new, 0 changed, 700 the same, 0 refused');
    await choose(at, 'inventory.csv', thousand('saas', 'unknown'));
    await expect(counts(page)).toContainText('300 new, 0 changed, 700 the same, 0 refused');
  });
});

test('what is no table is refused whole, with the way out', async ({ importing: { at, page }, home, look }) => {
  const alert = page.getByRole('alert');
  const said: readonly (readonly [string, Body, string])[] = [
    ['empty.csv', '', 'The file is empty'],
    ['heads.csv', 'Name,Type\n', 'The file names fields and holds no record'],
    ['title.csv', 'Inventory of November\n\nName;Type\nA;database\n', 'A title stands above the table'],
    ['wide.csv', Array.from({ length: 200 }, (_, column) => `c${column}`).join(','), 'more than 100 columns'],
    ['latin.csv', Buffer.from('Name,Type\nGr\u00fc\u00dfe,database\n', 'latin1'), 'not UTF-8'],
    ['utf16.csv', Buffer.from('\ufeffName,Type\nA,database\n', 'utf16le'), 'UTF-16'],
    ['book.csv', Buffer.from('PK\u0003\u0004 and so on', 'latin1'), 'This is a workbook, no CSV'],
    ['open.csv', 'Name,Type\n"A,database\n', 'a quote is opened and never closed'],
    ['bomb.yaml', 'a: &a [x, x]\nassets: [*a, *a]\n', 'anchors, aliases and tags are not taken'],
    ['deep.yaml', `assets: ${'['.repeat(20_000)}`, 'nested too deeply to be an inventory'],
  ];
  for (const [name, body, text] of said)
    await test.step(name, async () => {
      await choose(at, name, body);
      await expect(alert).toContainText(text, { ignoreCase: true });
      await expect(alert).toContainText('Nothing of it was recorded.');
      await expect(counts(page)).toBeHidden();
    });
  const large = join(home, '..', 'large.csv');
  writeFileSync(large, Buffer.alloc(50 << 20, 'Name,Type\n'));
  const chooser = page.waitForEvent('filechooser');
  await at.button('Choose a file').click();
  await (await chooser).setFiles(large);
  await expect(alert).toContainText('large.csv has 50.0 MiB; at most 1.0 MiB are taken.');
  await look(page, 'import-refused');
});

test('odd tables are read, and neither secrets nor formulas come in', async ({ importing: { at, page }, look }) => {
  const reasons = page.getByRole('list', { name: 'Reasons' });
  await choose(
    at,
    'odd.csv',
    '\ufeffsep=;\r\nName;Name;Type;;"Owner"\r\nA;B;database;x;"Team ""A"";\r\nnight"\r\nC;D;gateway;y;Ops\r\n',
  );
  await expect(counts(page)).toContainText('1 new, 0 changed, 0 the same, 1 refused');
  await expect(reasons).toContainText('has line breaks or control characters');
  await expect(page.getByLabel('Field for column Name (column 2)')).toHaveValue('left-out');
  await look(page, 'import-odd');

  const hostile = [
    ['AKIAIOSFODNN7EXAMPLE', 'database', 'Ops'],
    ['B', 'password=hunter2hunter2', 'Ops'],
    ['C', 'database', 'ghp_0123456789abcdefghijklmnop'],
    ['D', 'database', '=HYPERLINK(1)'],
    ['E', 'database', "+cmd|' /C calc'!A0"],
    ['#REF!', 'database', '+49 30 1234'],
  ].map((cells) => cells.join(','));
  await choose(at, 'hostile.csv', ['Name,Type,Owner', ...hostile].join('\n'));
  await expect(counts(page)).toContainText('0 new, 0 changed, 0 the same, 6 refused');
  for (const text of ['a vendor key', 'not shown', 'is a formula', 'is an error of the spreadsheet'])
    await expect(reasons).toContainText(text);
  const shown = (await page.locator('main').innerText()) + (await page.locator('main').innerHTML());
  expect(shown).not.toMatch(/AKIA|hunter2|ghp_/);
  await look(page, 'import-hostile');

  const columns = Array.from({ length: 98 }, (_, column) => `c${column}`);
  await choose(at, 'wide.csv', `Name,Type,${columns.join(',')}\nA,database${',x'.repeat(98)}`);
  await expect(page.getByLabel('Field for column c3')).toBeHidden();
  await look(page, 'import-wide');
  await at.button('Show the 98 columns that are left out').click();
  await expect(page.getByLabel('Field for column c97')).toBeVisible();

  await choose(
    at,
    'nested.yaml',
    'assets:\n - name: A\n   type: model\n   model:\n     digest: {deep: x}\n - name: B\n   type: model\n   model: {aliases: [a, b]}\n',
  );
  await expect(counts(page)).toContainText('1 new, 0 changed, 0 the same, 1 refused');
  await expect(reasons).toContainText('digest is nested too deeply');
  await look(page, 'import-nested');
});

/** Every fifth row has a type that may be none, every tenth an answer that may be none. */
function thousand(type: string, critical: string): string {
  const rows = Array.from({ length: 1000 }, (_, at) =>
    [
      `"asset ${at}"`,
      at % 5 === 0 ? type : 'database',
      `Team ${at % 7}`,
      at % 10 === 1 ? critical : 'yes',
      'Checkout',
    ].join(';'),
  );
  return ['Asset;Category;Team;Critical;Service', ...rows].join('\r\n');
}
