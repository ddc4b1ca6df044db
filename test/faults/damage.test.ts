import Database from 'better-sqlite3';
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SCHEMA } from '../../main/adapters/sqlite/schema.ts';
import { inspectLedger } from '../../main/adapters/sqlite/inspect-ledger.ts';
import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import { ConsoleHome } from '../support/console-home.ts';
import { crypto } from '../support/parties.ts';
import { leafHash } from '../../shared/ledger/merkle.ts';

const NOTES = 40;
let console: ConsoleHome;
let incident: IncidentId;
let ledger: string;
let firstNote: number;

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  ledger = join(console.home, 'incidents', incident, 'ledger.db');
  firstNote = -1;
  for (let i = 0; i < NOTES; i += 1) {
    const { recorded } = await console.ada.incident.addNote({ incident, text: `note ${i} ${'x'.repeat(300)}` });
    if (firstNote < 0) firstNote = recorded;
  }
});
afterEach(() => console.remove());

/** Closes the console, lets something happen to the file, opens the console again. */
async function meanwhile(happens: (db: Database.Database) => void): Promise<void> {
  await console.app.close();
  const db = new Database(ledger);
  try {
    happens(db);
  } finally {
    db.close();
  }
  await console.open();
}
const fsck = async () =>
  (await console.ada.incident.fsck({ incident })).findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, entry }) => ({ code, entry }));
const codes = async () => [...new Set((await fsck()).map(({ code }) => code))];
const opening = () =>
  console.ada.incident.view({ incident }).then(
    () => 'opened',
    (error: { code: string }) => error.code,
  );
const unguarded = (db: Database.Database, change: () => void): void => {
  const triggers = SCHEMA.filter(({ sql }) => sql.startsWith('CREATE TRIGGER'));
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  change();
  for (const { sql } of triggers) db.exec(sql);
};
const edit = (db: Database.Database, idx: number, options: { leaf: boolean }): void => {
  const { body } = db.prepare('SELECT body FROM entry WHERE idx = ?').get(idx) as { body: Buffer };
  const forged = Buffer.from(body.toString('utf8').replace('note ', 'nete '));
  db.prepare('UPDATE entry SET body = ? WHERE idx = ?').run(forged, idx);
  if (options.leaf) db.prepare('UPDATE entry SET leaf = ? WHERE idx = ?').run(leafHash(crypto.sha256, forged), idx);
};

describe('a raw connection, with the triggers in place', () => {
  test.each([
    'UPDATE entry SET body = body',
    'DELETE FROM entry',
    'DELETE FROM entry WHERE idx = (SELECT max(idx) FROM entry)',
    'INSERT OR REPLACE INTO entry SELECT idx, leaf, body FROM entry WHERE idx = 3',
    'REPLACE INTO entry SELECT 3, leaf, body FROM entry WHERE idx = 4',
    'INSERT INTO entry SELECT max(idx) + 2, leaf, body FROM entry',
    "INSERT INTO entry (idx, leaf, body) VALUES (3, zeroblob(32), x'00') ON CONFLICT (idx) DO UPDATE SET body = excluded.body",
    'UPDATE OR REPLACE entry SET idx = 4 WHERE idx = 3',
    'UPDATE checkpoint SET note = note',
    'DELETE FROM checkpoint',
    'INSERT OR REPLACE INTO checkpoint SELECT size, note FROM checkpoint',
    "INSERT INTO entry SELECT max(idx) + 1, x'00', body FROM entry",
    "INSERT INTO entry SELECT max(idx) + 1, leaf, 'text, not bytes' FROM entry",
  ])('%s is refused, recursive triggers or not', async (sql) => {
    for (const recursive of ['ON', 'OFF']) {
      await meanwhile((db) => {
        db.pragma(`recursive_triggers = ${recursive}`);
        expect(() => db.exec(sql)).toThrow(/append-only|constraint|cannot store TEXT/);
      });
    }
    expect(await fsck()).toEqual([]);
  });
});

