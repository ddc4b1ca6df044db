import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test as base } from '@playwright/test';
import { copyFrozenBundle, type FolderCopy } from '../support/bundle-folder.ts';
import { root } from '../support/source-tree.ts';

// The page as a recipient has it: one file, from disk, in a browser that can resolve no name, beside folders from others.

interface Fixtures {
  readonly verifier: Page;
  readonly scratch: string;
  readonly copy: FolderCopy;
}

export const built = join(process.env['BULKHEAD_DIST'] ?? resolve(root, 'dist'), 'verify/verify.html');
/** Fails when the page asks for anything or reports an error. */
export const test = base.extend<Fixtures>({
  scratch: async ({}, use) => {
    const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-verify-page-'));
    await use(scratch);
    rmSync(scratch, { recursive: true, force: true });
  },
  copy: async ({}, use) => {
    const copy = copyFrozenBundle();
    await use(copy);
    copy.remove();
  },
  verifier: async ({ page, scratch }, use) => {
    if (!existsSync(built)) throw new Error('the verifier page is not built; run: npm run build');
    const own = join(scratch, 'verify.html');
    copyFileSync(built, own);
    const heard: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (url !== pathToFileURL(own).href && !url.startsWith('blob:')) heard.push(`asked for ${url}`);
    });
    page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => heard.push(String(error)));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`content security policy: ${violatedDirective} ${blockedURI}`),
      );
    });
    await page.goto(pathToFileURL(own).href);
    await use(page);
    expect(heard, 'the page asked for something, or reported an error').toEqual([]);
  },
});

export const verdict = (page: Page) => page.locator('.verdict-word');
