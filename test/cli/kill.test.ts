import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncidentId } from '../../shared/domain/ids.ts';
import { ConsoleHome } from '../support/console-home.ts';
import { fsckFile } from '../support/fsck-home.ts';
import { passphrase } from '../support/setup-input.ts';

/** `npm run soak` asks for many more; a kill takes about two seconds, most of it the start of the next process. */
const ROUNDS = Number(process.env['BULKHEAD_SOAK_ROUNDS'] ?? 8);
const entry = join(import.meta.dirname, '../../main/hosts/cli/entry.ts');

let home: string;
let passphraseFile: string;
let incident: IncidentId;
let adaKey: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bulkhead-kill-'));
  passphraseFile = join(home, 'passphrase');
  writeFileSync(passphraseFile, passphrase);
  const console = await ConsoleHome.create({ home });
  incident = await console.declare();
  adaKey = console.adaKey;
  await console.app.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Feeds notes to `bulkhead note --stdin` without end and kills it once `lines` were acknowledged and `delay` ms have passed. */
function noteAndKill(round: number, lines: number, delay: number): Promise<Map<number, string>> {
  const acknowledged = new Map<number, string>();
  const texts = (i: number): string => `round ${round} line ${i}`;
  return new Promise((resolve, reject) => {
    const args = [
      'note',
      '--home',
      home,
      '--operator',
      adaKey,
      '--passphrase-file',
      passphraseFile,
      '--incident',
      incident,
      '--stdin',
    ];
    const child = spawn(process.execPath, [entry, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    let sent = 0;
    let read = 0;
    let rest = '';
    let dying = false;
    child.stdin.on('error', () => {});
    const feed = (): void => {
      for (; sent < read + 5; sent += 1) if (!dying) child.stdin.write(`${texts(sent)}\n`);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      const whole = `${rest}${chunk.toString()}`.split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) {
        const index = /^recorded (\d+)$/.exec(line)?.[1];
        if (index === undefined) return reject(new Error(`unexpected: ${line}`));
        acknowledged.set(Number(index), texts(read++));
      }
      feed();
      if (read < lines || dying) return;
      dying = true;
      setTimeout(() => child.kill('SIGKILL'), delay);
    });
    child.on('error', reject);
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve(acknowledged) : reject(new Error('it ended by itself')),
    );
    feed();
  });
}

test(
  `killed ${ROUNDS} times in the middle of writing: what was acknowledged is there, in its place, and the ledger verifies`,
  async () => {
    const all = new Map<number, string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      // Different moments of a write: at once after an acknowledgement, and some way into the next.
      for (const [index, text] of await noteAndKill(round, 3 + (round % 20), (round % 4) * 0.7)) all.set(index, text);
      const report = fsckFile(join(home, 'incidents', incident, 'ledger.db'));
      expect(report.findings).toEqual([]);
      for (const [index, text] of all) {
        expect(JSON.parse(new TextDecoder().decode(report.bytes[index]))).toMatchObject({
          index,
          kind: 'note.added',
          body: { text },
        });
      }
    }
    expect(all.size).toBeGreaterThanOrEqual(ROUNDS * 3);
  },
  120_000 + ROUNDS * 10_000,
);
