import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runLoopback } from '../support/loopback-run.ts';
import { root } from '../support/source-tree.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';
const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

const unlockAfterReload = async (page: Page): Promise<void> => {
  await page.reload();
  await expect(page.getByRole('banner')).toBeVisible();
};

// A keystroke that is not on record yet is in the browser's store: a reload in the middle of a word costs nothing.

test('what is typed survives a reload, is told, and can be forgotten', async ({ page }) => {
  const at = new IncidentPage(page);

  await test.step('set-up, without the passphrase', async () => {
    await page.getByLabel('Name', { exact: true }).fill('Nordlicht');
    await page.getByLabel('Passphrase', { exact: true }).fill(ADA);
    await unlockAfterReload(page);
    await expect(page.getByText(/Typed .* not recorded/)).toBeVisible();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nordlicht');
    await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(ADA);
    await at.setUp(ADA);
  });

  await test.step('a person half enrolled, without the passphrase', async () => {
    await page.getByRole('link', { name: 'People and keys' }).first().click();
    await at.button('Enrol a person').click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Grace Hop');
    await page.getByRole('dialog').getByText('Legal counsel').click();
    await page.getByRole('dialog').getByLabel('Passphrase', { exact: true }).fill('not on this disk');
    await unlockAfterReload(page);
    await at.button('Enrol a person').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/Typed .* not recorded/)).toBeVisible();
    await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Grace Hop');
    await expect(dialog.getByRole('checkbox', { name: 'Legal counsel' })).toBeChecked();
    await expect(dialog.getByLabel('Passphrase', { exact: true })).toHaveValue('');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('not on this disk');
    await dialog.getByRole('button', { name: 'Forget it' }).click();
    await expect(dialog.getByRole('checkbox', { name: 'Legal counsel' })).not.toBeChecked();
    await page.keyboard.press('Escape');
    await page.goto(page.url().replace(/#.*/, '#/'));
  });

  await test.step('declaration, with a date that is none yet', async () => {
    await at.button('Declare an incident').click();
    await page.getByLabel('Codename').fill('Half Typed');
    await page.getByLabel('Detected at: date and time').fill('2026-11-2');
    await page.getByLabel('What happened').fill('ممكن تسريب النموذج — 模型 🧨');
    await page.reload();
    await expect(page.getByLabel('Codename')).toHaveValue('Half Typed');
    await expect(page.getByLabel('Detected at: date and time')).toHaveValue('2026-11-2');
    await expect(page.getByLabel('What happened')).toHaveValue('ممكن تسريب النموذج — 模型 🧨');
    await page.goto(page.url().replace(/#.*/, '#/'));
    await expect(page.getByRole('region', { name: 'Typed and not recorded' })).toContainText('Declaration');
    await page.getByRole('link', { name: 'Declaration of an incident' }).click();
    await at.button('Forget it').click();
    await expect(page.getByLabel('What happened')).toHaveValue('');
    await expect(page.getByLabel('Detected at: date and time')).toHaveValue('');
    await page.goto(page.url().replace(/#.*/, '#/'));
    await at.declare('Quiet Harbour', 'LP-9');
  });

  await test.step('note: back after a reload, gone once recorded', async () => {
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Vendor called back at 02:1');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('Vendor called back at 02:1');
    await at.button('Record note').click();
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('');
    await expect(page.getByRole('region', { name: 'Typed and not recorded' })).toHaveCount(0);
  });

  await test.step('a dialog that a lock closed', async () => {
    await at.go('Notifications');
    await at.button('Decide awareness under NIS2').click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Confirmed by the provider.');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Lock' }).click();
    await at.unlock('Ada Brandt', ADA);
    const left = page.getByRole('region', { name: 'Typed and not recorded' });
    await expect(left.getByRole('link', { name: 'Decide awareness' })).toBeVisible();
    await at.button('Decide awareness under NIS2').click();
    await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('Confirmed by the provider.');
    await page.keyboard.press('Escape');
    await at.button('Forget: Decide awareness').click();
    await expect(left).toHaveCount(0);
    await at.button('Decide awareness under NIS2').click();
    await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('');
    await page.keyboard.press('Escape');
  });

  await test.step('what is typed about witnesses, time-stamps and keys', async () => {
    await at.go('Handoff');
    const key = page.getByRole('textbox', { name: 'Verifier key of the witness' });
    const authority = page.getByRole('textbox', { name: 'Authority' });
    await key.fill('witness.example/w1+951c1e53+BEkW');
    await authority.fill('https://tsa.exam');
    await page.reload();
    await expect(key).toHaveValue('witness.example/w1+951c1e53+BEkW');
    await expect(authority).toHaveValue('https://tsa.exam');
    const left = page.getByRole('region', { name: 'Typed and not recorded' });
    await page.goto(page.url().replace(/#.*/, '#/people'));
    await at.button('Replace the console key').click();
    await page.getByRole('dialog').getByLabel('Reason').fill('The old laptop was los');
    await page.reload();
    await at.button('Replace the console key').click();
    await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('The old laptop was los');
    await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click();
    await expect(page.getByRole('dialog').getByLabel('Reason')).toHaveValue('');
    await page.keyboard.press('Escape');
    await page.goto(page.url().replace(/#.*/, '#/'));
    await expect(left).toContainText('Key of a witness');
  });
});

test('a window whose own store is gone finds what was typed with the next signing in', async ({ browser, home }) => {
  const entry = join(dist, 'main/loopback.js');
  const first = await runLoopback(entry, home);
  const before = await browser.newContext();
  const typing = await before.newPage();
  await typing.goto(first.url);
  const then = new IncidentPage(typing);
  await then.setUp(ADA);
  await then.declare('Quiet Harbour', 'LP-9');
  await typing.getByRole('textbox', { name: 'Note', exact: true }).fill('Seen by two of us');
  // Recorded, so not offered again; and typed after it.
  await then.button('Record note').click();
  await expect(typing.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('');
  await typing.getByRole('textbox', { name: 'Note', exact: true }).fill('Vendor called back at 02:1');
  await expect.poll(() => keptTexts(home)).toEqual(['"Vendor called back at 02:1"']);
  process.kill(first.pid, 'SIGKILL');
  await before.close();

  const second = await runLoopback(entry, home);
  const after = await browser.newContext();
  const page = await after.newPage();
  await page.goto(second.url);
  const at = new IncidentPage(page);
  await at.unlock('Ada Brandt', ADA);
  await page.getByRole('link', { name: /Quiet Harbour/ }).click();
  const note = page.getByRole('textbox', { name: 'Note', exact: true });
  await expect(note).toHaveValue('Vendor called back at 02:1');
  await expect(page.getByText(/Typed .* not recorded/).first()).toBeVisible();
  await at.button('Record note').click();
  await expect(note).toHaveValue('');
  await expect.poll(() => keptTexts(home)).toEqual([]);
  await after.close();
  expect(await second.stop()).toBe(0);
});

/** What the home holds of what is typed; a file may go while this looks. */
function keptTexts(home: string): readonly string[] {
  const folder = join(home, 'typed');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const text = readIfThere(join(folder, name));
      return text === null ? [] : [(JSON.parse(text) as { value: string }).value];
    });
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

test('a console that was killed: the page says so, and finds its words again at the next one', async ({
  browser,
  home,
}) => {
  const entry = join(dist, 'main/loopback.js');
  const first = await runLoopback(entry, home);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(first.url);
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Typed before the power went');
  process.kill(first.pid, 'SIGKILL');
  await expect(page.getByText('The console does not answer.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Note', exact: true }).pressSequentially(', and after');
  await at.button('Record note').click();
  await expect(page.getByText('UNREACHABLE')).toBeVisible();

  const second = await runLoopback(entry, home);
  expect(second.origin).toBe(first.origin);
  await expect(page.getByText('The console was started again and does not know this page.')).toBeVisible();
  const other = await context.newPage();
  await other.goto(second.url);
  await other.close();
  await at.unlock('Ada Brandt', ADA);
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(
    'Typed before the power went, and after',
  );
  await at.button('Record note').click();
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue('');
  await context.close();
  expect(await second.stop()).toBe(0);
});
