// `npm test`: everything that has to hold, in one go. Later stages run even when an earlier one failed, because a tired person
// wants the whole list at once; the last line is the sum and nothing follows it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Counts, filesToAskAgain, type StageReport, together } from './asked-again.ts';

interface Stage {
  readonly name: string;
  readonly script: string;
  /** A stage that counts its tests leaves the counts in a file; any other counts only when it fails, as one failure. */
  readonly counts?: true;
}

// The build comes before the tests: those that start a host or load a worker take the built one.
const stages: readonly Stage[] = [
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'build', script: 'build' },
  { name: 'architecture, unit and integration tests', script: 'test:unit', counts: true },
  { name: 'end-to-end tests', script: 'e2e', counts: true },
  { name: 'package', script: 'pack:check' },
];

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-test-'));
const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
const broken: string[] = [];
const unsteady: string[] = [];

try {
  for (const stage of stages) {
    const began = performance.now();
    console.log(`\n=== ${stage.name} (npm run ${stage.script})`);
    const counts = run(stage);
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
    if (counts.failed > 0) broken.push(stage.name);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`=== ${stage.name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (unsteady.length > 0)
  console.log(
    `\nHeld only when asked again (docs/decisions/0022), each of them a thing to look into:\n${unsteady.join('\n')}`,
  );
console.log(broken.length === 0 ? '\nEverything holds.' : `\nFailed: ${broken.join('; ')}.`);
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);

function run(stage: Stage): Counts {
  const first = ask(stage, []);
  const files = filesToAskAgain(first);
  if (files.length === 0) return first;
  console.log(`\n=== ${stage.name}: once more, alone: ${files.join(' ')}`);
  const both = together(first, ask(stage, files));
  unsteady.push(...both.unsteady);
  return both;
}

function ask({ script, counts }: Stage, files: readonly string[]): StageReport {
  const file = join(scratch, `${script.replace(':', '-')}-${files.length}.json`);
  const env = counts === true ? { ...process.env, BULKHEAD_COUNTS_FILE: file } : process.env;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['run', '--silent', script, ...(files.length > 0 ? ['--', ...files] : [])], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const counted: StageReport = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as StageReport)
    : { passed: 0, failed: 0, skipped: 0 };
  // A run that died before it could count, or that failed for another reason than a test, must not pass unnoticed.
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  // Nor may a run that found nothing to test.
  if (counts === true && status === 0 && counted.passed === 0) counted.failed += 1;
  return counted;
}
