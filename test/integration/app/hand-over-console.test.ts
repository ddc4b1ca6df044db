import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sqliteLedgerStores } from '../../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import type { LedgerStore } from '../../../main/ports/ledger-store.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { findingsOf } from '../../support/fsck-home.ts';
import { runProgram } from '../../support/run-program.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

const code = (of: string) => ({ code: of });
const reason = 'a copy of the home was found elsewhere';

/** How many more commits the disk takes. */
const disk = { takes: Infinity };
const onThisDisk = (store: LedgerStore): LedgerStore =>
  new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const bound = value.bind(target) as (...args: unknown[]) => unknown;
      if (name !== 'commit') return bound;
      return (commit: unknown) => (disk.takes-- > 0 ? bound(commit) : fail('CANNOT_RECORD', 'the disk is full'));
    },
  });
const stores = {
  ...sqliteLedgerStores,
  open: (path: string) => onThisDisk(sqliteLedgerStores.open(path)),
  create: (path: string) => onThisDisk(sqliteLedgerStores.create(path)),
};

let console: ConsoleHome;
let first: IncidentId;
let other: IncidentId;
let old: string;
beforeEach(async () => {
  disk.takes = Infinity;
  console = await ConsoleHome.create({ stores });
  first = await console.declare();
  other = await console.declare();
  old = (await key())?.fingerprint ?? '';
});
afterEach(async () => {
  disk.takes = Infinity;
  await console.remove();
});

const key = async () => (await console.ada.console.view({})).consoleKey;
const together = async <T>(act: () => Promise<T>): Promise<T> => {
  await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
  try {
    return await act();
  } finally {
    await console.ada.session.giveBack({});
  }
};
const replace = () => together(() => console.ada.operators.replaceConsoleKey({ reason }));
const finish = () => together(() => console.ada.operators.finishHandOver({}));

/** Every ledger holds by itself, under its own console key and under that of the journal. */
const sound = async (): Promise<void> => {
  for (const incident of [first, other]) expect((await console.ada.incident.fsck({ incident })).findings).toEqual([]);
};

describe('a new key for the console', () => {
  test('takes two people, and every ledger goes on under it', async () => {
    await expect(console.ada.operators.replaceConsoleKey({ reason })).rejects.toMatchObject(
      code('APPROVAL_SAME_PERSON'),
    );
    const { fingerprint, missed } = await replace();
    expect(missed).toEqual([]);
    expect(await key()).toMatchObject({ fingerprint, former: [old], behind: [] });
    await console.ada.incident.addNote({ incident: first, text: 'with the new key' });
    const { rows } = await console.ada.incident.timeline({ incident: first, from: 0, count: 100 });
    expect(rows.slice(-3).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['console.rotated', 'Ada Commander'],
      ['console.rotation-confirmed', 'Ben Custodian'],
      ['note.added', 'Ada Commander'],
    ]);
    await sound();
    await sameAfterReopen(console, first);
    const later = await console.declare();
    await replace();
    expect((await key())?.former).toEqual([old, fingerprint]);
    await sameAfterReopen(console, later);
    await sameAfterReopen(console, first);
  });

  test('a bundle of it verifies with either fingerprint, here and by its own program', async () => {
    const { fingerprint } = await replace();
    const { path } = await console.ada.handoff.export({ incident: first, recipient: 'Counsel', purpose: 'test' });
    for (const consoleFingerprint of [old, fingerprint])
      expect((await console.ada.handoff.verify({ path, consoleFingerprint })).findings).toEqual([]);
    expect((await console.ada.handoff.verify({ path, consoleFingerprint: 'f'.repeat(64) })).verified).toBe(false);
    for (const print of [old, fingerprint])
      expect(await runProgram('python3', [join(path, 'verify.py'), '--console', print], path)).toMatchObject({
        code: 0,
      });
    expect(readdirSync(join(path, 'trust/consoles'))).toEqual([`${old}.pem`]);
  });

  test('an entry from before shows whose key signed it, and its proof names that key', async () => {
    const { fingerprint } = await replace();
    const before = await console.ada.incident.entry({ incident: first, index: 1 });
    expect(JSON.stringify(before)).toContain(`"key":"${old}","valid":true`);
    const { recorded } = await console.ada.incident.addNote({ incident: first, text: 'after' });
    const after = await console.ada.incident.entry({ incident: first, index: recorded });
    expect(JSON.stringify(after)).toContain(`"key":"${fingerprint}","valid":true`);
    const logs = await Promise.all(
      [1, recorded].map(async (index) => (await console.ada.incident.proof({ incident: first, index })).log),
    );
    expect(new Set(logs).size).toBe(2);
  });
});

describe('cut off', () => {
  // Journal begun, journal confirmed, then the same for each of two incidents: every place between the commits.
  test.each([1, 2, 3, 4, 5])(
    'after %i of 6 commits, repeating finishes it and no ledger is left unsound',
    async (commits) => {
      await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
      disk.takes = commits;
      const answer = await console.ada.operators.replaceConsoleKey({ reason }).catch((error: unknown) => error);
      disk.takes = Infinity;
      // The process ends here; another one opens the same home.
      await console.reopen();
      expect(findingsOf(console.home).filter((line) => !line.includes('TRUST_MISMATCH'))).toEqual([]);
      await sound().catch((error: unknown) => expect(JSON.stringify(error)).toContain('CONSOLE_KEY_FORMER'));
      await console.ada.incident.addNote({ incident: first, text: 'work goes on meanwhile' });
      await console.ada.incident.addNote({ incident: other, text: 'here too' });
      const journalHasIt = commits >= 2;
      expect((await key())?.former).toEqual(journalHasIt ? [old] : []);
      if (journalHasIt) {
        expect(answer).toMatchObject({
          missed: expect.arrayContaining([expect.objectContaining({ incident: other })]) as unknown,
        });
        expect((await key())?.behind.length).toBeGreaterThan(0);
        expect(await finish()).toMatchObject({ missed: [] });
      } else {
        expect(await replace()).toMatchObject({ missed: [] });
      }
      expect(await key()).toMatchObject({ former: [old], behind: [] });
      await sound();
      await sameAfterReopen(console, first);
      await sameAfterReopen(console, other);
    },
  );

  test('an incident whose ledger is away is named, and finished when it is back', async () => {
    const path = join(console.home, 'incidents', first, 'ledger.db');
    await console.reopen();
    renameSync(path, `${path}.away`);
    expect((await replace()).missed).toMatchObject([{ incident: first }]);
    expect((await key())?.behind).toEqual(['QUIET HARBOUR']);
    renameSync(`${path}.away`, path);
    const report = await console.ada.incident.fsck({ incident: first });
    expect(report).toMatchObject({ verified: true, findings: [{ code: 'CONSOLE_KEY_FORMER', severity: 'warning' }] });
    expect((await finish()).missed).toEqual([]);
    await sound();
  });
});
