import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeApp } from '../../main/hosts/compose.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { findingsOf, requireSound } from '../support/fsck-home.ts';
import { passphrase } from '../support/setup-input.ts';

const code = (of: string) => ({ code: of });
const text = (i: number): string => `note ${i} ${'x'.repeat(2000)}`;

/** A file system of its own with two megabytes, where this account may mount one. */
function smallDisk(): { path: string; remove(): void } | null {
  const path = mkdtempSync(join(tmpdir(), 'bulkhead-small-'));
  const mounted =
    process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', path]).status === 0;
  if (mounted) return { path, remove: () => unmount(path) };
  rmSync(path, { recursive: true });
  return null;
}
function unmount(path: string): void {
  execFileSync('umount', [path]);
  rmSync(path, { recursive: true });
}
const disk = smallDisk();
disk?.remove();

/** Leaves nothing free, whatever the block size. */
function fill(folder: string): string {
  const file = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(file, Buffer.alloc(bavail * bsize));
  return file;
}

// Skipped where the account may not mount: there is no other way to have a full disk without filling somebody's.
describe.skipIf(disk === null)('a full disk', () => {
  async function onSmallDisk(work: (console: ConsoleHome, folder: string) => Promise<void>): Promise<void> {
    const small = smallDisk();
    if (!small) throw new Error('the disk was there a moment ago');
    const home = join(small.path, 'home');
    const console = await ConsoleHome.create({ home });
    try {
      await work(console, small.path);
      await console.app.close();
      requireSound(home);
    } finally {
      await console.app.close();
      small.remove();
    }
  }

  test('nothing is decided, nothing recorded is lost, and it goes on when there is space', async () => {
    await onSmallDisk(async (console, folder) => {
      const incident = await console.declare();
      const recorded: number[] = [];
      const filler = fill(folder);
      let refused: unknown;
      for (let i = 0; i < 400; i += 1) {
        if (refused !== undefined) break;
        await console.ada.incident.addNote({ incident, text: text(i) }).then(
          ({ recorded: index }) => recorded.push(index),
          (error: unknown) => (refused = error),
        );
      }
      expect(refused).toMatchObject(code('CANNOT_RECORD'));
      expect((await console.ada.console.view({})).recordingProblem).toMatch(/full|disk/i);
      await expect(console.ada.run.start({ incident, playbook: 'PB1' })).rejects.toMatchObject(code('CANNOT_RECORD'));
      await expect(
        console.ada.incidents.declare({
          codename: 'SECOND',
          pattern: 'LP-1',
          summary: '',
          detectedAt: console.clock.now(),
          leaked: [],
          assets: [],
          exercise: false,
        }),
      ).rejects.toMatchObject(code('CANNOT_RECORD'));
      const { rows, total } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
      expect(rows.filter(({ kind }) => kind === 'note.added').map(({ index }) => index)).toEqual(recorded);
      expect(total).toBe(rows.length);
      expect((await console.ada.incident.view({ incident })).runs).toEqual([]);

      // Looking, locking and signing in go on.
      await console.ada.session.lock({});
      await console.ada.session.unlock({ fingerprint: console.adaKey, passphrase });
      expect((await console.ada.incident.view({ incident })).ledger.recorded).toBe(total);

      rmSync(filler);
      expect((await console.ada.incident.addNote({ incident, text: 'space again' })).recorded).toBe(total);
      expect((await console.ada.console.view({})).recordingProblem).toBeNull();
      expect((await console.ada.incident.fsck({ incident })).findings).toEqual([]);
    });
  });

  test('an effect whose outcome finds no space is in doubt, not lost and not repeated', async () => {
    await onSmallDisk(async (console, folder) => {
      const revocation = await Revocation.start(console);
      const action = await revocation.arm();
      await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
      let filler = '';
      console.redis.before = ({ title }) => {
        if (title.startsWith('Read the user back') && filler === '') {
          filler = fill(folder);
        }
        return Promise.resolve();
      };
      const view = await revocation.order(action, 'apply');
      expect(view).toMatchObject({ state: 'applying', moves: ['resolveDoubt'] });
      expect(console.logged.some((line) => line.startsWith('effect-without-outcome'))).toBe(true);
      rmSync(filler);
      const effect = view.effects.at(-1)?.effect ?? '';
      await console.ada.action.resolveDoubt({
        incident: revocation.incident,
        action,
        effect,
        happened: 'yes',
        reason: 'looked',
      });
      expect((await revocation.settle(action)).state).toBe('effective');
      expect(console.redis.ran.filter((title) => title.startsWith('Switch the user off'))).toHaveLength(1);
    });
  });
});

