import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/domain/instant.ts';
import type { ActionId } from '../../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

let console: ConsoleHome;

beforeEach(async () => {
  console = await ConsoleHome.create();
});
afterEach(() => console.remove());

const code = (of: string) => ({ code: of });

describe.each(['exec', 'card'] as const)('one credential in %s mode', (mode) => {
  /** Armed, and its wave open: the next order fires. */
  async function ready(): Promise<{ revocation: Revocation; action: ActionId }> {
    const revocation = await Revocation.start(console);
    const action = await revocation.arm(3, mode);
    await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
    return { revocation, action };
  }
  const states = (...list: string[]): string[] => list;

  test('more sessions than a round ends are counted, named as far as they fit, and gone in the end', async () => {
    const { revocation, action } = await ready();
    console.redis.sessions = Array.from({ length: 250 }, (_, i) => String(100 + i));
    const view = await revocation.order(action, 'apply');
    expect(view.state).toBe('effective');
    const reading = view.effects.find(({ step }) => step === 'residual')?.reading;
    expect(reading?.sessions).toHaveLength(40);
    expect(reading?.facts).toContainEqual({ name: 'sessions in all', value: '250' });
  });

  test('is applied, proven and closed after three checks', async () => {
    const { revocation, action } = await ready();
    console.redis.sessions = ['41', '42'];
    const view = await revocation.order(action, 'apply');
    expect(view.state).toBe('effective');
    expect(view.effects.map(({ step }) => step)).toEqual(
      states('collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'killSessions', 'residual'),
    );
    expect(view.proof).toMatchObject({
      mustFail: { verdict: 'blocked' },
      mustWork: { verdict: 'passed' },
      residual: { verdict: 'none' },
    });
    await revocation.moves(['WAVE_DONE'], ['SWEEP_DONE']);
    for (const minutes of [15, 45, 23 * 60]) {
      await expect(revocation.moves(['CHECK_CLEAN'])).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
      console.clock.advance(minutes * MINUTE);
      await revocation.moves(['CHECK_CLEAN']);
    }
    expect((await revocation.view()).runs[0]).toMatchObject({ current: 'closed', closed: true });
    await sameAfterReopen(console, revocation.incident);
  });

  test('a refused dry run cannot be submitted', async () => {
    console.redis.openToAll = true;
    const revocation = await Revocation.start(console);
    const action = await revocation.draft(3, mode);
    await console.ada.action.dryRun({ incident: revocation.incident, action });
    expect((await revocation.settle(action)).state).toBe('dryRunRefused');
    expect((await revocation.view()).waiting).toContainEqual(
      expect.objectContaining({ title: 'Dry run refused: K18 wave 3', action }),
    );
    await expect(
      console.ada.action.submit({ incident: revocation.incident, action, purpose: 'apply' }),
    ).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await sameAfterReopen(console, revocation.incident);
  });

  test('breaking what must work is put back, and an approval is used up by it', async () => {
    const { revocation, action } = await ready();
    console.redis.applying = 'control';
    const view = await revocation.order(action, 'apply');
    expect(view.state).toBe('compensated');
    expect(view.effects.slice(2).map(({ step }) => step)).toEqual(
      states('apply', 'mustFail', 'mustWork', 'undo', 'mustWork'),
    );
    expect(view.gate).toBeNull();
    await expect(
      console.ada.action.order({ incident: revocation.incident, action, purpose: 'apply' }),
    ).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await sameAfterReopen(console, revocation.incident);
  });

  test('a session that keeps coming back is not "none": after three rounds a person has to look', async () => {
    const { revocation, action } = await ready();
    Object.assign(console.redis, { sessions: ['41'], killing: 'nothing' });
    const view = await revocation.order(action, 'apply');
    expect(view.state).toBe('unknown');
    expect(view.effects.filter(({ step }) => step === 'killSessions')).toHaveLength(3);
    await expect(revocation.moves(['WAVE_DONE'])).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    console.redis.killing = 'works';
    expect((await revocation.order(action, 'reprobe')).state).toBe('effective');
    await sameAfterReopen(console, revocation.incident);
  });

  test.each(['Switch the user off', 'Log in as the compromised', 'Ping as the control', 'List the connections'])(
    'no answer to "%s" proves nothing until it is probed again',
    async (silent) => {
      const { revocation, action } = await ready();
      console.redis.silent = silent;
      expect((await revocation.order(action, 'apply')).state).toBe('unknown');
      console.redis.silent = false;
      console.redis.on = false;
      const view = await revocation.order(action, 'reprobe');
      expect(view.state).toBe('effective');
      expect(view.effects.filter(({ step }) => step === 'apply')).toHaveLength(1);
      await sameAfterReopen(console, revocation.incident);
    },
  );

  test('a probe that had to be tried again says what it found before', async () => {
    const { revocation, action } = await ready();
    console.redis.silent = 'Log in as the compromised';
    const { state, effects } = await revocation.order(action, 'apply');
    const tried = effects.find(({ step }) => step === 'mustFail')?.reading?.facts;
    expect(state).toBe('unknown');
    // By hand there are no tries behind one's back: each is a step of its own.
    const told = mode === 'exec' ? [{ name: 'earlier tries', value: 'unclear, unclear, unclear' }] : [];
    expect(tried).toEqual(told);
    await sameAfterReopen(console, revocation.incident);
  });

  test('a credential that still works after "success" is not cut', async () => {
    const { revocation, action } = await ready();
    console.redis.applying = 'nothing';
    expect((await revocation.order(action, 'apply')).state).toBe('unknown');
    await sameAfterReopen(console, revocation.incident);
  });

  test('undo needs an approval of its own, and a failed one leaves nothing proven', async () => {
    const { revocation, action } = await ready();
    const { incident } = revocation;
    expect((await revocation.order(action, 'apply')).state).toBe('effective');
    await expect(console.ada.action.order({ incident, action, purpose: 'undo' })).rejects.toMatchObject(
      code('STEP_NOT_POSSIBLE'),
    );
    await console.ada.action.submit({ incident, action, purpose: 'undo' });
    await expect(console.ada.action.order({ incident, action, purpose: 'undo' })).rejects.toMatchObject(
      code('STEP_NOT_POSSIBLE'),
    );
    await console.ben.gate.decide({
      incident,
      action,
      approvalHash: await revocation.hash(action),
      decision: 'approve',
      note: '',
    });
    console.redis.undoing = 'refused';
    expect((await revocation.order(action, 'undo')).state).toBe('undoFailed');
    await console.ada.action.submit({ incident, action, purpose: 'undo' });
    await console.ben.gate.decide({
      incident,
      action,
      approvalHash: await revocation.hash(action),
      decision: 'reject',
      note: 'look first',
    });
    expect((await revocation.look(action)).state).toBe('unknown');
    console.redis.undoing = 'works';
    await revocation.approve(action, 'undo');
    expect((await revocation.order(action, 'undo')).state).toBe('undone');
    await sameAfterReopen(console, incident);
  });
});

describe('who may let an action pass', () => {
  test('not the one who asked, not an outsider, not for another hash, not too late', async () => {
    const revocation = await Revocation.start(console);
    const { incident } = revocation;
    const outsider = await console.enrol({ name: 'Olga Observer', roles: ['observer'] }, 'olga has a passphrase');
    const olga = console.client();
    await olga.session.unlock({ fingerprint: outsider, passphrase: 'olga has a passphrase' });
    const action = await revocation.draft();
    await console.ada.action.dryRun({ incident, action });
    await revocation.settle(action);
    await console.ada.action.submit({ incident, action, purpose: 'apply' });
    const approvalHash = await revocation.hash(action);
    const decide = (client: typeof olga, hash: string, decision: 'approve' | 'reject' = 'approve', note = '') =>
      client.gate.decide({ incident, action, approvalHash: hash, decision, note });
    await expect(decide(console.ada, approvalHash)).rejects.toMatchObject(code('APPROVAL_SAME_PERSON'));
    await expect(decide(olga, approvalHash)).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await expect(decide(console.ben, 'f'.repeat(64))).rejects.toMatchObject(code('APPROVAL_MISMATCH'));
    await expect(decide(console.ben, approvalHash, 'reject')).rejects.toMatchObject(code('BAD_INPUT'));
    console.clock.advance(15 * MINUTE);
    await expect(decide(console.ben, approvalHash)).rejects.toMatchObject(code('APPROVAL_EXPIRED'));
    // What cannot be signed any more is not offered, and what helps is named.
    const expired = await revocation.look(action);
    expect(expired.moves).not.toContain('approve');
    expect(expired.blockedBy).toContain('Dry run and submit again');
    await expect(console.ada.action.submit({ incident, action, purpose: 'apply' })).rejects.toMatchObject(
      code('DRY_RUN_EXPIRED'),
    );
    await console.ada.action.dryRun({ incident, action });
    await revocation.settle(action);
    await revocation.approve(action, 'apply');
    await revocation.moves(['ALL_ARMED']);
    console.clock.advance(15 * MINUTE);
    // An open wave is the attacker's alarm: none opens for what nobody could order now.
    await expect(revocation.moves(['FIRE'])).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await console.ada.action.dryRun({ incident, action });
    await revocation.settle(action);
    await revocation.approve(action, 'apply');
    await revocation.moves(['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
    console.clock.advance(15 * MINUTE);
    await expect(console.ada.action.order({ incident, action, purpose: 'apply' })).rejects.toMatchObject(
      code('APPROVAL_EXPIRED'),
    );
    expect((await revocation.look(action)).moves).not.toContain('execute');
    expect(console.redis.ran).not.toContain('Switch the user off and drop its passwords');
    await sameAfterReopen(console, incident);
  });

  test('another dry run gives another hash, and the approval of the first is void', async () => {
    const revocation = await Revocation.start(console);
    const action = await revocation.arm();
    const first = await revocation.hash(action);
    await console.ada.action.dryRun({ incident: revocation.incident, action });
    expect((await revocation.settle(action)).gate).toBeNull();
    await console.ada.action.submit({ incident: revocation.incident, action, purpose: 'apply' });
    expect(await revocation.hash(action)).not.toBe(first);
    await expect(
      console.ben.gate.decide({
        incident: revocation.incident,
        action,
        approvalHash: first,
        decision: 'approve',
        note: '',
      }),
    ).rejects.toMatchObject(code('APPROVAL_MISMATCH'));
    await sameAfterReopen(console, revocation.incident);
  });
});

describe('order', () => {
  test('waves fire one after the other, whatever one asks for', async () => {
    const revocation = await Revocation.start(console, [1, 2, 3]);
    const { incident } = revocation;
    const actions = { 1: await revocation.arm(1), 2: await revocation.arm(2), 3: await revocation.arm(3) };
    const order = (wave: 1 | 2 | 3) => console.ada.action.order({ incident, action: actions[wave], purpose: 'apply' });
    await expect(order(1)).rejects.toMatchObject(code('WAVE_NOT_OPEN'));
    await expect(revocation.moves(['FIRE'])).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await revocation.moves(['ALL_ARMED'], ['FIRE']);
    for (const wave of [1, 2, 3] as const) {
      if (wave < 3) await expect(order((wave + 1) as 2 | 3)).rejects.toMatchObject(code('WAVE_NOT_OPEN'));
      await expect(revocation.moves(['WAVE_DONE'])).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
      console.redis.on = true;
      expect((await revocation.order(actions[wave], 'apply')).state).toBe('effective');
      await revocation.moves(['WAVE_DONE']);
    }
    await sameAfterReopen(console, incident);
  });

  test('"stop and repair" closes the waves: an armed action does not fire any more', async () => {
    const revocation = await Revocation.start(console, [1]);
    const action = await revocation.arm(1);
    await revocation.moves(['ALL_ARMED'], ['FIRE'], ['ROLL_BACK', '', 'the shop is down']);
    await expect(
      console.ada.action.order({ incident: revocation.incident, action, purpose: 'apply' }),
    ).rejects.toMatchObject(code('WAVE_NOT_OPEN'));
    await sameAfterReopen(console, revocation.incident);
  });

  test('a minter that turns up in the last wave holds it up', async () => {
    const revocation = await Revocation.start(console);
    const { incident } = revocation;
    const action = await revocation.arm();
    await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
    expect((await revocation.order(action, 'apply')).state).toBe('effective');
    await console.ada.incident.addCredential({
      incident,
      credential: { label: 'late', template: 'K18', canMint: true, issues: false, consumers: '' },
    });
    await expect(revocation.moves(['WAVE_DONE'])).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await sameAfterReopen(console, incident);
  });

  test('nobody decides on an old picture', async () => {
    const revocation = await Revocation.start(console);
    const { incident } = revocation;
    const action = await revocation.draft();
    const { revision } = await revocation.look(action);
    const [run] = (await revocation.view()).runs;
    await console.ben.action.withdraw({ incident, action, reason: 'not this one' });
    await expect(console.ada.action.dryRun({ incident, action, revision })).rejects.toMatchObject(
      code('INCIDENT_MOVED'),
    );
    await revocation.moves(['CREDENTIAL_FOUND']);
    await expect(
      console.ada.run.advance({
        incident,
        run: revocation.run,
        event: 'INVENTORY_DONE',
        choice: '',
        detail: '',
        revision: run?.revision ?? -1,
      }),
    ).rejects.toMatchObject(code('INCIDENT_MOVED'));
    await sameAfterReopen(console, incident);
  });

  test('two people who paste the same output at once record it once', async () => {
    const revocation = await Revocation.start(console);
    const { incident } = revocation;
    const action = await revocation.arm(3, 'card');
    await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
    await console.ada.action.order({ incident, action, purpose: 'apply' });
    for (let i = 0; i < 4; i += 1) {
      const open = (await revocation.look(action)).effects.find(({ status }) => status === 'waiting');
      const outputs = open?.commands.map((command) => console.redis.answer(command)) ?? [];
      const paste = (client: typeof console.ada) =>
        client.action.supplyOutput({ incident, action, effect: open?.effect ?? '', outputs });
      const both = await Promise.allSettled([paste(console.ada), paste(console.ben)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject(code('EFFECT_UNKNOWN'));
    }
    expect((await revocation.look(action)).state).toBe('effective');
    await sameAfterReopen(console, incident);
  });
});
