import Database from 'better-sqlite3';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../main/adapters/clock/system-clock.ts';
import { nodeRandom } from '../../main/adapters/crypto/node-random.ts';
import { lengthenLog } from '../../main/adapters/sqlite/open-ledger.ts';
import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import { LedgerWriter } from '../../main/ledger/ledger-writer.ts';
import { toBase64, utf8 } from '../../shared/ledger/encoding.ts';
import { alice, consoleParty, crypto } from '../support/parties.ts';
import { LIVE_ORIGIN, rosterLine } from '../support/ledger-builder.ts';
import { hypercorePeer, ssbPeer } from './peers.ts';
import { spread, timedLater, type Spread } from './stopwatch.ts';

const ROUNDS = 400;
const WARM_UP = 50;
const TEXT = 'Token svc-recommender seen from a new network; two sessions open. '.repeat(4);

export interface AppendFigures {
  readonly disk: Spread;
  readonly bare: Spread;
  /** The same over a log that is as long as it gets. */
  readonly bareLong: Spread;
  readonly append: Spread;
  readonly unsynced: Spread;
  readonly hypercore: Spread;
  readonly ssb: Spread;
}

/** One of each in turn, on the same disk, so that whatever else the machine does meets all of them. */
export async function benchAppend(): Promise<AppendFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const disk = diskProbe(join(folder, 'plain'));
  const bare = bareInsert(join(folder, 'bare.db'));
  const bareLong = bareInsert(join(folder, 'bare-long.db'), lengthenLog);
  const writer = realWriter(join(folder, 'ledger.db'));
  const memory = realWriter('/dev/shm/bulkhead-bench-ledger.db');
  const hypercore = await hypercorePeer(TEXT);
  const ssb = await ssbPeer(TEXT);
  const contestants = { disk, bare, bareLong, append: writer, unsynced: memory, hypercore, ssb };
  const durations = Object.fromEntries(Object.keys(contestants).map((name): [string, number[]] => [name, []]));
  for (let i = 0; i < ROUNDS + WARM_UP; i += 1) {
    for (const [name, { once }] of Object.entries(contestants)) {
      const { wall } = await timedLater(once);
      if (i >= WARM_UP) durations[name]?.push(wall);
    }
  }
  for (const one of Object.values(contestants)) await one.close();
  rmSync(folder, { recursive: true });
  for (const end of ['', '-wal', '-shm']) rmSync(`/dev/shm/bulkhead-bench-ledger.db${end}`, { force: true });
  const of = (name: keyof typeof contestants): Spread => spread(durations[name] ?? []);
  return {
    disk: of('disk'),
    bare: of('bare'),
    bareLong: of('bareLong'),
    append: of('append'),
    unsynced: of('unsynced'),
    hypercore: of('hypercore'),
    ssb: of('ssb'),
  };
}

interface Probe {
  readonly once: () => void;
  readonly close: () => void;
}

/** The least a durable append can cost here: one page and its fdatasync, in a file that is long enough already. */
function diskProbe(path: string): Probe {
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 7);
  for (let i = 0; i < ROUNDS + WARM_UP; i += 1) writeSync(file, page);
  fdatasyncSync(file);
  let at = 0;
  return {
    once: () => {
      writeSync(file, page, 0, page.length, at);
      fdatasyncSync(file);
      at += page.length;
    },
    close: () => closeSync(file),
  };
}

/** What anyone would write: one row with an Ed25519 signature in one transaction, WAL and FULL. */
function bareInsert(path: string, prepare: (db: Database.Database) => void = () => undefined): Probe {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE entry (idx INTEGER PRIMARY KEY, body BLOB, sig BLOB) STRICT');
  prepare(db);
  const insert = db.prepare('INSERT INTO entry (body, sig) VALUES (?, ?)');
  return {
    once: () => {
      const body = utf8(JSON.stringify({ kind: 'note.added', body: { text: TEXT } }));
      insert.run(body, alice.signer.sign(body));
    },
    close: () => db.close(),
  };
}

function realWriter(path: string): Probe {
  const store = sqliteLedgerStores.create(path);
  const writer = new LedgerWriter(store, LIVE_ORIGIN, consoleParty.signer, {
    crypto,
    clock: systemClock,
    random: nodeRandom,
  });
  const console = { fingerprint: consoleParty.signer.fingerprint, publicKey: toBase64(consoleParty.signer.publicKey) };
  writer.append({
    by: 'console',
    entries: [
      {
        kind: 'ledger.opened',
        body: {
          format: 'bulkhead-ledger/1',
          type: 'incident',
          origin: LIVE_ORIGIN,
          incident: 'inc-0011223344556677',
          software: 'bench',
          console,
          roster: [rosterLine(alice)],
        },
      },
    ],
  });
  return {
    once: () => void writer.append({ by: alice.signer, entries: [{ kind: 'note.added', body: { text: TEXT } }] }),
    close: () => store.close(),
  };
}
