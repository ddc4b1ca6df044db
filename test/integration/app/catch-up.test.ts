import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { ConsoleHome, type Client } from '../../support/console-home.ts';
import { apartFromPairs, findingsOf } from '../../support/fsck-home.ts';
import { FullDisk } from '../../support/full-disk.ts';
import { runProgram } from '../../support/run-program.ts';
import { passphrase } from '../../support/setup-input.ts';

// Incidents that could not be written when people or keys changed, and how they hear of it afterwards.

const words = 'another four words here';

let disk: FullDisk;
let console: ConsoleHome;
let caraKey: string;
let incidents: readonly IncidentId[];

beforeEach(async () => {
  disk = new FullDisk();
  console = await ConsoleHome.create({ stores: disk });
  caraKey = await console.enrol({ name: 'Cara Custodian', roles: ['key-custodian'] });
  incidents = [await console.declare(), await console.declare()];
});
afterEach(async () => {
  await console.app.close();
  const findings = findingsOf(console.home);
  await console.remove();
  if (findings.length > 0) throw new Error(findings.join('\n'));
});

const behind = async () => (await console.ada.console.view({})).behind;
const keyOf = async (name: string) =>
  (await console.ada.console.view({})).operators.findLast((one) => one.name === name && !one.revoked)?.fingerprint ??
  '';

async function signedIn(fingerprint: string, secret: string): Promise<Client> {
  const client = console.client();
  await client.session.unlock({ fingerprint, passphrase: secret });
  return client;
}

/** In each incident: may write, and is who she was. */
async function belongs(cara: Client, fingerprint: string): Promise<void> {
  for (const incident of incidents) {
    await cara.incident.addNote({ incident, text: 'with the key of now' });
    const { people } = await cara.incident.view({ incident });
    expect(people.find((one) => one.fingerprint === fingerprint)).toMatchObject({ name: 'Cara Custodian' });
    expect((await cara.incident.fsck({ incident })).findings).toEqual([]);
  }
}

async function kinds(incident: IncidentId): Promise<readonly string[]> {
  const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 200 });
  return rows.map(({ kind }) => kind);
}

async function withTwo<T>(act: () => Promise<T>): Promise<T> {
  await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
  try {
    return await act();
  } finally {
    await console.ada.session.giveBack({});
  }
}

/** The ledger of one incident is not there, and comes back. */
async function without(incident: IncidentId | undefined, act: () => Promise<unknown>): Promise<void> {
  const path = join(console.home, 'incidents', incident ?? '', 'ledger.db');
  await console.reopen();
  renameSync(path, `${path}.away`);
  try {
    await act();
  } finally {
    renameSync(`${path}.away`, path);
  }
}

describe('a new key of one’s own', () => {
  // Journal: rotated, confirmed; then the same two in each of the two incidents.
  test.each([1, 2, 3, 4, 5])(
    'cut off after %i of its six signatures: signing in again brings it everywhere',
    async (taken) => {
      const cara = await signedIn(caraKey, passphrase);
      disk.commitsLeft = taken;
      await cara.operators.rotate({ passphrase, next: words }).catch(() => undefined);
      await console.app.close();
      expect(findingsOf(console.home)).toEqual([]);
      disk.commitsLeft = Number.POSITIVE_INFINITY;
      await console.open();
      expect((await behind()).length).toBe(taken === 1 ? 0 : Math.ceil((6 - taken) / 2));
      const key = await keyOf('Cara Custodian');
      expect(key).not.toBe(caraKey);
      await belongs(await signedIn(key, words), key);
      expect(await behind()).toEqual([]);
      const seen = (await kinds(incidents[1] as IncidentId)).filter((kind) => kind.startsWith('operator.'));
      expect(seen).toEqual(taken === 5 ? ['operator.rotated', 'operator.confirmed'] : ['operator.rotation-carried']);
    },
  );

  test('an incident whose file is damaged keeps nobody out, and hides no other', async () => {
    const cara = await signedIn(caraKey, passphrase);
    const { fingerprint } = await cara.operators.rotate({ passphrase, next: words });
    const [damaged = '', sound = ''] = incidents;
    const path = join(console.home, 'incidents', damaged, 'ledger.db');
    await console.app.close();
    const before = readFileSync(path);
    for (const [from, to] of [
      [4096, before.length],
      [100, 4096],
    ] as const) {
      writeFileSync(path, Buffer.from(before).fill(0x5a, from, to));
      await console.open();
      const again = await signedIn(fingerprint, words);
      expect((await again.console.view({})).behind).toMatchObject([{ incident: damaged, gaps: [] }]);
      expect((await again.incident.view({ incident: sound as IncidentId })).incident).toBe(sound);
      await console.app.close();
    }
    writeFileSync(path, before);
    await console.open();
  });

  test('not recorded at all, nothing has changed', async () => {
    const cara = await signedIn(caraKey, passphrase);
    disk.commitsLeft = 0;
    await expect(cara.operators.rotate({ passphrase, next: words })).rejects.toMatchObject({ code: 'CANNOT_RECORD' });
    disk.commitsLeft = Number.POSITIVE_INFINITY;
    await belongs(cara, caraKey);
  });

  test('the disk takes writes again: repeating brings it there without signing in again', async () => {
    const cara = await signedIn(caraKey, passphrase);
    disk.commitsLeft = 2;
    const { fingerprint, missed } = await cara.operators.rotate({ passphrase, next: words });
    expect(missed.map(({ incident }) => incident)).toEqual(incidents);
    const gaps = [{ name: 'Cara Custodian', what: 'new-key', by: 'self' }];
    expect(await behind()).toMatchObject(incidents.map((incident) => ({ incident, gaps, problem: null })));
    expect((await cara.operators.catchUp({})).missed).toHaveLength(2);
    disk.commitsLeft = Number.POSITIVE_INFINITY;
    expect(await console.ada.operators.catchUp({})).toMatchObject({ missed: [] });
    expect(await behind()).toHaveLength(2);
    expect(await cara.operators.catchUp({})).toEqual({ fingerprint, missed: [] });
    expect(await behind()).toEqual([]);
    await belongs(cara, fingerprint);
    expect(await cara.operators.catchUp({})).toEqual({ fingerprint, missed: [] });
    expect(
      (await kinds(incidents[0] as IncidentId)).filter((kind) => kind === 'operator.rotation-carried'),
    ).toHaveLength(1);
  });

  test('two of them missed come together, and the bundle verifies with the program inside it', async () => {
    const [incident] = incidents;
    let key = caraKey;
    await without(incident, async () => {
      const cara = await signedIn(caraKey, passphrase);
      await cara.operators.rotate({ passphrase, next: words });
      key = (await cara.operators.rotate({ passphrase: words, next: passphrase })).fingerprint;
      expect(await behind()).toMatchObject([{ incident, gaps: [], problem: expect.any(String) as unknown }]);
    });
    const cara = await signedIn(key, passphrase);
    await belongs(cara, key);
    const { path } = await cara.handoff.export({
      incident: incident as IncidentId,
      recipient: 'Counsel',
      purpose: 'test',
    });
    expect(apartFromPairs((await cara.handoff.verify({ path })).findings)).toEqual([]);
    expect(await runProgram('python3', [join(path, 'verify.py')], path)).toMatchObject({ code: 0 });
  });
});

