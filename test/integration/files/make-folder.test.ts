import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../../../main/adapters/files/make-folder.ts';

describe('a folder to write into', () => {
  let scratch: string;
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'bulkhead-make-folder-'));
    writeFileSync(join(scratch, 'file'), 'x');
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('is made with those above it, for this account only, and is there the second time', async () => {
    expect(await makeFolder(join(scratch, 'a/b/c'))).toBe(join(scratch, 'a'));
    expect(statSync(join(scratch, 'a/b/c')).mode & 0o777).toBe(0o700);
    expect(await makeFolder(join(scratch, 'a/b/c'))).toBeNull();
    expect(await makeFolder(join(scratch, 'a/b/d'))).toBe(join(scratch, 'a/b/d'));
  });

  test.each(['file', 'file/below', 'file/far/below'])('%s: a file is in the way, in so many words', async (path) => {
    await expect(makeFolder(join(scratch, path))).rejects.toMatchObject({
      code: 'DESTINATION_EXISTS',
      message: expect.stringContaining('a file is in the way') as string,
    });
  });

  test.runIf(existsSync('/proc/self'))('ends where nothing can be made', async () => {
    await expect(makeFolder('/proc/bulkhead/none')).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
  });

  test('made twice at once is made once', async () => {
    const made = await Promise.all([makeFolder(join(scratch, 'x/y')), makeFolder(join(scratch, 'x/y'))]);
    expect(made.filter((one) => one !== null).length).toBeGreaterThan(0);
    expect(existsSync(join(scratch, 'x/y'))).toBe(true);
  });
});
