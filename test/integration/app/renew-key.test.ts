import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConsoleHome, Revocation, type Client } from '../../support/console-home.ts';
import { findingsOf } from '../../support/fsck-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

const code = (of: string) => ({ code: of });
const words = 'another four words here';

let console: ConsoleHome;
let cara: Client;
let caraKey: string;

beforeEach(async () => {
  console = await ConsoleHome.create();
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

describe('another passphrase for the same key', () => {
  test('opens it from then on, the old one does not, and the record says only that it happened', async () => {
    const change = (current: string, next: string) =>
      console.ben.operators.changePassphrase({ passphrase: current, next });
    await expect(change('not the passphrase', words)).rejects.toMatchObject(code('PASSPHRASE_WRONG'));
    await expect(change(passphrase, 'too short')).rejects.toMatchObject(code('PASSPHRASE_WEAK'));
    expect(await change(passphrase, words)).toMatchObject({ fingerprint: console.benKey });
    await console.ben.session.lock({});
    await expect(console.ben.session.unlock({ fingerprint: console.benKey, passphrase })).rejects.toMatchObject(
      code('PASSPHRASE_WRONG'),
    );
    await console.ben.session.unlock({ fingerprint: console.benKey, passphrase: words });
    expect(readdirSync(join(console.home, 'keys')).filter((name) => name.includes('tmp'))).toEqual([]);
    await change(words, passphrase);
    await console.reopen();
  });
});

describe('a new key for oneself', () => {
  test('keeps the person, the seat and the command; the old key is at its end', async () => {
    const incident = await console.declare();
    await expect(console.ada.operators.rotate({ passphrase: 'not the passphrase', next: words })).rejects.toMatchObject(
      code('PASSPHRASE_WRONG'),
    );
    const elsewhere = console.client();
    await elsewhere.session.unlock({ fingerprint: console.adaKey, passphrase });
    const { fingerprint, missed } = await console.ada.operators.rotate({ passphrase, next: words });
    expect(missed).toEqual([]);
    expect((await console.ada.console.view({})).session.lead).toMatchObject({
      fingerprint,
      name: 'Ada Commander',
      roles: ['commander'],
    });
    expect((await console.ada.incident.view({ incident })).commander).toMatchObject({
      fingerprint,
      name: 'Ada Commander',
    });
    await console.ada.incident.addNote({ incident, text: 'with the new key' });
    await expect(elsewhere.incident.addNote({ incident, text: 'with the old key' })).rejects.toMatchObject(
      code('LOCKED'),
    );
    await expect(elsewhere.session.unlock({ fingerprint: console.adaKey, passphrase })).rejects.toMatchObject(
      code('KEY_REPLACED'),
    );
    await expect(elsewhere.operators.rotate({ passphrase, next: words })).rejects.toMatchObject(code('LOCKED'));
    expect(await operator(console.adaKey)).toMatchObject({
      status: 'rotated',
      revoked: true,
      ended: { next: fingerprint },
    });
    expect(await operator(fingerprint)).toMatchObject({ status: 'active', person: console.adaKey });
    expect(readdirSync(join(console.home, 'keys')).filter((name) => name.startsWith(console.adaKey))).toHaveLength(2);
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-3).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['operator.rotated', 'Ada Commander'],
      ['operator.confirmed', 'Ada Commander'],
      ['note.added', 'Ada Commander'],
    ]);
    console.adaKey = fingerprint;
    await console.ada.operators.changePassphrase({ passphrase: words, next: passphrase });
    await sameAfterReopen(console, incident);
  });

  test('one person approves once, with the old key or the new one', async () => {
    const revocation = await Revocation.start(console);
    const { incident } = revocation;
    const action = await revocation.draft();
    await console.ada.action.dryRun({ incident, action });
    await revocation.settle(action);
    await console.ada.action.submit({ incident, action, purpose: 'apply' });
    await console.ada.operators.setRoles({ fingerprint: console.benKey, roles: ['observer'] });
    const { fingerprint } = await console.ada.operators.rotate({ passphrase, next: passphrase });
    const approve = async (who: Client) =>
      who.gate.decide({ incident, action, approvalHash: await revocation.hash(action), decision: 'approve', note: '' });
    await expect(approve(console.ada)).rejects.toMatchObject(code('APPROVAL_SAME_PERSON'));
    expect((await revocation.look(action)).gate?.quorumMet).toBe(false);
    await approve(cara);
    expect((await revocation.look(action)).state).toBe('armed');
    console.adaKey = fingerprint;
    expect(await revocation.order(action, 'apply').catch((error: unknown) => error)).toMatchObject(
      code('WAVE_NOT_OPEN'),
    );
    await sameAfterReopen(console, incident);
  });

  test('incidents that are declared later know only the new key', async () => {
    const { fingerprint } = await console.ada.operators.rotate({ passphrase, next: passphrase });
    const incident = await console.declare();
    expect((await console.ada.incident.view({ incident })).people.map((one) => one.fingerprint)).toEqual([
      console.benKey,
      caraKey,
      fingerprint,
    ]);
    console.adaKey = fingerprint;
    await sameAfterReopen(console, incident);
  });
});
