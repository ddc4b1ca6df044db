// `npm run bench`: the figures of docs/BENCHMARKS.md, side by side in one run. It asserts nothing: machines differ.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { benchAppend } from './append.ts';
import { benchBundle } from './bundle.ts';
import { makeLongIncident } from './long-incident.ts';
import { benchScreen } from './screen.ts';
import { benchStart } from './start.ts';
import { ms, times } from './stopwatch.ts';
import { verifyHypercore, verifySsb } from './peers.ts';
import { benchVerify } from './verify.ts';

const ENTRIES = 100_000;
const MILLION = 1_000_000;
const root = join(import.meta.dirname, '../..');
const wanted = new Set(process.argv.slice(2));
const asked = (name: string): boolean => wanted.size === 0 || wanted.has(name);
const row = (what: string, measured: string, beside: string, bar: string): void =>
  console.log(`| ${what} | ${measured} | ${beside} | ${bar} |`);

const [processor] = cpus();
console.log(
  `Node ${process.version}, Linux ${release()}, ${cpus().length} x ${processor?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB; load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}\n`,
);
console.log('| what | measured | beside | bar |');
console.log('|---|---|---|---|');

if (asked('append')) {
  const { disk, bare, bareLong, append, unsynced, hypercore, ssb } = await benchAppend();
  const bar = 1.3 * disk.p50 + 0.15;
  row('the disk: one 4 KiB page and its fdatasync', `p50 ${ms(disk.p50)} ms, p99 ${ms(disk.p99)} ms`, '1', '');
  row(
    'better-sqlite3 alone: one row, one signature, FULL',
    `p50 ${ms(bare.p50)} ms, p99 ${ms(bare.p99)} ms`,
    `${times(bare.p50 / disk.p50)} the disk`,
    '',
  );
  row(
    'the same, its log made as long as it gets',
    `p50 ${ms(bareLong.p50)} ms, p99 ${ms(bareLong.p99)} ms`,
    `${times(bareLong.p50 / disk.p50)} the disk`,
    '',
  );
  row(
    'durable signed append of one entry',
    `p50 ${ms(append.p50)} ms, p99 ${ms(append.p99)} ms`,
    `${times(append.p50 / disk.p50)} the disk, ${times(append.p50 / bare.p50)} and ${times(append.p50 / bareLong.p50)} better-sqlite3 alone`,
    `${ms(bar)} ms: ${append.p50 <= bar ? 'met' : 'missed'}`,
  );
  row(
    'hypercore: one block (no synchronisation to an append)',
    `p50 ${ms(hypercore.p50)} ms, p99 ${ms(hypercore.p99)} ms`,
    `ours takes ${times(append.p50 / hypercore.p50)} as long, and is on the disk`,
    '',
  );
  row('ssb-validate: one message made and signed, in memory', `p50 ${ms(ssb.p50)} ms, p99 ${ms(ssb.p99)} ms`, '', '');
  row('ours on a file system in memory (all but the disk)', `p50 ${ms(unsynced.p50)} ms`, '', '');
}

/** Whoever is beside us verifies as many entries as take a few seconds; what counts is the time for one. */
const PEER_ENTRIES = 10_000;
const noteText = (at: number): string => `line ${at} of a busy night, as long as notes are`;

