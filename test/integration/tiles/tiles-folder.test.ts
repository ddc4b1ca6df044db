import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeBundlePlaces } from '../../../main/adapters/files/bundle-places.ts';
import { writeTiles } from '../../../main/handoff/write-tiles.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { LedgerBuilder } from '../../support/ledger-builder.ts';
import { alice, crypto } from '../../support/parties.ts';
import { runProgram } from '../../support/run-program.ts';
import { root } from '../../support/source-tree.ts';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-tiles-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const places = nodeBundlePlaces('', crypto.hash);
const python = (folder: string) =>
  runProgram('python3', [resolve(root, 'test/support/tiles_check.py'), folder], folder);
const log = (): string => join(scratch, 'log');
const names = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

function ledgerOf(size: number): LedgerBuilder {
  const ledger = new LedgerBuilder();
  for (let i = 1; i < size; i += 1) ledger.append(alice, { kind: 'note.added', body: { text: `Büro ${i}` } });
  return ledger.seal({ lines: [alice] });
}
const write = async (ledger: LedgerBuilder) => writeTiles({ ledger, folder: await places.grow(log(), ''), crypto });

test('a folder of 300 entries holds what another program makes of the same entries, and grows', async () => {
  const first = await write(ledgerOf(300));
  expect(await python(log())).toEqual({ code: 0, output: `${first.origin} 300 ${first.root}\n` });
  const times = new Map(names(log()).map((path) => [path, statSync(join(log(), path)).mtimeMs]));
  const second = await write(ledgerOf(300).note(alice, 'one more'));
  expect(second).toMatchObject({ size: 301, added: 2, kept: 3 });
  for (const [path, time] of times) if (path !== 'checkpoint') expect(statSync(join(log(), path)).mtimeMs).toBe(time);
  expect(await python(log())).toEqual({ code: 0, output: `${second.origin} 301 ${second.root}\n` });
  expect(names(log())).toEqual([
    'checkpoint',
    'tile/0/000',
    'tile/0/001.p/44',
    'tile/0/001.p/45',
    'tile/1/000.p/1',
    'tile/entries/000',
    'tile/entries/001.p/44',
    'tile/entries/001.p/45',
  ]);
});

test('the other program finds a changed entry, a changed tile and a missing file', async () => {
  await write(ledgerOf(300));
  for (const path of ['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1', 'checkpoint']) {
    const whole = readFileSync(join(log(), path));
    const bytes = Uint8Array.from(whole);
    const at = path === 'checkpoint' ? whole.indexOf('\n300\n') + 8 : 20;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(log(), path), bytes);
    expect({ path, code: (await python(log())).code }).toEqual({ path, code: 1 });
    writeFileSync(join(log(), path), whole);
  }
  rmSync(join(log(), 'tile/0/001.p/44'));
  expect((await python(log())).output).toBe('missing: tile/0/001.p/44\n');
});

test('what a killed run left half written is in nobody’s way', async () => {
  mkdirSync(join(log(), '.incomplete-abcdef'), { recursive: true });
  writeFileSync(join(log(), '.incomplete-abcdef/1'), 'half');
  await write(ledgerOf(3));
  expect(readdirSync(log()).toSorted()).toEqual(['.incomplete-abcdef', 'checkpoint', 'tile']);
});

test.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)(
  'a folder that cannot be written says so',
  async () => {
    mkdirSync(log());
    chmodSync(log(), 0o500);
    await expect(write(ledgerOf(3))).rejects.toMatchObject({ code: 'CANNOT_RECORD' });
    chmodSync(log(), 0o700);
  },
);

test('a file in the way is not overwritten, whatever its size', async () => {
  mkdirSync(join(log(), 'tile/entries/000.p'), { recursive: true });
  for (const text of ['x', 'x'.repeat(100_000)]) {
    writeFileSync(join(log(), 'tile/entries/000.p/3'), text);
    await expect(write(ledgerOf(3))).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
    expect(readFileSync(join(log(), 'tile/entries/000.p/3'), 'utf8')).toBe(text);
  }
  expect(readdirSync(log())).toEqual(['tile']);
});

test('a console exports an incident, and keeps the copy in step', async () => {
  const console = await ConsoleHome.create();
  try {
    const incident = await console.declare();
    const exported = () => console.ada.handoff.exportTiles({ incident, directory: log() });
    const first = await exported();
    expect(await python(log())).toEqual({ code: 0, output: `${first.origin} ${first.size} ${first.root}\n` });
    // The copy is not an entry of what it copies, so it can be in step.
    expect(await exported()).toMatchObject({ size: first.size, added: 0, kept: first.added });
    await console.ada.incident.addNote({ incident, text: 'weights seen on a mirror' });
    const second = await exported();
    expect(second.size).toBe(first.size + 1);
    expect(await python(log())).toEqual({ code: 0, output: `${second.origin} ${second.size} ${second.root}\n` });
    const checkpoint = readFileSync(join(log(), 'checkpoint'), 'utf8');
    expect(checkpoint).toBe((await console.ada.incident.checkpoint({ incident })).note);

    const other = await console.declare();
    await expect(console.ada.handoff.exportTiles({ incident: other, directory: log() })).rejects.toMatchObject({
      code: 'DESTINATION_EXISTS',
    });
    expect((await console.ada.handoff.exportTiles({ incident: other })).path).toBe(
      join(console.home, 'exports', `${other}-tiles`),
    );
    await console.ada.session.lock({});
    await expect(exported()).rejects.toMatchObject({ code: 'LOCKED' });
  } finally {
    await console.remove();
  }
});
