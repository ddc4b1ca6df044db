import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { travelContext, writeTravellingKey } from '../../../main/keys/travelling-key.ts';
import { fromHex, toBase64 } from '../../../shared/ledger/encoding.ts';
import { ConsoleHome, type Client } from '../../support/console-home.ts';
import { findingsOf } from '../../support/fsck-home.ts';
import { FullDisk } from '../../support/full-disk.ts';
import { crypto } from '../../support/parties.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

// An approver from another site arrives with a key on a stick: the key of `there` becomes one of `console`.

const code = (of: string) => ({ code: of });
const words = 'cara has four other words';
const cara = { name: 'Cara Custodian', roles: ['key-custodian' as const] };

let disk: FullDisk;
let console: ConsoleHome;
let there: ConsoleHome;
let caraThere: Client;
let caraKey: string;
let key: string;

beforeEach(async () => {
  disk = new FullDisk();
  console = await ConsoleHome.create({ stores: disk });
  there = await ConsoleHome.create();
  caraKey = await there.enrol(cara, words);
  caraThere = there.client();
  await caraThere.session.unlock({ fingerprint: caraKey, passphrase: words });
  key = (await caraThere.operators.exportKey({ passphrase: words })).text;
});
afterEach(async () => {
  const findings: string[] = [];
  for (const home of [console, there]) {
    await home.app.close();
    findings.push(...findingsOf(home.home));
    await home.remove();
  }
  if (findings.length > 0) throw new Error(findings.join('\n'));
});

async function arrives(file = key, secret = words): Promise<string> {
  await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
  try {
    return (await console.ada.operators.enrol({ operator: cara, passphrase: secret, key: file })).fingerprint;
  } finally {
    await console.ada.session.giveBack({});
  }
}

const changed = (change: (file: { name: string; publicKey: string; box: Record<string, unknown> }) => void): string => {
  const file = JSON.parse(key) as Parameters<typeof change>[0];
  change(file);
  return JSON.stringify(file);
};

test('two vouch, the person types the passphrase, and signs here with the key of there', async () => {
  const incident = await console.declare();
  expect(await console.ada.operators.readKey({ key })).toEqual({ name: cara.name, fingerprint: caraKey });
  await expect(console.ada.operators.enrol({ operator: cara, passphrase: words, key })).rejects.toMatchObject(
    code('APPROVAL_SAME_PERSON'),
  );
  expect(await arrives()).toBe(caraKey);
  const here = console.client();
  await here.session.unlock({ fingerprint: caraKey, passphrase: words });
  await here.incident.addNote({ incident, text: 'arrived at 02:10' });
  const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
  expect(rows.slice(-3).map(({ kind, actor }) => [kind, actor])).toEqual([
    ['operator.enrolled', 'Ada Commander'],
    ['operator.vouched', 'Ben Custodian'],
    ['note.added', 'Cara Custodian'],
  ]);
  await sameAfterReopen(console, incident);
});

test('the file holds the seed of the person and nothing of the console it comes from; that it was made is on record there', async () => {
  const { box } = JSON.parse(key) as { box: Parameters<typeof crypto.open>[1] };
  const seed = await crypto.open(words, box, travelContext(caraKey));
  expect(seed).toHaveLength(32);
  expect(crypto.signer(seed ?? new Uint8Array()).fingerprint).toBe(caraKey);
  await expect(caraThere.operators.exportKey({ passphrase })).rejects.toMatchObject(code('PASSPHRASE_WRONG'));
  await there.app.close();
  const journal = readFileSync(join(there.home, 'journal', 'ledger.db'), 'latin1');
  expect(journal.match(/"kind":"operator\.exported"/g)).toHaveLength(1);
});

test('what becomes of the key at one console does not reach the other', async () => {
  await arrives();
  await caraThere.operators.rotate({ passphrase: words, next: passphrase });
  const here = console.client();
  await here.session.unlock({ fingerprint: caraKey, passphrase: words });
  const { fingerprint } = await here.operators.rotate({ passphrase: words, next: words });
  await here.session.lock({});
  await here.session.unlock({ fingerprint, passphrase: words });
  const keys = (await console.ada.console.view({})).operators.filter(({ name }) => name === cara.name);
  expect(keys.map((one) => [one.fingerprint, one.status])).toEqual([
    [caraKey, 'rotated'],
    [fingerprint, 'active'],
  ]);
});

