import { contentSecurityPolicy } from '../../main/hosts/csp.ts';
import { expect, test } from './fixture.ts';

test('the start screen comes up under the policy, and asks nothing of the network', async ({ page, url }) => {
  await expect(page).toHaveTitle(/Bulkhead/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url().startsWith(url)).toBe(true);

  // As the page's own script would: under the policy this is neither another origin nor an inline script.
  const sent = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(sent).toBe(contentSecurityPolicy);
});

test('the launch token is gone from the address bar and from the history', async ({ page, launched }) => {
  test.skip(launched.host === 'electron', 'only the browser console is entered by a link');
  expect(page.url()).not.toContain('t=');
  await page.goBack();
  expect(page.url()).not.toContain('/enter');
});

test('what the page may not do is blocked', async ({ page, consoleErrors }) => {
  await expect(page.locator('#root')).not.toBeEmpty();
  const outcome = await page.evaluate(async () => {
    const attempt = async (what: () => unknown): Promise<string> => {
      try {
        await what();
        return 'allowed';
      } catch {
        return 'blocked';
      }
    };
    return {
      markup: await attempt(() => (document.body.innerHTML = '<b>x</b>')),
      evaluation: await attempt(async () => {
        // What the test tool itself evaluates is exempt, until it gives control back.
        await new Promise((resolve) => setTimeout(resolve));
        Reflect.construct(Function, ['return 1']);
      }),
      network: await attempt(() => fetch('http://127.0.0.1:9/')),
      frame: await attempt(async () => {
        const frame = document.createElement('iframe');
        frame.src = 'https://example.com/';
        const blocked = new Promise((_resolve, reject) =>
          addEventListener('securitypolicyviolation', reject, { once: true }),
        );
        document.body.append(frame);
        await blocked;
      }),
    };
  });
  expect(outcome).toEqual({ markup: 'blocked', evaluation: 'blocked', network: 'blocked', frame: 'blocked' });
  // Here the reports are the proof, and nothing to be ashamed of.
  expect(consoleErrors.length).toBeGreaterThan(0);
  consoleErrors.length = 0;
});
