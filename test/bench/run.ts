// `npm run bench`: the figures of docs/BENCHMARKS.md, side by side in one run. It asserts nothing: machines differ.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchAppend } from './append.ts';
import { makeLongIncident } from './long-incident.ts';
import { benchStart } from './start.ts';
import { ms, times } from './stopwatch.ts';
import { benchVerify } from './verify.ts';

const ENTRIES = 100_000;
const root = join(import.meta.dirname, '../..');
const wanted = new Set(process.argv.slice(2));
const asked = (name: string): boolean => wanted.size === 0 || wanted.has(name);
const rows: string[] = [];
const row = (what: string, measured: string, beside: string, bar: string): void =>
  void rows.push(`| ${what} | ${measured} | ${beside} | ${bar} |`);

if (asked('append')) {
  const { disk, bare, append, unsynced } = benchAppend();
  const bar = 1.3 * disk.p50 + 0.15;
  row('the disk: one 4 KiB page and its fdatasync', `p50 ${ms(disk.p50)} ms, p99 ${ms(disk.p99)} ms`, '1', '');
  row(
    'better-sqlite3 alone: one row, one signature, FULL',
    `p50 ${ms(bare.p50)} ms, p99 ${ms(bare.p99)} ms`,
    `${times(bare.p50 / disk.p50)} the disk`,
    '',
  );
  row(
    'durable signed append of one entry',
    `p50 ${ms(append.p50)} ms, p99 ${ms(append.p99)} ms`,
    `${times(append.p50 / disk.p50)} the disk, ${times(append.p50 / bare.p50)} better-sqlite3 alone`,
    `${ms(bar)} ms: ${append.p50 <= bar ? 'met' : 'missed'}`,
  );
  row('the same on a file system in memory (all but the disk)', `p50 ${ms(unsynced.p50)} ms`, '', '');
}

if (asked('verify')) {
  for (const perTransaction of [50, 1]) {
    const { entries, wall, cpu } = benchVerify(perTransaction);
    const million = (cpu * (1_000_000 / entries)) / 1000;
    const rate = `${Math.round(entries / (wall / 1000))} entries/s (${Math.round(entries / (cpu / 1000))} per second of processor)`;
    row(
      `verify ${entries} entries, ${perTransaction} to a transaction`,
      `${ms(wall)} ms, ${rate}`,
      `${million.toFixed(0)} s of one processor for a million`,
      `3 s on two: ${million <= 6 ? 'met' : 'missed'}`,
    );
  }
}

if (asked('open')) {
  const home = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const { incident, adaKey } = await makeLongIncident(home, ENTRIES);
  interface Opened {
    readonly entries: number;
    readonly view: number;
    readonly cpu: number;
    readonly page: number;
    readonly again: number;
    readonly rssMb: number;
  }
  const opened = Array.from(
    { length: 5 },
    () =>
      JSON.parse(
        execFileSync(process.execPath, [join(import.meta.dirname, 'open-incident.ts'), home, incident, adaKey], {
          encoding: 'utf8',
        }),
      ) as Opened,
  );
  const middle = opened.toSorted((a, b) => a.view - b.view)[2];
  if (middle) {
    row(
      `open an incident of ${middle.entries} entries to a built view`,
      `${ms(middle.view)} ms (${ms(middle.cpu)} ms of processor)`,
      `${Math.round(middle.rssMb)} MB in use`,
      `1000 ms: ${middle.view <= 1000 ? 'met' : 'missed'} (drawing not included)`,
    );
    row('its last 200 lines of the timeline', `${ms(middle.page)} ms`, '', '');
    row('its view once more', `${ms(middle.again)} ms`, '', '');
  }
  rmSync(home, { recursive: true, force: true });
}

if (asked('start')) {
  const built = join(root, 'dist/main/loopback.js');
  if (existsSync(built)) {
    const { address, view } = await benchStart(built, 7);
    row('loopback console: process start to its address', `p50 ${ms(address.p50)} ms`, '', '');
    row('loopback console: process start to the first answered view', `p50 ${ms(view.p50)} ms`, '', '');
  } else row('loopback console: process start to the first answered view', 'not built: npm run build', '', '');
}

const [cpu] = cpus();
console.log(
  `Node ${process.version}, Linux ${release()}, ${cpus().length} x ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB; load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}\n`,
);
console.log('| what | measured | beside | bar |');
console.log('|---|---|---|---|');
for (const line of rows) console.log(line);
