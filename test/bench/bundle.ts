import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../main/adapters/clock/system-clock.ts';
import { ConsoleHome } from '../support/console-home.ts';
import { spread, timed, timedLater } from './stopwatch.ts';

const PIECE = 1 << 24;
const ROUNDS = 3;

/** Milliseconds, the middle of three rounds in turns. `copied` is a copy with its synchronisation; `hashed` is sha256sum of one file. */
export interface BundleTimes {
  readonly taken: number;
  readonly exported: number;
  readonly verified: number;
  readonly copied: number;
  readonly hashed: number;
}

/** One file of `bytes` random bytes: taken in as evidence, exported in a bundle, the bundle verified; beside coreutils. */
export async function benchBundle(bytes: number): Promise<BundleTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const source = join(folder, 'weights.safetensors');
  write(source, bytes);
  const console = await ConsoleHome.create({ home: join(folder, 'home'), clock: systemClock });
  const rounds = {
    taken: [] as number[],
    exported: [] as number[],
    verified: [] as number[],
    copied: [] as number[],
    hashed: [] as number[],
  };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const copy = join(folder, `copy-${round}`);
      rounds.copied.push(
        timed(() => {
          copyFileSync(source, copy);
          execFileSync('sync', [copy]);
        }),
      );
      rounds.hashed.push(timed(() => execFileSync('sha256sum', [copy])));
      rmSync(copy);
      // An incident of its own each time: a file that is in the vault already is not taken in again.
      const incident = await console.declare();
      const directory = join(folder, `out-${round}`);
      mkdirSync(directory);
      const origin = {
        name: 'weights.safetensors',
        source: 'registry-01',
        method: 'copy of the read-only mount',
        mediaType: 'application/octet-stream',
      };
      rounds.taken.push(
        (await timedLater(() => console.ada.evidence.collect({ incident, path: source, ...origin }))).wall,
      );
      let path = '';
      rounds.exported.push(
        (
          await timedLater(async () => {
            const request = { incident, recipient: 'Counsel', purpose: 'measuring', directory };
            ({ path } = await console.ada.handoff.export(request));
          })
        ).wall,
      );
      rounds.verified.push(
        (
          await timedLater(async () => {
            const { verified } = await console.ada.handoff.verify({ path });
            if (!verified) throw new Error('the bench made a bundle that does not verify');
          })
        ).wall,
      );
      rmSync(directory, { recursive: true });
    }
  } finally {
    await console.app.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const middle = (name: keyof typeof rounds): number => spread(rounds[name]).p50;
  return {
    taken: middle('taken'),
    exported: middle('exported'),
    verified: middle('verified'),
    copied: middle('copied'),
    hashed: middle('hashed'),
  };
}

function write(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  for (let left = bytes; left > 0; left -= PIECE) writeSync(file, randomBytes(Math.min(PIECE, left)));
  closeSync(file);
}
