import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionId, CredentialId, IncidentId, RunId } from '../../../shared/domain/ids.ts';
import { composeApp } from '../../../main/hosts/compose.ts';
import type { App } from '../../../main/app/app.ts';
import { startEstate, type Estate, type Member } from '../../../main/hosts/cli/demo/estate.ts';
import { bringPeople, type People } from '../../../main/hosts/cli/demo/people.ts';
import { missingForCaRig } from '../../../main/hosts/cli/demo/rig/ca-rig.ts';
import { missingForRedisRig } from '../../../main/hosts/cli/demo/rig/redis-rig.ts';
import { missingForSshRig } from '../../../main/hosts/cli/demo/rig/ssh-rig.ts';
import { armAction, fireAction, look, settle, type Theatre } from '../../../main/hosts/cli/demo/revoke.ts';

const missing = [...missingForCaRig(), ...missingForSshRig(), ...missingForRedisRig()];

// The whole way through the core, on real servers, in the mode that runs commands and in the mode that prints them.
describe.skipIf(missing.length > 0).each(['exec', 'card'] as const)('revocation in %s mode', (mode) => {
  let dir: string;
  let app: App;
  let estate: Estate;
  let people: People;
  let theatre: Theatre;
  const armed = new Map<string, ActionId>();
  const member = (template: string): Member => estate.members.find((one) => one.template === template) as Member;
  const move = (event: string, choice = '', detail = ''): Promise<unknown> =>
    people.ada.run.advance({ incident: theatre.incident, run: theatre.run, event, choice, detail });

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'bulkhead-real-'));
    estate = await startEstate(join(dir, 'estate'), mode);
    app = await composeApp({ home: join(dir, 'home'), host: 'cli', kdfLogN: 10 });
    people = await bringPeople(app, () => Promise.resolve());
    const { now } = await people.ada.console.view({});
    const { incident } = await people.ada.incidents.declare({
      codename: 'Test Harbour',
      pattern: 'LP-9',
      summary: '',
      detectedAt: now,
      leaked: [],
      assets: [],
      exercise: false,
    });
    const { run } = await people.ada.run.start({ incident: incident as IncidentId, playbook: 'PB1' });
    theatre = { people, incident: incident as IncidentId, run: run as RunId, say: () => undefined };
    await move('KEY_SUSPECTED', '', 'test');
    for (const one of estate.members) {
      const { template, label, canMint, issues, consumers } = one;
      await people.ada.incident.addCredential({
        incident: theatre.incident,
        credential: { template, label, canMint, issues, consumers },
      });
      const { credentials } = await people.ada.incident.view({ incident: theatre.incident });
      one.credential = credentials.find((line) => line.label === label)?.id as CredentialId;
    }
    await move('INVENTORY_DONE');
    await move('BLAST_ASSESSED', 'consumers-known');
    await move('STRATEGY_CHOSEN', 'revoke-now', 'test');
    await move('EVIDENCE_HELD', 'skipped', 'test');
  }, 240_000);

  afterAll(async () => {
    await app.close();
    await estate.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  test('dry runs pass and two people arm every action', async () => {
    for (const one of estate.members) armed.set(one.template, await armAction(theatre, one));
    const { actions } = await people.ada.incident.view({ incident: theatre.incident });
    expect(actions.map((action) => [action.template, action.state])).toEqual([
      ['K11', 'armed'],
      ['K12', 'armed'],
      ['K18', 'armed'],
    ]);
  }, 240_000);

  test('the order of waves cannot be walked around', async () => {
    const order = (template: string): Promise<unknown> =>
      people.ada.action.order({
        incident: theatre.incident,
        action: armed.get(template) as ActionId,
        purpose: 'apply',
      });
    await expect(order('K11')).rejects.toMatchObject({ code: 'WAVE_NOT_OPEN' });
    await expect(move('FIRE')).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    await move('ALL_ARMED');
    await move('FIRE');
    await expect(order('K18')).rejects.toMatchObject({ code: 'WAVE_NOT_OPEN' });
    await expect(move('WAVE_DONE')).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  });

  test.each(['K11', 'K12', 'K18'])(
    '%s is proven cut, and the session from before is gone',
    async (template) => {
      expect(await member(template).held.alive()).toBe(true);
      await fireAction(theatre, member(template), armed.get(template) as ActionId);
      expect(await member(template).held.alive()).toBe(false);
      const view = await look(people.ada, theatre.incident, armed.get(template) as ActionId);
      expect(view.proof).toMatchObject({
        mustFail: { verdict: 'blocked' },
        mustWork: { verdict: 'passed' },
        residual: { verdict: 'none' },
      });
      expect(view.effects.every((effect) => effect.mode === mode)).toBe(true);
      // What ran here is on record by its full path; what a person ran elsewhere is not claimed.
      const programs = view.effects.flatMap(({ reading }) =>
        (reading?.facts ?? []).filter((f) => f.name === 'programs'),
      );
      expect(programs.length > 0).toBe(mode === 'exec');
      for (const { value } of programs) expect(value).toMatch(/^\/\S+(?:, \/\S+)*$/);
      await move('WAVE_DONE');
    },
    60_000,
  );

  test.each(['K12', 'K18'])(
    '%s is undone with an approval of its own',
    async (template) => {
      const { incident } = theatre;
      const action = armed.get(template) as ActionId;
      await expect(people.ada.action.order({ incident, action, purpose: 'undo' })).rejects.toMatchObject({
        code: 'STEP_NOT_POSSIBLE',
      });
      await people.ada.action.submit({ incident, action, purpose: 'undo' });
      const { gate } = await look(people.ada, incident, action);
      await people.ben.gate.decide({
        incident,
        action,
        approvalHash: gate?.approvalHash ?? '',
        decision: 'approve',
        note: '',
      });
      await people.ada.action.order({ incident, action, purpose: 'undo' });
      expect((await settle(people.ada, incident, action, ['undone', 'undoFailed'])).state).toBe('undone');
    },
    60_000,
  );

  test('an irreversible action offers no undo', async () => {
    const action = armed.get('K11') as ActionId;
    expect((await look(people.ada, theatre.incident, action)).moves).not.toContain('submitUndo');
    await expect(
      people.ada.action.submit({ incident: theatre.incident, action, purpose: 'undo' }),
    ).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  });

  test('the stored bytes verify, and no secret is among them', async () => {
    expect(await people.ada.incident.fsck({ incident: theatre.incident })).toMatchObject({
      verified: true,
      // Two people set this up, and the reader is told so.
      findings: [{ code: 'QUORUM_BY_ONE', severity: 'warning' }],
    });
    const { rows } = await people.ada.incident.timeline({ incident: theatre.incident, from: 0, count: 500 });
    const details = await Promise.all(
      rows.map(({ index }) => people.ada.incident.entry({ incident: theatre.incident, index })),
    );
    const { readFile } = await import('node:fs/promises');
    for (const field of ['userPassword', 'adminPassword', 'controlPassword', 'newPassword']) {
      const secret = (await readFile(member('K18').rig.params[field] ?? '', 'utf8')).trim();
      expect(details.filter(({ canonical }) => canonical.includes(secret))).toEqual([]);
    }
  });
});