test('that a key was brought is on record in every ledger, also in one that missed it, and told to its readers', async () => {
  const [took, missed] = [await console.declare(), await console.declare()];
  await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
  // The journal and the first incident take it; for the second one the disk is full.
  disk.commitsLeft = 5;
  const { missed: without } = await console.ada.operators.enrol({ operator: cara, passphrase: words, key });
  disk.commitsLeft = Number.POSITIVE_INFINITY;
  expect(without).toMatchObject([{ incident: missed }]);
  expect((await console.ada.operators.catchUp({})).missed).toEqual([]);
  await console.ada.session.giveBack({});
  const later = await console.declare();
  for (const incident of [took, missed, later]) {
    const { statements } = await console.ada.incident.fsck({ incident });
    expect(statements.filter((one) => one.includes('brought'))).toEqual([
      expect.stringContaining(`The key ${caraKey} of ${cara.name} was brought from another console`),
    ]);
  }
  const { rows } = await console.ada.incident.timeline({ incident: missed, from: 0, count: 100 });
  expect(rows.find(({ kind }) => kind === 'operator.enrolled')?.text).toContain('a key brought from another console');
  const { operators } = await console.ada.console.view({});
  expect(operators.map(({ name, brought }) => [name, brought])).toEqual([
    ['Ada Commander', false],
    ['Ben Custodian', false],
    [cara.name, true],
  ]);
  // A new key is made here; of the old one the record goes on saying where it came from.
  const here = console.client();
  await here.session.unlock({ fingerprint: caraKey, passphrase: words });
  const { fingerprint } = await here.operators.rotate({ passphrase: words, next: words });
  const after = (await console.ada.console.view({})).operators.filter(({ name }) => name === cara.name);
  expect(after.map((one) => [one.fingerprint, one.brought])).toEqual([
    [caraKey, true],
    [fingerprint, false],
  ]);
});

describe('is refused', () => {
  test('when the passphrase is wrong, and after five tries for a while', async () => {
    for (let i = 0; i < 5; i += 1)
      await expect(arrives(key, passphrase)).rejects.toMatchObject(code('PASSPHRASE_WRONG'));
    await expect(arrives()).rejects.toMatchObject(code('PASSPHRASE_PAUSED'));
    expect((await console.ada.console.view({})).operators).toHaveLength(2);
  });

  test.each([
    ['under another name', (file: { name: string }) => (file.name = 'Ada Commander')],
    ['with another box', (file: { box: Record<string, unknown> }) => (file.box['salt'] = toBase64(new Uint8Array(16)))],
    ['with something added', (file: object) => Object.assign(file, { roles: ['commander'] })],
  ])('when it was changed on the way: %s', async (_, change) => {
    await expect(arrives(changed(change))).rejects.toMatchObject(code('KEY_NOT_AVAILABLE'));
  });

  test.each(['', 'not a key', '{}', 'null', '[1]'])('when it is no key file: %j', async (text) => {
    await expect(console.ada.operators.readKey({ key: text })).rejects.toMatchObject({
      code: text === '' ? 'BAD_INPUT' : 'KEY_NOT_AVAILABLE',
    });
  });

  test.each([
    ['small order', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['small order', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'],
    ['not canonical', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['32 bytes', '00'],
  ])('when verifiers would disagree about its key: %s', async (why, hex) => {
    const file = changed((one) => (one.publicKey = toBase64(fromHex(hex) ?? new Uint8Array())));
    await expect(console.ada.operators.readKey({ key: file })).rejects.toMatchObject({
      code: 'KEY_UNACCEPTABLE',
      message: expect.stringContaining(why) as unknown,
    });
  });

  test('when the box holds another key than the file names', async () => {
    const [mine, other] = [crypto.signer(new Uint8Array(32).fill(1)), new Uint8Array(32).fill(2)];
    const box = await crypto.seal(words, other, travelContext(mine.fingerprint));
    await expect(arrives(writeTravellingKey('Mallory', mine, box))).rejects.toMatchObject(code('KEY_NOT_AVAILABLE'));
    expect((await console.ada.console.view({})).operators).toHaveLength(2);
  });

  test('when it is here already, and when it ended here', async () => {
    await arrives();
    await expect(arrives()).rejects.toMatchObject(code('BAD_INPUT'));
    await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
    await console.ada.operators.revoke({ fingerprint: caraKey, reason: 'went home' });
    await console.ada.session.giveBack({});
    await expect(arrives()).rejects.toMatchObject(code('KEY_REVOKED'));
  });
});

test('what could not be recorded is tried again with the same file', async () => {
  await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
  disk.commitsLeft = 0;
  const enrol = () => console.ada.operators.enrol({ operator: cara, passphrase: words, key });
  await expect(enrol()).rejects.toMatchObject(code('CANNOT_RECORD'));
  disk.commitsLeft = Number.POSITIVE_INFINITY;
  expect(await enrol()).toMatchObject({ fingerprint: caraKey, missed: [] });
});
