import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sqliteLedgerStores } from '../../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import type { LedgerStore } from '../../../main/ports/ledger-store.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { ConsoleHome, Revocation, type Client } from '../../support/console-home.ts';
import { apartFromPairs, findingsOf } from '../../support/fsck-home.ts';
import { runProgram } from '../../support/run-program.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

const code = (of: string) => ({ code: of });
const words = 'another four words here';

let console: ConsoleHome;
let cara: Client;
let caraKey: string;

/** How many more commits the disk takes. */
const refuse = { from: Infinity };
const stores = {
  ...sqliteLedgerStores,
  open: (path: string) => onFullDisk(sqliteLedgerStores.open(path)),
  create: (path: string) => onFullDisk(sqliteLedgerStores.create(path)),
};
function onFullDisk(store: LedgerStore): LedgerStore {
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      const bound = value.bind(target) as (...args: unknown[]) => unknown;
      if (name !== 'commit') return bound;
      return (commit: unknown) => (refuse.from-- > 0 ? bound(commit) : fail('CANNOT_RECORD', 'the disk is full'));
    },
  });
}

beforeEach(async () => {
  refuse.from = Infinity;
  console = await ConsoleHome.create({ stores });
  caraKey = await console.enrol({ name: 'Cara Custodian', roles: ['key-custodian'] });
  cara = console.client();
  await cara.session.unlock({ fingerprint: caraKey, passphrase });
});
afterEach(async () => {
  await console.app.close();
  const findings = findingsOf(console.home);
  await console.remove();
  if (findings.length > 0) throw new Error(findings.join('\n'));
});

const operators = async () => (await console.ada.console.view({})).operators;
const operator = async (fingerprint: string) => (await operators()).find((one) => one.fingerprint === fingerprint);
const second = (who: Client, fingerprint: string) => who.session.takeSecond({ fingerprint, passphrase });

describe('roles', () => {
  test('another person who is commander or management changes them, and what they allow changes with them', async () => {
    const { incident, run } = await Revocation.start(console);
    const advance = { incident, run, event: 'ALL_ARMED', choice: '', detail: '' };
    await expect(cara.operators.setRoles({ fingerprint: console.benKey, roles: ['observer'] })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await expect(
      console.ada.operators.setRoles({ fingerprint: console.adaKey, roles: ['observer'] }),
    ).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    expect(await console.ada.operators.setRoles({ fingerprint: caraKey, roles: ['observer'] })).toEqual({
      fingerprint: caraKey,
      missed: [],
    });
    expect((await operator(caraKey))?.roles).toEqual(['observer']);
    expect(
      (await console.ada.incident.view({ incident })).people.find(({ fingerprint }) => fingerprint === caraKey)?.roles,
    ).toEqual(['observer']);
    await expect(cara.run.advance(advance)).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await sameAfterReopen(console, incident);
  });

  test('the same roles again are nothing to record', async () => {
    const incident = await console.declare();
    const before = (await console.ada.incident.view({ incident })).ledger.recorded;
    await console.ada.operators.setRoles({ fingerprint: caraKey, roles: ['key-custodian'] });
    expect((await console.ada.incident.view({ incident })).ledger.recorded).toBe(before);
  });
});

describe('revoking a key', () => {
  test('takes two others, and ends it everywhere at once', async () => {
    const incident = await console.declare();
    await expect(console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' })).rejects.toMatchObject(
      code('APPROVAL_SAME_PERSON'),
    );
    await second(console.ada, caraKey);
    await expect(console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await second(console.ada, console.benKey);
    expect(await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' })).toEqual({
      fingerprint: caraKey,
      missed: [],
    });
    expect(await operator(caraKey)).toMatchObject({
      status: 'revoked',
      revoked: true,
      ended: { by: 'Ada Commander', confirmedBy: 'Ben Custodian', reason: 'left' },
    });
    await expect(cara.incident.addNote({ incident, text: 'still here?' })).rejects.toMatchObject(code('LOCKED'));
    await expect(cara.session.unlock({ fingerprint: caraKey, passphrase })).rejects.toMatchObject(code('KEY_REVOKED'));
    await expect(console.ada.session.takeSecond({ fingerprint: caraKey, passphrase })).rejects.toMatchObject(
      code('KEY_REVOKED'),
    );
    expect(existsSync(join(console.home, 'keys', `${caraKey}.json`))).toBe(true);
    expect(JSON.parse(readFileSync(join(console.home, 'keys', `${caraKey}.ended.json`), 'utf8'))).toMatchObject({
      why: 'revoked',
      next: null,
    });
    await console.ada.session.giveBack({});
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-2).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['operator.revoked', 'Ada Commander'],
      ['operator.revocation-confirmed', 'Ben Custodian'],
    ]);
    await sameAfterReopen(console, incident);
    await expect(console.client().session.unlock({ fingerprint: caraKey, passphrase })).rejects.toMatchObject(
      code('KEY_REVOKED'),
    );
  });

  test('voids what the key approved and is not used up; someone else can approve instead', async () => {
    const revocation = await Revocation.start(console);
    const action = await revocation.arm();
    await second(console.ada, caraKey);
    await console.ada.operators.revoke({ fingerprint: console.benKey, reason: 'laptop stolen' });
    await console.ada.session.giveBack({});
    expect(await revocation.look(action)).toMatchObject({ state: 'dryRunOk', gate: null });
    await expect(
      console.ada.action.order({ incident: revocation.incident, action, purpose: 'apply' }),
    ).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await console.ada.action.submit({ incident: revocation.incident, action, purpose: 'apply' });
    await cara.gate.decide({
      incident: revocation.incident,
      action,
      approvalHash: await revocation.hash(action),
      decision: 'approve',
      note: '',
    });
    expect((await revocation.look(action)).state).toBe('armed');
    // Ben can never sign in again, so the usual end of a test does not fit.
    expect(apartFromPairs((await console.ada.incident.fsck({ incident: revocation.incident })).findings)).toEqual([]);
  });

  test('never leaves a console without anyone: not oneself, and not the last', async () => {
    await expect(console.ada.operators.revoke({ fingerprint: console.adaKey, reason: 'me' })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await second(console.ada, console.benKey);
    await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' });
    await console.ada.session.giveBack({});
    // Two are left, so one signature has to do, or a stolen key could not be stopped.
    await console.ada.operators.revoke({ fingerprint: console.benKey, reason: 'left too' });
    expect(await operator(console.benKey)).toMatchObject({ status: 'revoked', ended: { confirmedBy: null } });
    await expect(console.ada.operators.revoke({ fingerprint: console.adaKey, reason: 'me' })).rejects.toMatchObject(
      code('OPERATOR_LAST'),
    );
    expect(await operator(console.adaKey)).toMatchObject({ status: 'active' });
  });

  test('repeated, it adds nothing', async () => {
    const incident = await console.declare();
    await second(console.ada, console.benKey);
    await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' });
    const { recorded } = (await console.ada.incident.view({ incident })).ledger;
    await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' });
    expect((await console.ada.incident.view({ incident })).ledger.recorded).toBe(recorded);
  });

  test('when the commander is revoked, the others hand command on by two signatures', async () => {
    const incident = await console.declare();
    await expect(console.ben.command.offer({ incident, to: caraKey, situation: 'x' })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await console.ben.session.takeSecond({ fingerprint: caraKey, passphrase });
    await console.ben.operators.revoke({ fingerprint: console.adaKey, reason: 'stolen' });
    await console.ben.session.giveBack({});
    await expect(console.ben.command.offer({ incident, to: console.benKey, situation: 'me' })).rejects.toMatchObject(
      code('APPROVAL_SAME_PERSON'),
    );
    const { recorded } = await console.ben.command.offer({ incident, to: caraKey, situation: 'nobody commands' });
    await cara.command.accept({ incident, offer: recorded });
    expect((await console.ben.incident.view({ incident })).commander.fingerprint).toBe(caraKey);
    expect((await console.ben.incident.fsck({ incident })).findings).toEqual([]);
  });
});

