import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IncidentPage } from '../e2e/incident.page.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { passphrase } from '../support/setup-input.ts';
import { makeLongIncident } from './long-incident.ts';
import { spread, type Spread } from './stopwatch.ts';

/** Wheel turns of one sweep through the timeline, and how far each goes, in pixels. */
const TURNS = 150;
const TURN = 2_000;

export interface ScreenFigures {
  /** From the passphrase to the list of incidents, which is where an incident is opened for the first time. */
  readonly listed: number;
  /** From the click on the incident to the frame after its first screen is there. */
  readonly drawn: number;
  /** Between two frames while somebody scrolls, rows being fetched meanwhile. */
  readonly frames: Spread & { readonly count: number; readonly longest: number };
}

/** The built loopback console in a browser, over an incident of `entries` that it has not opened before. */
export async function benchScreen(built: string, browserPath: string, entries: number): Promise<ScreenFigures> {
  const home = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const { incident } = await makeLongIncident(home, entries);
  const run = await runLoopback(built, home);
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(run.url);
    const at = new IncidentPage(page);
    const began = performance.now();
    await at.unlock('Ada', passphrase);
    await page.locator(`a[href*="${incident}"]`).first().waitFor();
    const listed = performance.now() - began;
    const drawn = await timeToDraw(page, `a[href*="${incident}"]`);
    await at.go('Timeline');
    await page.getByRole('heading', { name: 'Timeline', level: 1 }).waitFor();
    await page.waitForTimeout(1000);
    return { listed, drawn, frames: await framesOfScrolling(page) };
  } finally {
    await browser.close();
    await run.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** In the page itself: what is between the test and the browser does not count. */
function timeToDraw(page: Page, link: string): Promise<number> {
  return page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const look = (): void => {
          const there = [...document.querySelectorAll('h2')].some(({ textContent }) => textContent === 'Do this next');
          // The frame in which it is there has been drawn when the next one begins.
          if (there) requestAnimationFrame(() => resolve(performance.now() - began));
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLElement>(selector)?.click();
        look();
      }),
    link,
  );
}

async function framesOfScrolling(page: Page): Promise<ScreenFigures['frames']> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const frame = (): void => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.mouse.move(720, 600);
  for (let i = 0; i < TURNS; i += 1) {
    await page.mouse.wheel(0, TURN);
    await page.waitForTimeout(20);
  }
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  return { ...spread(frames), count: frames.length, longest: Math.max(...frames) };
}
