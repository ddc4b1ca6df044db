import { defineConfig } from 'vitest/config';

// What touches a disk, a process or a port runs in its own processes; everything else shares worker threads.
const integration = ['integration', 'ledger', 'faults', 'migrations', 'hosts', 'cli'];
const notVitest = ['e2e', 'bench', 'support'];
const inFolders = (names: readonly string[]): string[] => names.map((name) => `test/${name}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    reporters: ['default', './test/support/plain-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...inFolders(integration), ...inFolders(notVitest)],
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: inFolders(integration),
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