describe('when a ledger cannot take the change', () => {
  /** Another process has moved the ledger away, and brings it back. */
  const withoutLedger = async <T>(incident: string, act: () => Promise<T>): Promise<T> => {
    const path = join(console.home, 'incidents', incident, 'ledger.db');
    await console.reopen();
    renameSync(path, `${path}.away`);
    try {
      return await act();
    } finally {
      renameSync(`${path}.away`, path);
    }
  };

  test('a revocation counts in the journal and names the incident; repeated, it gets there', async () => {
    const incident = await console.declare();
    await withoutLedger(incident, async () => {
      await second(console.ada, console.benKey);
      expect((await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' })).missed).toMatchObject([
        { incident, codename: 'QUIET HARBOUR' },
      ]);
      await expect(console.client().session.unlock({ fingerprint: caraKey, passphrase })).rejects.toMatchObject(
        code('KEY_REVOKED'),
      );
    });
    expect((await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'left' })).missed).toEqual([]);
    await console.ada.session.giveBack({});
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-2).map(({ kind }) => kind)).toEqual(['operator.revoked', 'operator.revocation-confirmed']);
    await sameAfterReopen(console, incident);
  });

  test('after a new key that an incident missed, two others bring the person back, as the same person', async () => {
    const incident = await console.declare();
    cara = console.client();
    const next = await withoutLedger(incident, async () => {
      cara = console.client();
      await cara.session.unlock({ fingerprint: caraKey, passphrase });
      const { fingerprint, missed } = await cara.operators.rotate({ passphrase, next: words });
      expect(missed).toHaveLength(1);
      return fingerprint;
    });
    await expect(cara.incident.addNote({ incident, text: 'unknown there' })).rejects.toMatchObject(
      code('OPERATOR_UNKNOWN'),
    );
    await second(console.ada, console.benKey);
    const again = await console.ada.operators.reenrol({
      fingerprint: next,
      passphrase: words,
      reason: 'missed in an incident',
    });
    await console.ada.session.giveBack({});
    expect(again.missed).toEqual([]);
    await cara.session.unlock({ fingerprint: again.fingerprint, passphrase: words });
    await cara.incident.addNote({ incident, text: 'back' });
    expect(await operator(again.fingerprint)).toMatchObject({ person: caraKey, status: 'active' });
    await sameAfterReopen(console, incident);
  });

  test('a rotation cut off between its two signatures is finished by whoever holds the new key', async () => {
    const incident = await console.declare();
    const { rotated, key } = await halfRotated();
    expect(rotated).toMatchObject(code('CANNOT_RECORD'));
    expect(await operator(key)).toMatchObject({ status: 'waiting', person: caraKey });
    await expect(cara.session.unlock({ fingerprint: caraKey, passphrase })).rejects.toMatchObject(code('KEY_REPLACED'));
    await cara.session.unlock({ fingerprint: key, passphrase: words });
    expect(await operator(key)).toMatchObject({ status: 'active' });
    await sameAfterReopen(console, incident);
  });

  test('a passphrase whose change cannot be recorded stays as it was', async () => {
    refuse.from = 0;
    await expect(cara.operators.changePassphrase({ passphrase, next: words })).rejects.toMatchObject(
      code('CANNOT_RECORD'),
    );
    refuse.from = Infinity;
    await cara.session.lock({});
    await cara.session.unlock({ fingerprint: caraKey, passphrase });
  });
});

