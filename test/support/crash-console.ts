import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode, StepName } from '../../shared/domain/action.ts';
import type { ActionId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Aim } from './console-home.ts';

/** Where the console of `crash-driver.ts` is brought, and where in it it dies. */
export interface CrashAim extends Aim {
  readonly playbook: 'PB1' | 'PB4';
  readonly mode: Mode;
  /** The last order given; the step comes up under it. */
  readonly order: 'dryRun' | 'apply' | 'undo' | 'renew';
  readonly step: StepName;
  /** Before the first command of the step or after its last, unless one is named. */
  readonly point: 'before' | 'after';
  readonly title?: string;
  /** A secret file that is overwritten once everything is signed, so that the control probe breaks. */
  readonly spoilt?: string;
}

/** What the driver told before it died. */
export interface Known {
  readonly adaKey: string;
  readonly benKey: string;
  readonly incident: IncidentId;
  readonly run: RunId;
  readonly action: ActionId;
  readonly now: Instant;
}

/** Runs the driver and kills it where it stands still; the console it leaves lies in `dir/console`. */
export async function crashed(dir: string, aim: CrashAim): Promise<Known> {
  writeFileSync(join(dir, 'aim.json'), JSON.stringify(aim));
  const driver = join(import.meta.dirname, 'crash-driver.ts');
  const child = spawn(process.execPath, [driver, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let heard = '';
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
    if (heard.includes('here')) child.kill('SIGKILL');
  });
  child.on('error', reject);
  child.on('close', () => resolve());
  await promise;
  if (heard !== 'here\n') throw new Error(`the console did not die where it should: ${heard}`);
  return JSON.parse(readFileSync(join(dir, 'known.json'), 'utf8')) as Known;
}

/** Titles of the commands that had ended when it died. */
export function ranBefore(dir: string): readonly string[] {
  const file = join(dir, 'ran.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