if (asked('verify') || asked('million')) {
  const [hypercore, ssb] = [await verifyHypercore(PEER_ENTRIES, noteText), await verifySsb(PEER_ENTRIES, noteText)];
  const rate = ({ entries, wall }: { entries: number; wall: number }): number => entries / (wall / 1000);
  const micros = ({ entries, cpu }: { entries: number; cpu: number }): string =>
    `${((cpu * 1000) / entries).toFixed(1)} us of processor an entry`;
  row('hypercore: blocks replicated and checked', `${Math.round(rate(hypercore))}/s`, micros(hypercore), '');
  row('ssb-validate: messages checked, in memory', `${Math.round(rate(ssb))}/s`, micros(ssb), '');
  const cases = [
    ...(asked('verify')
      ? ([
          [ENTRIES, 1],
          [ENTRIES, 50],
        ] as const)
      : []),
    ...(asked('million')
      ? ([
          [MILLION, 50],
          [MILLION, 1000],
        ] as const)
      : []),
  ];
  for (const [entries, perTransaction] of cases) {
    const { alone, threads } = benchVerify(entries, perTransaction);
    const million = (threads.wall * (MILLION / entries)) / 1000;
    row(
      `verify ${entries} entries, ${perTransaction} to a transaction, from the file`,
      `${ms(threads.wall)} ms, ${Math.round(rate(threads))} entries/s, ${Math.round(threads.peakMb)} MB; in one thread ${ms(alone.wall)} ms, ${Math.round(alone.peakMb)} MB`,
      `${micros(threads)}, ${micros(alone)} in one thread; ${times(rate(threads) / rate(hypercore))} hypercore, ${times(rate(threads) / rate(ssb))} ssb`,
      `a million in 3 s on two processors, 300 MB: ${million <= 3 && threads.peakMb <= 300 ? 'met' : 'missed'}`,
    );
  }
}

for (const size of [...(asked('open') ? [ENTRIES] : []), ...(asked('million') ? [MILLION] : [])]) {
  const home = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const { incident, adaKey } = await makeLongIncident(home, size);
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

if (asked('bundle')) {
  const { taken, exported, verified, copied, hashed } = await benchBundle(2 ** 30);
  const speed = (copied + 2 * hashed) / (exported + verified);
  row('1 GiB of evidence: copied and synchronised', `${ms(copied)} ms`, '', '');
  row('1 GiB of evidence: `sha256sum` of the copy', `${ms(hashed)} ms`, '', '');
  row('1 GiB of evidence: taken in by path', `${ms(taken)} ms`, '', '');
  row(
    '1 GiB of evidence: exported in a bundle, then the bundle verified',
    `${ms(exported)} ms, ${ms(verified)} ms`,
    `${times((copied + hashed) / exported)} as fast as a copy and sha256sum, ${times(hashed / verified)} as fast as sha256sum`,
    `both at 0.8 of them: ${speed >= 0.8 ? 'met' : 'missed'} (${speed.toFixed(2)})`,
  );
}

if (asked('screen')) {
  const built = join(root, 'dist/main/loopback.js');
  const browser = process.env['BULKHEAD_CHROMIUM'] ?? '/usr/bin/chromium';
  if (existsSync(built) && existsSync(browser)) {
    const [short, long] = [await benchScreen(built, browser, 100), await benchScreen(built, browser, ENTRIES)];
    row('in a browser: from the passphrase to the list, one incident of 100 entries', `${ms(short.listed)} ms`, '', '');
    const opening = long.listed - short.listed + long.drawn;
    row(
      `the same with ${ENTRIES} entries, which are opened for it`,
      `${ms(long.listed)} ms`,
      `then ${ms(long.drawn)} ms from the click to the drawn screen`,
      `opened and drawn in 1000 ms: ${opening <= 1000 ? 'met' : 'missed'} (${ms(opening)} ms)`,
    );
    const { count, p50, p99, longest } = long.frames;
    row(
      `scrolling its timeline, ${count} frames`,
      `p50 ${ms(p50)} ms, p99 ${ms(p99)} ms, longest ${ms(longest)} ms`,
      `${ms(short.frames.longest)} ms the longest with 100 entries`,
      `no frame over 50 ms: ${longest <= 50 ? 'met' : 'missed'}`,
    );
  } else row('in a browser', 'not built, or no browser', '', '');
}

if (asked('start')) {
  const built = join(root, 'dist/main/loopback.js');
  if (existsSync(built)) {
    const { address, view } = await benchStart(built, 7);
    row('loopback console: process start to its address', `p50 ${ms(address.p50)} ms`, '', '');
    row('loopback console: process start to the first answered view', `p50 ${ms(view.p50)} ms`, '', '');
  } else row('loopback console: process start to the first answered view', 'not built: npm run build', '', '');
}
