import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/domain/instant.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { requireSound } from '../../support/fsck-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase, setupFile } from '../../support/setup-input.ts';

let console: ConsoleHome;
const code = (of: string) => ({ code: of });

beforeEach(async () => {
  console = await ConsoleHome.create();
});
afterEach(async () => {
  await console.app.close();
  requireSound(console.home);
  await console.remove();
});

describe('signing in', () => {
  test('a home is set up once, and a weak passphrase sets up nobody', async () => {
    const { organisation, operator } = setupFile;
    const input = {
      organisation: { name: organisation.name, entities: [...organisation.entities] },
      operator: { name: 'X', roles: [...operator.roles] },
      passphrase,
    };
    await expect(console.ada.setup.create(input)).rejects.toMatchObject(code('ALREADY_SET_UP'));
    await expect(console.enrol({ name: 'Short', roles: ['legal'] }, 'eleven char')).rejects.toMatchObject(
      code('PASSPHRASE_WEAK'),
    );
    await expect(console.enrol({ name: 'Same', roles: ['legal'] }, 'abababababababab')).rejects.toMatchObject(
      code('PASSPHRASE_WEAK'),
    );
    expect((await console.ada.console.view({})).operators).toHaveLength(2);
  });

  test('without a key nothing can be seen or done', async () => {
    const incident = await console.declare();
    const stranger = console.client();
    await expect(stranger.incident.view({ incident })).rejects.toMatchObject(code('LOCKED'));
    await expect(stranger.incident.addNote({ incident, text: 'hello' })).rejects.toMatchObject(code('LOCKED'));
    await expect(stranger.incidents.list({})).rejects.toMatchObject(code('LOCKED'));
    await expect(stranger.session.takeSecond({ fingerprint: console.benKey, passphrase })).rejects.toMatchObject(
      code('LOCKED'),
    );
  });

  test('five wrong passphrases pause that person for half a minute, and nobody else', async () => {
    const stranger = console.client();
    const guess = (words: string) => stranger.session.unlock({ fingerprint: console.benKey, passphrase: words });
    for (let i = 0; i < 5; i += 1)
      await expect(guess(`wrong guess ${i}`)).rejects.toMatchObject(code('PASSPHRASE_WRONG'));
    await expect(guess(passphrase)).rejects.toMatchObject({ code: 'PASSPHRASE_PAUSED', data: { details: ['30'] } });
    await stranger.session.unlock({ fingerprint: console.adaKey, passphrase });
    console.clock.advance(29_999);
    await expect(guess(passphrase)).rejects.toMatchObject(code('PASSPHRASE_PAUSED'));
    console.clock.advance(1);
    expect((await guess(passphrase)).session.lead?.fingerprint).toBe(console.benKey);
  });

  test('setting the wall clock does not end the pause', async () => {
    const stranger = console.client();
    const guess = (words: string) => stranger.session.unlock({ fingerprint: console.benKey, passphrase: words });
    for (let i = 0; i < 5; i += 1)
      await expect(guess('wrong again and again')).rejects.toMatchObject(code('PASSPHRASE_WRONG'));
    console.clock.jump(60 * MINUTE);
    await expect(guess(passphrase)).rejects.toMatchObject(code('PASSPHRASE_PAUSED'));
  });

  test('an unknown key, a damaged one and one under another name open nothing', async () => {
    const stranger = console.client();
    await expect(stranger.session.unlock({ fingerprint: 'e'.repeat(64), passphrase })).rejects.toMatchObject(
      code('OPERATOR_UNKNOWN'),
    );
    const file = (fingerprint: string): string => join(console.home, 'keys', `${fingerprint}.json`);
    const ada = readFileSync(file(console.adaKey), 'utf8');
    const ben = readFileSync(file(console.benKey), 'utf8');
    writeFileSync(file(console.benKey), ada);
    await expect(stranger.session.unlock({ fingerprint: console.benKey, passphrase })).rejects.toMatchObject(
      code('KEY_NOT_AVAILABLE'),
    );
    writeFileSync(file(console.benKey), ada.replaceAll(console.adaKey, console.benKey));
    await expect(stranger.session.unlock({ fingerprint: console.benKey, passphrase })).rejects.toMatchObject(
      code('PASSPHRASE_WRONG'),
    );
    writeFileSync(file(console.benKey), ben.slice(0, 100));
    await expect(stranger.session.unlock({ fingerprint: console.benKey, passphrase })).rejects.toMatchObject(
      code('KEY_NOT_AVAILABLE'),
    );
  });
});

describe('the second seat', () => {
  test('signs with its own key until it is given back', async () => {
    const incident = await console.declare();
    await expect(console.ada.session.takeSecond({ fingerprint: console.adaKey, passphrase })).rejects.toMatchObject(
      code('APPROVAL_SAME_PERSON'),
    );
    const view = await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
    expect(view.session).toMatchObject({
      lead: { name: 'Ada Commander' },
      second: { name: 'Ben Custodian' },
      acting: { name: 'Ben Custodian' },
    });
    await console.ada.incident.addNote({ incident, text: 'by the second' });
    await console.ada.session.giveBack({});
    await console.ada.incident.addNote({ incident, text: 'by the lead' });
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.slice(-2).map(({ actor, text }) => [actor, text])).toEqual([
      ['Ben Custodian', 'by the second'],
      ['Ada Commander', 'by the lead'],
    ]);
    await sameAfterReopen(console, incident);
  });
});

describe('locking', () => {
  test('by hand: the seat is empty, the other session works on', async () => {
    const incident = await console.declare();
    await console.ada.session.lock({});
    await expect(console.ada.incident.addNote({ incident, text: 'too late' })).rejects.toMatchObject(code('LOCKED'));
    await console.ben.incident.addNote({ incident, text: 'still here' });
  });

  test('by itself after 15 minutes without an act; looking does not count', async () => {
    const incident = await console.declare();
    console.clock.advance(14 * MINUTE);
    await console.ben.incident.addNote({ incident, text: 'awake' });
    await console.ada.incident.view({ incident });
    console.clock.advance(2 * MINUTE);
    await console.app.tick();
    await expect(console.ada.incident.view({ incident })).rejects.toMatchObject(code('LOCKED'));
    await console.ben.incident.view({ incident });
    console.clock.advance(15 * MINUTE);
    await console.app.tick();
    await expect(console.ben.incident.view({ incident })).rejects.toMatchObject(code('LOCKED'));
    await console.ben.session.unlock({ fingerprint: console.benKey, passphrase });
    expect((await console.ben.incident.view({ incident })).codename).toBe('QUIET HARBOUR');
  });

  test('a session that was closed does not come back', async () => {
    await console.app.closeSession(console.session);
    await expect(console.ada.console.view({})).rejects.toMatchObject(code('HOST_REFUSED'));
  });
});
