import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findElectron } from '../../build/electron-runtime.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-electron-'));
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder without the binary is no runtime', () => {
  expect(findElectron()).toBeUndefined();
});

test.runIf(process.platform === 'linux')('the binary in the named folder is the runtime', () => {
  writeFileSync(join(folder, 'electron'), '');
  expect(findElectron()).toBe(join(folder, 'electron'));
});
