import type { Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';
const HOUR = 60 * 60_000;

/** A browser that shows notifications nobody can see here; says which it was given. */
async function withNotifications(page: Page, answer: 'granted' | 'denied'): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript((said) => {
    const shown: string[] = [];
    class Shown extends EventTarget {
      static permission = localStorage.getItem('permission of the test') ?? 'default';
      static requestPermission(): Promise<string> {
        Shown.permission = said;
        localStorage.setItem('permission of the test', said);
        return Promise.resolve(said);
      }
      constructor(title: string, { body }: { body: string }) {
        super();
        shown.push(`${title}. ${body}`);
      }
    }
    Object.assign(globalThis, { Notification: Shown, shownHere: shown });
  }, answer);
  return () => page.evaluate(() => [...(globalThis as unknown as { shownHere: string[] }).shownHere]);
}

test('who sleeps over a deadline is told outside the window, also while the console is locked, without a name', async ({
  page,
  launched,
}) => {
  test.skip(launched.host === 'electron', 'there the shell shows them: test/hosts/electron.test.ts');
  const shown = await withNotifications(page, 'granted');
  await page.clock.install();
  await page.reload();
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  await at.button('Decide awareness under NIS2').click();
  const dialog = page.getByRole('dialog');
  await at.button('Now', dialog).click();
  await dialog.getByLabel('Reason').fill('Confirmed by the provider.');
  await at.button('Record the decision', dialog).click();
  await expect(dialog).toBeHidden();

  await at.button('Remind outside this window').click();
  await expect(at.button('Remind outside this window')).toHaveCount(0);
  await page.clock.fastForward(18 * HOUR + 5 * 60_000);
  await expect.poll(shown).toEqual(['A legal deadline in 6 hours. Open Bulkhead.']);

  await page.getByRole('link', { name: /All incidents/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Quiet Harbour' })).toContainText(
    /5 h 5\d min leftNIS2 early warning, .*; \d more/,
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Lock' }).click();
  await expect(at.button('Unlock')).toBeVisible();
  // The lock asked the console for its time, which has not moved.
  await page.clock.fastForward(24 * HOUR - 10 * 60_000);
  await expect.poll(shown).toHaveLength(2);
  expect((await shown())[1]).toMatch(/^A legal deadline in (9|10|11) minutes\. Open Bulkhead\.$/);
  await page.clock.fastForward(20 * 60_000);
  await expect.poll(shown).toHaveLength(3);
  expect((await shown())[2]).toBe('A legal deadline has passed. Open Bulkhead.');
});

test('a browser that refuses is named, and reminders can be switched off', async ({ page, launched }) => {
  test.skip(launched.host === 'electron', 'the shell asks nobody');
  await withNotifications(page, 'denied');
  await page.reload();
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.button('View').click();
  const dialog = page.getByRole('dialog');
  const tick = dialog.getByRole('checkbox', { name: 'Remind outside this window' });
  await expect(tick).not.toBeChecked();
  expect(await accessibilityFaults(page)).toEqual([]);
  await tick.click({ force: true });
  await expect(dialog.getByText('This browser was told not to show notifications')).toBeVisible();
  await expect(tick).toBeDisabled();
});
