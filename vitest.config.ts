import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What touches a disk, a process or a port runs in its own processes; everything else shares worker threads.
const integration = ['integration', 'ledger', 'faults', 'migrations', 'hosts', 'cli'];
const notVitest = ['e2e', 'bench', 'support'];
const inFolders = (names: readonly string[]): string[] => names.map((name) => `test/${name}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    // These tests wait for servers and processes more than they reckon: two at a time also where there is one processor to spare.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './test/support/plain-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Properties of a thousand runs take seconds on a busy machine.
          testTimeout: 30_000,
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
          // Two files at a time, each with servers of its own: what takes ten seconds alone may take a minute.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
