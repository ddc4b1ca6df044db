import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConsoleHome, Revocation, type Client } from '../../support/console-home.ts';
import { findingsOf } from '../../support/fsck-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

const code = (of: string) => ({ code: of });

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
const second = (who: Client, fingerprint: string) => who.session.takeSecond({ fingerprint, passphrase });

describe('a new person', () => {
  const dora = { operator: { name: 'Dora Lead', roles: ['containment-lead' as const] }, passphrase };

  test('takes two vouchers once two people can sign, and is on record with both', async () => {
    const incident = await console.declare();
    await expect(console.ada.operators.enrol(dora)).rejects.toMatchObject(code('APPROVAL_SAME_PERSON'));
    expect(await operators()).toHaveLength(3);
    const fingerprint = await console.enrol(dora.operator);
    expect(await operator(fingerprint)).toMatchObject({ status: 'active', soleVoucher: null });
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-2).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['operator.enrolled', 'Ada Commander'],
      ['operator.vouched', 'Ben Custodian'],
    ]);
    await sameAfterReopen(console, incident);
  });

  test('the second one has a single voucher, and a third person can vouch later: from then on no gate leans', async () => {
    expect(await operator(console.adaKey)).toMatchObject({ soleVoucher: null });
    expect(await operator(console.benKey)).toMatchObject({ soleVoucher: { name: 'Ada Commander' } });
    const revocation = await Revocation.start(console);
    const first = await revocation.arm();
    expect((await revocation.look(first)).gate?.leaning).toEqual([{ who: 'Ben Custodian', on: 'Ada Commander' }]);
    expect((await console.ada.incident.fsck({ incident: revocation.incident })).findings).toMatchObject([
      { code: 'QUORUM_BY_ONE', severity: 'warning' },
    ]);
    for (const who of [console.ada, console.ben])
      await expect(who.operators.vouch({ fingerprint: console.benKey })).rejects.toMatchObject(
        code('OPERATOR_NOT_ALLOWED'),
      );
    expect(await cara.operators.vouch({ fingerprint: console.benKey })).toMatchObject({ missed: [] });
    expect(await operator(console.benKey)).toMatchObject({ soleVoucher: null });
    expect((await revocation.look(first)).gate?.leaning).toEqual([]);
    const { incident } = revocation;
    const { recorded } = (await console.ada.incident.view({ incident })).ledger;
    await cara.operators.vouch({ fingerprint: console.benKey });
    expect((await console.ada.incident.view({ incident })).ledger.recorded).toBe(recorded);
    await sameAfterReopen(console, incident);
  });

  test('an incident that is declared later knows who had vouched for whom', async () => {
    const revocation = await Revocation.start(console);
    await console.ada.operators
      .rotate({ passphrase, next: passphrase })
      .then(({ fingerprint }) => (console.adaKey = fingerprint));
    const later = await Revocation.start(console);
    const action = await later.arm();
    expect((await later.look(action)).gate?.leaning).toEqual([{ who: 'Ben Custodian', on: 'Ada Commander' }]);
    await sameAfterReopen(console, revocation.incident);
  });
});

describe('roles', () => {
  test('one that lets act takes a second signature where somebody else is there', async () => {
    const incident = await console.declare();
    const give = (roles: ('observer' | 'key-custodian' | 'containment-lead')[]) =>
      console.ada.operators.setRoles({ fingerprint: caraKey, roles });
    await expect(give(['key-custodian', 'containment-lead'])).rejects.toMatchObject(code('APPROVAL_SAME_PERSON'));
    await second(console.ada, caraKey);
    await expect(give(['key-custodian', 'containment-lead'])).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await second(console.ada, console.benKey);
    expect(await give(['key-custodian', 'containment-lead'])).toMatchObject({ missed: [] });
    await console.ada.session.giveBack({});
    expect(
      (await console.ada.incident.view({ incident })).people.find(({ fingerprint }) => fingerprint === caraKey)?.roles,
    ).toEqual(['key-custodian', 'containment-lead']);
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-2).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['operator.assigned', 'Ada Commander'],
      ['operator.assignment-confirmed', 'Ben Custodian'],
    ]);
    await sameAfterReopen(console, incident);
  });
});
