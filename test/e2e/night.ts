import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type LoopbackRun, runShifted } from '../support/loopback-run.ts';
import { passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test as base } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

export { expect };

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

/** The smallest window that is supported by light of day, a large one in the dark, and each the other way round. */
const SIGHTS = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1920, height: 1080, colorScheme: 'dark' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 1920, height: 1080, colorScheme: 'light' },
] as const;

/** A console that runs on a home with a past, and somebody signed in in front of it. */
export interface Opened {
  readonly at: IncidentPage;
  readonly page: Page;
  readonly run: LoopbackRun;
  /** Lets minutes pass for the console and for the page. */
  readonly pass: (minutes: number) => Promise<void>;
}

interface Night {
  /** Starts a console on this home and signs in; a test may open one after the other. */
  readonly opened: (home: string, who?: string) => Promise<Opened>;
  /**
   * Looks at the page as it stands: nothing wider than the window, nothing that axe finds. In the first two sights by turns, as each look
   * takes a second or two; with BULKHEAD_SHOTS set in all four, and a picture of each is kept there.
   */
  readonly look: (page: Page, name: string) => Promise<void>;
}

export const test = base.extend<Night>({
  opened: async ({ context }, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (home, who = 'Ada Commander') => {
      const shift = join(home, '..', 'shift');
      const run = await runShifted(join(dist, 'main/loopback.js'), home, shift);
      const page = await context.newPage();
      ends.push(
        () => page.close(),
        () => run.stop(),
      );
      await page.clock.install();
      await page.goto(run.url);
      const at = new IncidentPage(page);
      await at.unlock(who, passphrase);
      await expect(page.getByRole('heading', { name: 'Incidents' })).toBeVisible();
      let passed = 0;
      const pass = async (minutes: number): Promise<void> => {
        passed += minutes * 60_000;
        writeFileSync(shift, String(passed));
        await page.clock.fastForward(minutes * 60_000);
      };
      return { at, page, run, pass };
    });
    for (const end of ends) await end();
  },
  look: async ({}, use) => {
    const folder = process.env['BULKHEAD_SHOTS'];
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    let turn = 0;
    await use(async (page, name) => {
      const sights = folder === undefined ? SIGHTS.slice(turn, turn + 1) : SIGHTS;
      turn = 1 - turn;
      for (const { width, height, colorScheme } of sights) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider, `${name} is wider than ${width}`).toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page), `axe on ${name}, ${colorScheme}`).toEqual([]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: 'light' });
    });
  },
});

test.use({ viewport: { width: 1280, height: 800 } });

/** Walks with the tab key until what is meant has the focus, as somebody without a mouse does. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  role: 'button' | 'link' | 'radio' | 'textbox' | 'combobox',
): Promise<void> {
  const meant = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  await expect(meant).toBeVisible();
  for (let at = 0; at < 150; at += 1) {
    if (await meant.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} ${String(name)} is not reached by the keyboard`);
}
