import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  // One machine plays two consoles in some journeys, so workers stay few. Nothing is retried within a run; `npm test`
  // asks a file that failed once more, alone, and says so (decision 0022).
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // Limits are for what hangs; a busy machine may take three times as long as a quiet one.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./test/support/plain-e2e-reporter.ts']],
  use: {
    browserName: 'chromium',
    actionTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      // Playwright's own browsers need a download; a distribution's Chromium is enough.
      executablePath: process.env['BULKHEAD_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--no-first-run',
        '--no-pings',
        '--no-proxy-server',
        '--disable-quic',
        '--disable-sync',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-domain-reliability',
        '--disable-dev-shm-usage',
        // No journey may reach the network: every other name fails to resolve.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    },
  },
});
