import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { findElectron } from '../../build/electron-runtime.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { root } from '../support/source-tree.ts';

export { expect };

type HostKind = 'electron' | 'loopback';

/** One console as a person meets it: the built product on a home of its own, and its page after it was opened. */
export interface RunningConsole {
  readonly page: Page;
  readonly home: string;
  /** Where the page lives: `http://127.0.0.1:<port>/` or `app://bulkhead/`. */
  readonly url: string;
  readonly host: HostKind;
}

export interface Fixtures {
  readonly home: string;
  readonly url: string;
  /** Addresses outside the console that the page asked for. Stays empty; checked after every test. */
  readonly externalRequests: string[];
  /** Console errors, page errors and violations of the content security policy. Stays empty; checked after every test. */
  readonly consoleErrors: string[];
  readonly launched: RunningConsole;
  readonly quiet: void;
}

const dist = process.env['BULKHEAD_DIST'] ?? resolve(root, 'dist');

/** The named host, else Electron where its runtime is installed, else the browser console. */
function hostKind(): HostKind {
  const named = process.env['BULKHEAD_HOST'];
  if (named === 'electron' || named === 'loopback') return named;
  return findElectron() === undefined ? 'loopback' : 'electron';
}

export const test = base.extend<Fixtures>({
  home: async ({}, use) => {
    const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-e2e-'));
    await use(join(scratch, 'home'));
    rmSync(scratch, { recursive: true, force: true });
  },
  externalRequests: async ({}, use) => use([]),
  consoleErrors: async ({}, use) => use([]),
  launched: async ({ home, context, externalRequests, consoleErrors }, use) => {
    const host = hostKind();
    const launch = host === 'electron' ? inElectron : inBrowser;
    await launch(home, () => context.newPage(), { externalRequests, consoleErrors }, use);
  },
  page: async ({ launched }, use) => use(launched.page),
  url: async ({ launched }, use) => use(launched.url),
  quiet: [
    async ({ externalRequests, consoleErrors }, use) => {
      await use();
      expect(externalRequests, 'the page asked for something outside the console').toEqual([]);
      expect(consoleErrors, 'the page reported errors').toEqual([]);
    },
    { auto: true },
  ],
});

type Heard = Pick<Fixtures, 'externalRequests' | 'consoleErrors'>;
type Launch = (
  home: string,
  newPage: () => Promise<Page>,
  heard: Heard,
  use: (launched: RunningConsole) => Promise<void>,
) => Promise<void>;

const inBrowser: Launch = async (home, newPage, heard, use) => {
  const entry = join(dist, 'main/loopback.js');
  if (!existsSync(entry)) throw new Error('the console is not built; run: npm run build');
  const run = await runLoopback(entry, home);
  let unhear = (): void => {};
  try {
    const page = await newPage();
    // Before the first navigation, or an error while loading goes unheard.
    unhear = listen(page, run.origin, heard);
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        console.error(`content security policy: ${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    await page.goto(run.url);
    await use({ page, home, url: `${run.origin}/`, host: 'loopback' });
  } finally {
    // The page outlives its console here, and would report every connection that ends with it.
    unhear();
    await run.stop();
  }
};

const inElectron: Launch = async (home, _newPage, heard, use) => {
  const executablePath = findElectron();
  if (executablePath === undefined) throw new Error('the Electron runtime is not installed');
  // Without the path, Playwright would load the electron package, and that starts a download.
  const app = await _electron.launch({ executablePath, args: [root, '--home', home] });
  try {
    const page = await app.firstWindow();
    listen(page, 'app://bulkhead', heard);
    await use({ page, home, url: 'app://bulkhead/', host: 'electron' });
  } finally {
    await app.close();
  }
};

/** Hears what the page asks for and complains of, until the returned function is called. */
function listen(page: Page, origin: string, { externalRequests, consoleErrors }: Heard): () => void {
  const own = (url: string): boolean => url.startsWith(`${origin}/`) || url.startsWith('data:');
  let hears = true;
  page.on('request', (request) => {
    if (hears && !own(request.url())) externalRequests.push(request.url());
  });
  page.on('console', (message) => {
    if (hears && message.type() === 'error' && !isRefusedCall(message, origin)) consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => {
    if (hears) consoleErrors.push(String(error));
  });
  return () => {
    hears = false;
  };
}

/** Chromium reports every status of 400 and above as an error. A refused call is an answer; the screen has to show it. */
function isRefusedCall(message: ConsoleMessage, origin: string): boolean {
  const { url } = message.location();
  return message.text().startsWith('Failed to load resource') && url.startsWith(`${origin}/rpc/`);
}