describe('what takes two signatures', () => {
  test('a new person, other roles and an end that an incident missed, in one step by two', async () => {
    const [incident] = incidents;
    let dora = '';
    await without(incident, async () => {
      dora = await console.enrol({ name: 'Dora Lead', roles: ['containment-lead'] });
      await withTwo(() =>
        console.ada.operators.setRoles({ fingerprint: caraKey, roles: ['key-custodian', 'containment-lead'] }),
      );
      await console.ada.session.takeSecond({ fingerprint: dora, passphrase });
      await console.ada.operators.revoke({ fingerprint: console.benKey, reason: 'left' });
      await console.ada.session.giveBack({});
    });
    console.benKey = caraKey;
    await console.reopen();
    expect((await behind())[0]?.gaps).toEqual([
      { name: 'Ben Custodian', what: 'still-counts', by: 'two' },
      { name: 'Cara Custodian', what: 'roles', by: 'two' },
      { name: 'Dora Lead', what: 'unknown', by: 'two' },
    ]);
    expect((await console.ada.operators.catchUp({})).missed).toEqual([]);
    expect((await behind())[0]?.gaps).toHaveLength(3);
    await console.ada.session.takeSecond({ fingerprint: caraKey, passphrase });
    const first = await console.ada.operators.catchUp({});
    // Cara cannot sign beside Ada for her own roles: that part waits for Dora, who is known there by now.
    expect(first.missed.map(({ incident: where }) => where)).toEqual([incident]);
    await console.ada.session.giveBack({});
    await console.ada.session.takeSecond({ fingerprint: dora, passphrase });
    expect((await console.ada.operators.catchUp({})).missed).toEqual([]);
    await console.ada.session.giveBack({});
    expect(await behind()).toEqual([]);
    await (await signedIn(dora, passphrase)).incident.addNote({ incident: incident as IncidentId, text: 'here' });
    expect(apartFromPairs((await console.ada.incident.fsck({ incident: incident as IncidentId })).findings)).toEqual(
      [],
    );
  });

  test('a second voucher who came later, and never for oneself', async () => {
    const [incident] = incidents;
    await without(incident, async () => {
      await (await signedIn(caraKey, passphrase)).operators.vouch({ fingerprint: console.benKey });
    });
    expect((await behind())[0]?.gaps).toEqual([{ name: 'Ben Custodian', what: 'voucher', by: 'two' }]);
    expect((await withTwo(() => console.ada.operators.catchUp({}))).missed).toEqual([]);
    expect(await behind()).toHaveLength(1);
    await console.ada.session.takeSecond({ fingerprint: caraKey, passphrase });
    expect((await console.ada.operators.catchUp({})).missed).toEqual([]);
    await console.ada.session.giveBack({});
    expect(await behind()).toEqual([]);
    expect((await kinds(incident as IncidentId)).at(-1)).toBe('operator.vouched');
  });

  test('someone enrolled again: two sign, and the person when signing in', async () => {
    const [incident] = incidents;
    let key = '';
    await without(incident, async () => {
      key = (await withTwo(() => console.ada.operators.reenrol({ fingerprint: caraKey, passphrase: words })))
        .fingerprint;
    });
    expect((await behind())[0]?.gaps).toEqual([{ name: 'Cara Custodian', what: 'unknown', by: 'two' }]);
    expect((await withTwo(() => console.ada.operators.catchUp({}))).missed).toEqual([]);
    expect((await behind())[0]?.gaps).toEqual([{ name: 'Cara Custodian', what: 'signature', by: 'self' }]);
    await belongs(await signedIn(key, words), key);
    expect(await behind()).toEqual([]);
  });
});