describe('found and located', () => {
  test('an edited row', async () => {
    await meanwhile((db) => unguarded(db, () => edit(db, firstNote + 7, { leaf: false })));
    expect(await fsck()).toEqual([{ code: 'ENTRY_ALTERED', entry: firstNote + 7 }]);
    expect(await opening()).toBe('LEDGER_DAMAGED');
  });

  test('an edited row with its leaf hash made to fit', async () => {
    await meanwhile((db) => unguarded(db, () => edit(db, firstNote + 7, { leaf: true })));
    expect((await fsck())[0]).toEqual({ code: 'CHECKPOINT_ROOT_WRONG', entry: firstNote + 7 });
    expect(await opening()).toBe('LEDGER_DAMAGED');
  });

  test('a row taken out of the middle', async () => {
    await meanwhile((db) => unguarded(db, () => db.prepare('DELETE FROM entry WHERE idx = ?').run(firstNote + 3)));
    expect((await fsck())[0]).toEqual({ code: 'ENTRY_INDEX_WRONG', entry: firstNote + 3 });
  });

  test('rows taken from the end', async () => {
    await meanwhile((db) => unguarded(db, () => db.prepare('DELETE FROM entry WHERE idx > ?').run(firstNote + 30)));
    expect(await codes()).toEqual(['LEDGER_TRUNCATED']);
    expect(await opening()).toBe('LEDGER_DAMAGED');
  });

  test('nothing, where a checkpoint is missing between two of the same person: the next one seals both', async () => {
    await meanwhile((db) =>
      unguarded(db, () => db.prepare('DELETE FROM checkpoint WHERE size = ?').run(firstNote + 5)),
    );
    expect(await fsck()).toEqual([]);
  });

  test('a checkpoint taken out between two people: nobody may sign for another', async () => {
    const { recorded } = await console.ben.incident.addNote({ incident, text: 'ben' });
    await console.ada.incident.addNote({ incident, text: 'ada' });
    await meanwhile((db) => unguarded(db, () => db.prepare('DELETE FROM checkpoint WHERE size = ?').run(recorded + 1)));
    expect(await fsck()).toEqual([
      { code: 'OPERATORS_MIXED', entry: recorded },
      { code: 'OPERATOR_SIGNATURE_MISSING', entry: recorded },
    ]);
  });

  test('a signature taken off', async () => {
    await meanwhile((db) =>
      unguarded(db, () => {
        const at = firstNote + 5;
        const { note } = db.prepare('SELECT note FROM checkpoint WHERE size = ?').get(at) as { note: Buffer };
        const lines = note.toString('utf8').split('\n');
        db.prepare('UPDATE checkpoint SET note = ? WHERE size = ?').run(
          Buffer.from([...lines.slice(0, -2), ''].join('\n')),
          at,
        );
      }),
    );
    expect(await fsck()).toEqual([{ code: 'OPERATOR_SIGNATURE_MISSING', entry: firstNote + 4 }]);
  });

  test.each([
    ['a view in place of a table', 'ALTER TABLE entry RENAME TO old; CREATE VIEW entry AS SELECT * FROM old'],
    ['a trigger more', 'CREATE TRIGGER helpful AFTER INSERT ON entry BEGIN SELECT 1; END'],
    ['a trigger less', 'DROP TRIGGER entry_no_delete'],
    ['a table more', 'CREATE TABLE more (x)'],
    ['another application', 'PRAGMA application_id = 1'],
    ['another version', 'PRAGMA user_version = 2'],
  ])('%s', async (_, sql) => {
    await meanwhile((db) => db.exec(sql));
    expect(await opening()).toBe('LEDGER_FOREIGN');
    expect(await codes()).toContain('STORE_SCHEMA_FOREIGN');
  });
});

