import Database from 'better-sqlite3';
import { join } from 'node:path';
import { systemClock } from '../../main/adapters/clock/system-clock.ts';
import { nodeCrypto } from '../../main/adapters/crypto/node-crypto.ts';
import { nodeRandom } from '../../main/adapters/crypto/node-random.ts';
import { NodeHomeFiles } from '../../main/adapters/files/home-files.ts';
import { Keyring } from '../../main/keys/keyring.ts';
import type { Signer } from '../../main/ports/crypto.ts';
import { LedgerWriter } from '../../main/ledger/ledger-writer.ts';
import type { Commit, LedgerStore, StoredCheckpoint, StoredEnd, StoredEntry } from '../../main/ports/ledger-store.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import { ConsoleHome } from '../support/console-home.ts';
import { passphrase } from '../support/setup-input.ts';

const PER_TRANSACTION = 20;

/** Sets a home up and fills one incident with signed notes, as the product would, minus the waiting for the disk. */
export async function makeLongIncident(
  home: string,
  entries: number,
): Promise<{ incident: IncidentId; adaKey: string }> {
  const console = await ConsoleHome.create({ home, clock: systemClock });
  const incident = await console.declare();
  await console.app.close();
  const crypto = nodeCrypto(10);
  const keyring = new Keyring({
    files: new NodeHomeFiles(home, nodeRandom),
    crypto,
    random: nodeRandom,
    wrapper: null,
    monotonicMs: () => 0,
  });
  const keys = await keyring.unlock(console.adaKey, passphrase);
  const store = new BulkStore(join(home, 'incidents', incident, 'ledger.db'));
  const origin = new TextDecoder().decode(store.lastCheckpoint()?.note).split('\n')[0] ?? '';
  const writer = new LedgerWriter(store, origin, keys.consoles[0] as Signer, {
    crypto,
    clock: systemClock,
    random: nodeRandom,
  });
  while (writer.size < entries) {
    const count = Math.min(PER_TRANSACTION, entries - writer.size);
    writer.append({
      by: keys.operator,
      entries: Array.from({ length: count }, (_, i) => ({
        kind: 'note.added',
        body: { text: `line ${writer.size + i} of a busy night, as long as notes are` },
      })),
    });
  }
  store.close();
  return { incident, adaKey: console.adaKey };
}

/** Everything in one transaction of the database: nothing here is worth keeping. */
class BulkStore implements LedgerStore {
  readonly #db: Database.Database;

  constructor(path: string) {
    this.#db = new Database(path);
    this.#db.exec('BEGIN');
  }

  commit({ entries, checkpoint, head }: Commit): void {
    const insert = this.#db.prepare('INSERT INTO entry (idx, leaf, body) VALUES (?, ?, ?)');
    for (const entry of entries) insert.run(entry.index, entry.leaf, entry.bytes);
    this.#db.prepare('INSERT INTO checkpoint (size, note) VALUES (?, ?)').run(checkpoint.size, checkpoint.note);
    if (head)
      this.#db
        .prepare(
          'INSERT INTO head (id, size, subtrees) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET size = excluded.size, subtrees = excluded.subtrees',
        )
        .run(head.size, Buffer.concat(head.subtrees));
  }

  close(): void {
    this.#db.exec('COMMIT');
    this.#db.close();
  }

  head() {
    return {
      size: (this.#db.prepare('SELECT coalesce(max(idx) + 1, 0) AS size FROM entry').get() as { size: number }).size,
      subtrees: [],
    };
  }

  end(): StoredEnd | null {
    const entry = this.read(this.head().size - 1, 1)[0];
    return entry ? { entry, checkpoint: this.lastCheckpoint() } : null;
  }

  read(from: number, count: number): readonly StoredEntry[] {
    const rows = this.#db
      .prepare('SELECT idx, leaf, body FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?')
      .all(from, count) as { idx: number; leaf: Buffer; body: Buffer }[];
    return rows.map(({ idx, leaf, body }) => ({ index: idx, leaf, bytes: body }));
  }

  entries(): readonly StoredEntry[] {
    return this.read(0, 1_000_000);
  }

  bodies(): readonly StoredEntry[] {
    return this.entries();
  }

  checkpoints(): readonly StoredCheckpoint[] {
    return [];
  }

  checkpointOver(): null {
    return null;
  }

  lastCheckpoint(): StoredCheckpoint | null {
    return (
      (this.#db.prepare('SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1').get() as
        | StoredCheckpoint
        | undefined) ?? null
    );
  }
}
