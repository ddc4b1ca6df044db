import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeldSession, Rig } from '../../main/hosts/cli/demo/rig/rig.ts';
import { missingForSshRig, startSshRig } from '../../main/hosts/cli/demo/rig/ssh-rig.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import type { ActionView } from '../../shared/view/action-view.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { crashed, ranBefore, type Known } from '../support/crash-console.ts';
import { findingsOf } from '../support/fsck-home.ts';
import { missingForJwksRig, startJwksRig } from '../support/rigs/jwks-rig.ts';
import { missingForMariadbRig, startMariadbRig } from '../support/rigs/mariadb-rig.ts';
import { missingForPostgresRig, startPostgresRig } from '../support/rigs/postgres-rig.ts';
import { missingForRegistryRig, startRegistryRig } from '../support/rigs/registry-rig.ts';
import { sameAfterReopen } from '../support/same-after-reopen.ts';
import { WatchedRunner } from '../support/watched-runner.ts';

interface Case {
  readonly template: string;
  /** The command that changes the world. */
  readonly change: string;
  readonly missing: readonly string[];
  readonly start: (dir: string) => Promise<Rig>;
}

const cases: readonly Case[] = [
  {
    template: 'K13',
    change: 'Take the user out of the password file',
    missing: missingForRegistryRig(),
    start: startRegistryRig,
  },
  {
    template: 'K16',
    change: 'Take login and password from the role',
    missing: missingForPostgresRig(),
    start: startPostgresRig,
  },
  {
    template: 'K17',
    change: 'Lock the user at every host pattern',
    missing: missingForMariadbRig(),
    start: startMariadbRig,
  },
  {
    template: 'K12',
    change: 'Put the new list into place, only if it still admits the control certificate',
    missing: missingForSshRig(),
    start: startSshRig,
  },
  {
    template: 'K15',
    // The new key set is in place already: whoever keeps the old one still takes it, and half of a change is not taken for the whole.
    change: 'Have the verifier read the key set again',
    missing: missingForJwksRig(),
    // The verifier that keeps the key set is told to read it again.
    start: async (dir) => {
      const rig = await startJwksRig(dir);
      const told = { verifierPidFile: join(dir, 'verifier1.pid'), verifierSignal: 'HUP' };
      return { ...rig, params: { ...rig.params, ...told } };
    },
  },
];

describe.each(cases)(
  '$template, console killed between started and outcome',
  ({ template, change, missing, start }) => {
    if (missing.length > 0) console.warn(`crash matrix of ${template} skipped: ${missing.join('; ')}`);
    let dir: string;
    let rigDir: string;
    let rig: Rig;
    let held: HeldSession;
    let opened: ConsoleHome;
    let runner: WatchedRunner;

    beforeEach(async () => {
      dir = mkdtempSync(join(tmpdir(), 'bulkhead-crash-'));
      if (missing.length > 0) return;
      // Beside the console: servers with a user of their own have to reach their folder.
      rigDir = mkdtempSync(join(tmpdir(), 'bulkhead-rig-'));
      rig = await start(rigDir);
      held = await rig.holdSession();
    }, 240_000);
    afterEach(async () => {
      if (missing.length > 0) return;
      held.end();
      await opened.app.close();
      await rig.stop();
      rmSync(rigDir, { recursive: true, force: true });
      rmSync(dir, { recursive: true, force: true });
    });

    /** Kills the console right before or right after the change, and comes back to what it left. */
    async function comeBack(point: 'before' | 'after'): Promise<{ revocation: Revocation; known: Known }> {
      const params = Object.entries(rig.params).map(([name, value]) => ({ name, value }));
      const at = { playbook: 'PB1', mode: 'exec', order: 'apply', step: 'apply', point, title: change } as const;
      const known = await crashed(dir, { template, params, ...at });
      expect(findingsOf(join(dir, 'console'))).toEqual([]);
      runner = new WatchedRunner();
      opened = await ConsoleHome.resume(join(dir, 'console'), known, { runner });
      return { revocation: Revocation.resume(opened, known.incident, known.run), known };
    }

    /** In doubt, nothing is repeated, nothing may be ordered; then a person says that they do not know. */
    async function standsInDoubt(revocation: Revocation, { incident, action }: Known): Promise<void> {
      const found = await revocation.look(action);
      expect(found).toMatchObject({ state: 'applying', moves: ['resolveDoubt'] });
      const open = found.effects.at(-1);
      expect(open).toMatchObject({ step: 'apply', status: 'in-doubt' });
      for (const purpose of ['apply', 'reprobe', 'undo'] as const)
        await expect(opened.ada.action.order({ incident, action, purpose })).rejects.toMatchObject({
          code: 'EFFECT_IN_DOUBT',
        });
      await opened.app.tick();
      await opened.ada.action.resolveDoubt({
        incident,
        action,
        effect: open?.effect ?? '',
        happened: 'unknown',
        reason: 'the console died',
      });
      expect((await revocation.look(action)).state).toBe('unknown');
      expect(runner.ran).toEqual([]);
    }

    const timesChanged = (): number => [...ranBefore(dir), ...runner.ran].filter((title) => title === change).length;

    async function endsWell(incident: IncidentId): Promise<void> {
      await sameAfterReopen(opened, incident, { leftovers: true });
      expect(filesWith(join(dir, 'console'), secretsIn(rig))).toEqual([]);
    }

    test.skipIf(missing.length > 0)(
      'after the change: the real system says that it is in force, and it is not done again',
      async () => {
        const { revocation, known } = await comeBack('after');
        await standsInDoubt(revocation, known);
        expect(await held.alive()).toBe(true);
        const proven = await revocation.order(known.action, 'reprobe');
        expect(proven.state).toBe('effective');
        expect(verdicts(proven)).toEqual(['blocked', 'passed', 'none']);
        expect(await held.alive()).toBe(false);
        expect(timesChanged()).toBe(1);
        await endsWell(known.incident);
      },
      120_000,
    );

    test.skipIf(missing.length > 0)(
      'before the change: the real system says that nothing happened; a person orders it, and it is done once',
      async () => {
        const { revocation, known } = await comeBack('before');
        await standsInDoubt(revocation, known);
        const probed = await revocation.order(known.action, 'reprobe');
        expect(probed.state).toBe('unknown');
        expect(verdicts(probed).slice(0, 2)).toEqual(['passed', 'passed']);
        expect(await held.alive()).toBe(true);
        expect(timesChanged()).toBe(0);
        const applied = await revocation.order(known.action, 'apply');
        expect(applied.state).toBe('effective');
        expect(await held.alive()).toBe(false);
        expect(timesChanged()).toBe(1);
        await endsWell(known.incident);
      },
      120_000,
    );
  },
);

function verdicts({ proof }: ActionView): readonly (string | undefined)[] {
  return [proof.mustFail?.verdict, proof.mustWork?.verdict, proof.residual?.verdict];
}

function secretsIn(rig: Rig): readonly string[] {
  return Object.values(rig.params)
    .filter((value) => value.endsWith('.pass'))
    .map((path) => readFileSync(path, 'utf8').trim());
}

/** Files of the home in which one of the secrets can be read: ledgers, vault, everything. */
function filesWith(home: string, secrets: readonly string[]): readonly string[] {
  const files = readdirSync(home, { recursive: true })
    .map((name) => join(home, String(name)))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(3);
  return files.filter((path) => {
    const bytes = readFileSync(path);
    return secrets.some((secret) => bytes.includes(secret));
  });
}