describe('the file', () => {
  async function spoil(
    each: (sound: Buffer) => Iterable<readonly [string, Buffer]>,
    judge: (what: string, found: boolean) => void,
  ): Promise<void> {
    await meanwhile((db) => db.pragma('wal_checkpoint(TRUNCATE)'));
    await console.app.close();
    const sound = readFileSync(ledger);
    for (const [what, spoilt] of each(sound)) {
      writeFileSync(ledger, spoilt);
      await console.open();
      const found = await fsck();
      judge(what, found.length > 0);
      expect(['opened', 'LEDGER_DAMAGED', 'LEDGER_FOREIGN']).toContain(await opening());
      await console.app.close();
    }
    writeFileSync(ledger, sound);
    await console.open();
    expect(await fsck()).toEqual([]);
  }

  test('with any one page overwritten: found, every time', async () => {
    await spoil(
      function* (sound) {
        for (let page = 0; page < sound.length / 4096; page += 1)
          yield [`page ${page}`, Buffer.from(sound).fill(0xa5, page * 4096 + 8, (page + 1) * 4096)];
      },
      (what, found) => expect([what, found]).toEqual([what, true]),
    );
  }, 240_000);

  test('with one byte flipped: found, or it was no part of the record', async () => {
    const record = (): string => {
      const file = inspectLedger(ledger);
      const all = [...file.entries]
        .map(({ bytes, leaf }) => Buffer.concat([bytes, leaf]).toString('hex'))
        .concat([...file.checkpoints].map((note) => Buffer.from(note).toString('hex')));
      file.close();
      return all.join();
    };
    let unbroken = '';
    let found = 0;
    await spoil(
      function* (sound) {
        unbroken = record();
        // A fixed stride that meets every kind of page at changing offsets.
        for (let at = 61; at < sound.length; at += 1021) {
          const flipped = Buffer.from(sound);
          flipped[at] = (flipped[at] ?? 0) ^ 0x10;
          yield [`byte ${at}`, flipped];
        }
      },
      (what, was) => {
        found += Number(was);
        if (!was) expect([what, record() === unbroken]).toEqual([what, true]);
      },
    );
    expect(found).toBeGreaterThan(5);
  }, 240_000);

  test.each([0, 100, 4096, 0.5])('cut to %d', async (rest) => {
    await meanwhile((db) => db.pragma('wal_checkpoint(TRUNCATE)'));
    await console.app.close();
    truncateSync(ledger, rest < 1 ? Math.floor(statSync(ledger).size * rest) : rest);
    await console.open();
    expect(['LEDGER_DAMAGED', 'LEDGER_FOREIGN']).toContain(await opening());
    expect(await codes()).not.toEqual([]);
    const [line] = await console.ada.incidents.list({});
    expect(line?.problem).toMatch(/LEDGER_(DAMAGED|FOREIGN)/);
  });

  test('gone: the incident is listed with its problem, and the others work', async () => {
    const other = await console.declare();
    await console.app.close();
    rmSync(ledger);
    await console.open();
    expect(await opening()).not.toBe('opened');
    expect(await codes()).toEqual(expect.arrayContaining(['STORE_DAMAGED', 'LEDGER_EMPTY']));
    const lines = await console.ada.incidents.list({});
    expect(lines.map(({ incident: id, problem }) => [id, problem === null])).toEqual([
      [incident, false],
      [other, true],
    ]);
    await console.ada.incident.addNote({ incident: other, text: 'works' });
    expect(existsSync(ledger)).toBe(false);
  });

  test('of another incident in its place is not taken for it', async () => {
    const other = await console.declare();
    await console.app.close();
    copyFileSync(join(console.home, 'incidents', other, 'ledger.db'), ledger);
    await console.open();
    expect(await opening()).toBe('LEDGER_FOREIGN');
    expect(await codes()).toEqual(['ORIGIN_MISMATCH']);
  });

  test('with the -wal of another database beside it is not taken for it', async () => {
    const other = await console.declare();
    await console.ada.incident.addNote({ incident: other, text: 'in the other' });
    const wal = readFileSync(join(console.home, 'incidents', other, 'ledger.db-wal'));
    await console.app.close();
    writeFileSync(`${ledger}-wal`, wal);
    await console.open();
    expect(await opening()).not.toBe('opened');
    expect(await codes()).not.toEqual([]);
  });
});

test('every connection that writes runs with synchronous FULL in WAL, and says so at once when it does not', async () => {
  await console.app.close();
  const store = sqliteLedgerStores.open(ledger);
  const size = (store.end()?.entry.index ?? 0) + 1;
  store.close();
  // A build, or a colleague, that leaves the default in place.
  const leaveDefault = vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (
    this: Database.Database,
    source,
  ) {
    if (!source.includes('=')) return Object.values(this.prepare(`PRAGMA ${source}`).get() as object)[0];
    if (source !== 'synchronous = FULL') this.exec(`PRAGMA ${source}`);
    return undefined;
  });
  try {
    const weak = sqliteLedgerStores.open(ledger);
    const [entry] = weak.read(size - 1, 1);
    const note = weak.lastCheckpoint()?.note ?? new Uint8Array();
    const commit = {
      expectedSize: size,
      entries: [{ index: size, bytes: entry?.bytes ?? note, leaf: entry?.leaf ?? note }],
      checkpoint: { size: size + 1, note },
      head: null,
    };
    expect(() => weak.commit(commit)).toThrow(/synchronous=1, FULL is required/);
    expect(weak.read(size, 1)).toEqual([]);
    weak.close();
    expect(leaveDefault).toHaveBeenCalledWith('synchronous = FULL');
  } finally {
    leaveDefault.mockRestore();
  }
  await console.open();
});
