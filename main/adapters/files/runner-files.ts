import { access, constants, open, stat } from 'node:fs/promises';
import type { RunnerFiles } from '../../ports/command-runner.ts';

/** A secret is a line, not a document: a path that names something big was a mistake. */
const MAX_SECRET = 64 * 1024;

export const runnerFiles: RunnerFiles = {
  async readSecret(path) {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size } = await file
        .stat()
        .then((found) => (found.isFile() ? found : Promise.reject(new Error('not a regular file'))));
      if (size > MAX_SECRET) throw new Error('too long for a secret');
      const bytes = new Uint8Array(size);
      const { bytesRead } = await file.read(bytes, 0, size, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },

  async isExecutable(path) {
    try {
      if (!(await stat(path)).isFile()) return false;
      await access(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};
