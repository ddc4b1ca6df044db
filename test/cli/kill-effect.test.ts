import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ActionId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { sameAfterReopen } from '../support/same-after-reopen.ts';
import { findingsOf } from '../support/fsck-home.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bulkhead-kill-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Known {
  readonly adaKey: string;
  readonly benKey: string;
  readonly incident: IncidentId;
  readonly run: RunId;
  readonly action: ActionId;
}

/** Lets a console order an action and kills it the moment the named command runs. Answers what it had performed by then. */
async function killDuring(title: string): Promise<{ known: Known; performed: string[] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/effect-driver.ts'), home, title], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('performing')) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  expect(said).toBe('performing\n');
  return {
    known: JSON.parse(readFileSync(join(home, 'known.json'), 'utf8')) as Known,
    performed: readFileSync(join(home, 'performed.txt'), 'utf8').trim().split('\n'),
  };
}

test.each([
  ['Switch the user off and drop its passwords', 'apply', 'applying', 'no', 'armed'],
  ['Switch the user off and drop its passwords', 'apply', 'applying', 'unknown', 'unknown'],
  ['Ping as the control user', 'mustWork', 'probing', 'no', 'unknown'],
] as const)(
  'killed during "%s": %s is in doubt, stays %s, is not repeated; told "%s" it is %s',
  async (title, step, state, happened, then) => {
    const { known, performed } = await killDuring(title);
    expect(findingsOf(home)).toEqual([]);
    const console = await ConsoleHome.resume(home, known);
    const revocation = Revocation.resume(console, known.incident, known.run);
    const action = await revocation.look(known.action);
    expect(action).toMatchObject({ state, moves: ['resolveDoubt'] });
    const open = action.effects.at(-1);
    expect(open).toMatchObject({ step, status: 'in-doubt' });
    expect((await revocation.view()).waiting[0]).toMatchObject({ kind: 'doubt', action: known.action });

    for (const purpose of ['apply', 'reprobe'] as const) {
      await expect(
        console.ada.action.order({ incident: known.incident, action: known.action, purpose }),
      ).rejects.toMatchObject({ code: 'EFFECT_IN_DOUBT' });
    }
    await expect(revocation.moves(['WAVE_DONE'])).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    await console.app.tick();
    expect(console.redis.ran).toEqual([]);
    expect(performed.filter((one) => one === title)).toHaveLength(1);

    await console.ada.action.resolveDoubt({
      incident: known.incident,
      action: known.action,
      effect: open?.effect ?? '',
      happened,
      reason: 'looked at the server',
    });
    expect((await revocation.look(known.action)).state).toBe(then);
    expect(console.redis.ran).toEqual([]);
    await sameAfterReopen(console, known.incident, { leftovers: true });
    await console.app.close();
  },
);

test('"it did happen" goes on with the proof, not with the deed', async () => {
  const { known } = await killDuring('Switch the user off and drop its passwords');
  const console = await ConsoleHome.resume(home, known);
  console.redis.on = false;
  const revocation = Revocation.resume(console, known.incident, known.run);
  const effect = (await revocation.look(known.action)).effects.at(-1)?.effect ?? '';
  await console.ada.action.resolveDoubt({
    incident: known.incident,
    action: known.action,
    effect,
    happened: 'yes',
    reason: 'ACL LIST shows it off',
  });
  expect((await revocation.settle(known.action)).state).toBe('effective');
  expect(console.redis.ran).not.toContain('Switch the user off and drop its passwords');
  await sameAfterReopen(console, known.incident, { leftovers: true });
  await console.app.close();
});