/** Lets the first of the two signatures of a rotation through, and no more. */
async function halfRotated() {
  refuse.from = 1;
  const rotated = await cara.operators.rotate({ passphrase, next: words }).catch((error: unknown) => error);
  refuse.from = Infinity;
  const key = (await operators()).find(({ status }) => status === 'waiting')?.fingerprint ?? '';
  return { rotated, key };
}

test('a bundle handed out after all of this verifies alone, with our program and with the one inside it', async () => {
  const incident = await console.declare();
  await second(console.ada, caraKey);
  await console.ada.operators.setRoles({ fingerprint: console.benKey, roles: ['management', 'key-custodian'] });
  await console.ada.session.giveBack({});
  const { fingerprint: ada } = await console.ada.operators.rotate({ passphrase, next: passphrase });
  await second(console.ada, console.benKey);
  await console.ada.operators.reenrol({ fingerprint: caraKey, passphrase: words });
  await console.ada.session.giveBack({});
  await console.enrol({ name: 'Dan Legal', roles: ['legal'] });
  await second(console.ada, console.benKey);
  const dan = (await operators()).find(({ name }) => name === 'Dan Legal')?.fingerprint ?? '';
  await console.ada.operators.revoke({ fingerprint: dan, reason: 'enrolled by mistake' });
  await console.ada.session.giveBack({});
  const { path } = await console.ada.handoff.export({ incident, recipient: 'Counsel', purpose: 'test' });
  expect(apartFromPairs((await console.ada.handoff.verify({ path })).findings)).toEqual([]);
  expect(await runProgram('python3', [join(path, 'verify.py')], path)).toMatchObject({ code: 0 });
  console.adaKey = ada;
  await sameAfterReopen(console, incident);
});

describe('a lost passphrase', () => {
  test('two others enrol the person again: a new key, the old one revoked, the same person', async () => {
    const incident = await console.declare();
    await expect(console.ada.operators.reenrol({ fingerprint: caraKey, passphrase: words })).rejects.toMatchObject(
      code('APPROVAL_SAME_PERSON'),
    );
    await second(console.ada, caraKey);
    await expect(console.ada.operators.reenrol({ fingerprint: caraKey, passphrase: words })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await second(console.ada, console.benKey);
    const { fingerprint, missed } = await console.ada.operators.reenrol({ fingerprint: caraKey, passphrase: words });
    await console.ada.session.giveBack({});
    expect(missed).toEqual([]);
    expect(await operator(caraKey)).toMatchObject({
      status: 'revoked',
      ended: { reason: 'lost passphrase', next: fingerprint, confirmedBy: 'Ben Custodian' },
    });
    expect(await operator(fingerprint)).toMatchObject({
      status: 'active',
      person: caraKey,
      name: 'Cara Custodian',
      roles: ['key-custodian'],
    });
    await expect(cara.session.unlock({ fingerprint: caraKey, passphrase })).rejects.toMatchObject(code('KEY_REVOKED'));
    await cara.session.unlock({ fingerprint, passphrase: words });
    await cara.incident.addNote({ incident, text: 'back' });
    await second(console.ada, console.benKey);
    await expect(console.ada.operators.reenrol({ fingerprint: caraKey, passphrase: words })).rejects.toMatchObject(
      code('KEY_REPLACED'),
    );
    await expect(console.ada.operators.revoke({ fingerprint: caraKey, reason: 'again' })).rejects.toMatchObject(
      code('KEY_REPLACED'),
    );
    await console.ada.session.giveBack({});
    await sameAfterReopen(console, incident);
  });
});
