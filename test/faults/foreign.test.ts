import Database from 'better-sqlite3';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SCHEMA } from '../../main/adapters/sqlite/schema.ts';
import { checkForeignLedger, type ForeignCaps } from '../../main/hosts/cli/foreign-ledger.ts';
import { ConsoleHome } from '../support/console-home.ts';

// A ledger file that somebody hands in. Whatever it does, the answer is a finding and this process goes on.

let folder: string;
let good: string;
let consoleFingerprint: string;
let path: string;
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-foreign-test-'));
  const console = await ConsoleHome.create();
  const incident = await console.declare();
  for (let i = 0; i < 30; i += 1)
    await console.ada.incident.addNote({ incident, text: `note ${i} ${'x'.repeat(300)}` });
  consoleFingerprint = (await console.ada.console.view({})).consoleKey?.fingerprint ?? '';
  await console.app.close();
  good = join(folder, 'good.db');
  copyFileSync(join(console.home, 'incidents', incident, 'ledger.db'), good);
  await console.remove();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  count += 1;
  mkdirSync(join(folder, String(count)));
  path = join(folder, String(count), 'ledger.db');
  copyFileSync(good, path);
});

const check = (caps?: ForeignCaps) => checkForeignLedger({ path, trust: { consoleFingerprint } }, caps);
const found = async () =>
  (await check()).findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
const change = (how: (db: Database.Database) => void): void => {
  const db = new Database(path);
  how(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('journal_mode = DELETE');
  db.close();
};
const triggers = SCHEMA.filter(({ sql }) => sql.startsWith('CREATE TRIGGER'));
const unguarded = (how: (db: Database.Database) => void): void =>
  change((db) => {
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    how(db);
    for (const { sql } of triggers) db.exec(sql);
  });

describe('a ledger file from elsewhere', () => {
  test('verifies, and nothing is written beside it', async () => {
    const before = readFileSync(path);
    expect(await check()).toMatchObject({ verified: true, findings: [], summary: { consoleFingerprint } });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(['-wal', '-shm', '-journal'].filter((end) => existsSync(`${path}${end}`))).toEqual([]);
  });

  test('a view named like a table is not asked for rows, though it would answer for ever', async () => {
    change((db) => {
      db.exec('DROP TABLE entry');
      db.exec(
        'CREATE VIEW entry AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n) SELECT i AS idx, zeroblob(32) AS leaf, zeroblob(1) AS body FROM n',
      );
    });
    expect(await found()).toEqual(['STORE_SCHEMA_FOREIGN']);
  });

  test('a trigger too many, a trigger too few, and a table too many', async () => {
    change((db) => db.exec('CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END'));
    expect(await found()).toEqual(['STORE_SCHEMA_FOREIGN']);
    copyFileSync(good, path);
    change((db) => db.exec('DROP TRIGGER entry_no_update'));
    expect(await found()).toEqual(['STORE_SCHEMA_FOREIGN']);
    copyFileSync(good, path);
    change((db) => db.exec('CREATE TABLE more (x)'));
    expect(await found()).toEqual(['STORE_SCHEMA_FOREIGN']);
  });

  test('a row put in the place of another by REPLACE is an altered entry', async () => {
    unguarded((db) =>
      db.exec(
        "INSERT OR REPLACE INTO entry SELECT idx, leaf, CAST(replace(CAST(body AS TEXT), 'note 7', 'nope 7') AS BLOB) FROM entry WHERE idx = 12",
      ),
    );
    expect(await found()).toEqual(['ENTRY_ALTERED']);
  });

  test('a corrupt page', async () => {
    const bytes = readFileSync(path);
    const page = bytes.readUInt16BE(16);
    bytes.fill(0xff, page * 9, page * 10);
    writeFileSync(path, bytes);
    expect(await found()).toContain('STORE_DAMAGED');
  });

  test.each([
    ['cut in the middle', () => truncateSync(path, 20_000)],
    ['no database', () => writeFileSync(path, 'SQLite format 3\0'.padEnd(9000, 'x'))],
    ['empty', () => writeFileSync(path, '')],
    ['absent', () => rmSync(path)],
    ['a folder', () => (rmSync(path), mkdirSync(path))],
    ['a link', () => (rmSync(path), symlinkSync(good, path))],
  ])('a file that is %s', async (_, happens) => {
    happens();
    const report = await check();
    expect(report.verified).toBe(false);
    expect(report.findings[0]?.code).toMatch(/^STORE_(DAMAGED|SCHEMA_FOREIGN)$/);
  });

  test('the log of another database beside it is one finding that says so', async () => {
    const other = join(folder, String(count), 'other.db');
    copyFileSync(good, other);
    const db = new Database(other);
    db.pragma('journal_mode = WAL');
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec('DELETE FROM entry WHERE idx > 3');
    copyFileSync(`${other}-wal`, `${path}-wal`);
    db.close();
    const { findings } = await check();
    expect(findings).toMatchObject([{ code: 'STORE_DAMAGED' }]);
    expect(findings[0]?.message).toContain('-wal beside it is of another database');
  });
});

describe('what it may cost', () => {
  const caps: ForeignCaps = { timeMs: 60_000, memoryMiB: 512, answerBytes: 1 << 20 };

  test.each([
    ['time', { ...caps, timeMs: 1 }, 'took more than 1 ms'],
    ['memory', { ...caps, memoryMiB: 1 }, 'ended with'],
    ['answer', { ...caps, answerBytes: 10 }, 'without end'],
  ])('%s is capped, and the end of it is a finding', async (_, given, says) => {
    const { verified, findings } = await check(given);
    expect(verified).toBe(false);
    expect(findings).toMatchObject([{ code: 'STORE_DAMAGED' }]);
    expect(findings[0]?.message).toContain(says);
  });
});