/** Takes or gives the right to write to everything below. */
function setWritable(path: string, writable: boolean): void {
  const folder = lstatSync(path).isDirectory();
  if (folder && writable) chmodSync(path, 0o700);
  if (folder) for (const name of readdirSync(path)) setWritable(join(path, name), writable);
  chmodSync(path, folder ? (writable ? 0o700 : 0o500) : writable ? 0o600 : 0o400);
}

test('a home that becomes read-only: what was recorded stays, nothing new is claimed, and it opens when it may be written again', async () => {
  const NOBODY = 65_534;
  const home = mkdtempSync(join(tmpdir(), 'bulkhead-readonly-'));
  const root = process.geteuid?.() === 0;
  // Permissions mean nothing to root.
  if (root) chownSync(home, NOBODY, NOBODY);
  if (root) process.seteuid?.(NOBODY);
  try {
    const console = await ConsoleHome.create({ home });
    const incident = await console.declare();
    const { recorded } = await console.ada.incident.addNote({ incident, text: 'before' });
    setWritable(home, false);
    const upload = (): AsyncIterable<Uint8Array> =>
      (async function* () {
        yield new Uint8Array(10);
      })();
    await expect(console.app.stageUpload(console.session, upload())).rejects.toMatchObject(code('CANNOT_RECORD'));
    await expect(console.declare()).rejects.toMatchObject(code('CANNOT_RECORD'));
    const before = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
    await console.app.close();
    // Left as it was when it became read-only, it can be looked at; nothing can be done.
    await console.open();
    expect(await console.ada.incident.timeline({ incident, from: 0, count: 500 })).toEqual(before);
    await expect(console.ada.incident.addNote({ incident, text: 'too late' })).rejects.toMatchObject(
      code('CANNOT_RECORD'),
    );
    expect((await console.ada.console.view({})).recordingProblem).not.toBeNull();
    await console.app.close();
    setWritable(home, true);
    await console.reopen();
    await console.app.close();
    // Put away properly and then read-only, as on a copy: a ledger in WAL mode does not open without its side files.
    setWritable(home, false);
    await expect(composeApp({ home, host: 'cli', kdfLogN: 10 })).rejects.toMatchObject(code('CANNOT_RECORD'));
    setWritable(home, true);
    await console.open();
    expect(await console.ada.incident.timeline({ incident, from: 0, count: 500 })).toEqual(before);
    expect(before.rows.at(-1)?.index).toBe(recorded);
    await console.app.close();
    expect(findingsOf(home)).toEqual([]);
  } finally {
    if (root) process.seteuid?.(0);
    rmSync(home, { recursive: true, force: true });
  }
});

describe('a second console on the same home', () => {
  test('is refused, in this process and in another, until the first has ended', async () => {
    const console = await ConsoleHome.create();
    await expect(composeApp({ home: console.home, host: 'loopback', kdfLogN: 10 })).rejects.toMatchObject(
      code('HOME_BUSY'),
    );
    const other = () =>
      spawnSync(
        process.execPath,
        [
          join(import.meta.dirname, '../../main/hosts/cli/entry.ts'),
          'incidents',
          '--home',
          console.home,
          '--operator',
          console.adaKey,
          '--passphrase-file',
          join(console.home, 'words'),
        ],
        { encoding: 'utf8' },
      );
    writeFileSync(join(console.home, 'words'), passphrase);
    expect(other()).toMatchObject({ status: 1, stderr: expect.stringContaining('HOME_BUSY') as string });
    await console.declare();
    await console.app.close();
    expect(other()).toMatchObject({ status: 0, stdout: expect.stringContaining('QUIET HARBOUR') as string });
    expect(existsSync(join(console.home, 'lock.db'))).toBe(true);
    await console.open();
    await console.remove();
  });
});
