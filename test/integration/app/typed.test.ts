import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConsoleHome } from '../../support/console-home.ts';

let console: ConsoleHome;
const typed = {
  scope: 'console',
  form: 'enrol',
  label: 'Enrolment',
  hash: '#/people',
  at: 5,
  value: '{"name":"Grace"}',
} as const;

beforeAll(async () => {
  console = await ConsoleHome.create();
});
afterAll(() => console.remove());

const files = (): readonly string[] => readdirSync(join(console.home, 'typed'));

test('one file for each form, for the account of the console only', async () => {
  await console.ada.typed.keep(typed);
  await console.ada.typed.keep({ ...typed, at: 6 });
  await console.ada.typed.keep({ ...typed, form: '../../keys/console', at: 1 });
  expect(files()).toHaveLength(2);
  for (const name of files()) {
    expect(name).toMatch(/^[0-9a-f]{64}\.json$/);
    expect(statSync(join(console.home, 'typed', name)).mode & 0o077).toBe(0);
  }
  expect((await console.ada.typed.list({})).map(({ at }) => at)).toEqual([1, 6]);
});

test('files that are none of ours are left out and left alone', async () => {
  const strange = ['cut.json', 'hash.json', 'folder.json.txt', 'value.json'].map((name) =>
    join(console.home, 'typed', name),
  );
  writeFileSync(strange[0] ?? '', '{"scope":"console","fo');
  writeFileSync(strange[1] ?? '', JSON.stringify({ ...typed, hash: 'javascript:alert(1)' }));
  writeFileSync(strange[2] ?? '', JSON.stringify(typed));
  writeFileSync(strange[3] ?? '', JSON.stringify({ ...typed, value: '{"name":' }));
  expect(await console.ada.typed.list({})).toHaveLength(2);
  expect(strange.every((path) => existsSync(path))).toBe(true);
});

test('too long a text is refused, and what was there stays', async () => {
  await expect(console.ada.typed.keep({ ...typed, value: JSON.stringify('x'.repeat(1_000_000)) })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  expect(await console.ada.typed.list({})).toContainEqual({ ...typed, at: 6 });
});

test('what a kill left half written is gone after the next start', async () => {
  const half = join(console.home, 'typed', `${'a'.repeat(64)}.json.0123.tmp`);
  writeFileSync(half, '{"scope":');
  await console.reopen();
  expect(existsSync(half)).toBe(false);
  expect(await console.ada.typed.list({})).toHaveLength(2);
});
