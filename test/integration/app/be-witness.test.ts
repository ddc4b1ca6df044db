import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import type { WitnessRequestText } from '../../../shared/view/proof-text.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { runNode } from '../../support/run-node.ts';
import { root } from '../../support/source-tree.ts';

const refusal = (code: string, ...details: readonly string[]) => ({
  code,
  data: { details: details.length > 0 ? details : (expect.any(Array) as string[]) },
});

// One story: Ada's console keeps an incident, the other one witnesses it. They share nothing but texts.
describe('a console that is a witness for another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-two-'));
  let a: ConsoleHome;
  let b: ConsoleHome;
  let incident: IncidentId;
  let vkey = '';
  let first: WitnessRequestText;
  let second: WitnessRequestText;
  /** A copy of the first console, from when its ledger was as long as in `second`, that went on by itself. */
  let forked: ConsoleHome | undefined;

  const note = (at: ConsoleHome, text: string) => at.ada.incident.addNote({ incident, text });
  const ask = (at: ConsoleHome, from?: number) =>
    at.ada.witness.request({ incident, vkey, ...(from === undefined ? {} : { from }) });
  const read = async (text: string) => b.ada.witness.read({ text });
  const refused = async (text: string) => (await read(text)).refusal?.code;
  const lineOf = async () => (await b.ada.witness.own({})).logs.find(({ origin }) => first.log.startsWith(origin));
  const seen = async () => (await lineOf())?.seen?.size;
  const memory = () =>
    readdirSync(join(b.home, 'witness'))
      .filter((name) => /^[0-9a-f]{64}$/.test(name))
      .map((name) => join(b.home, 'witness', name, 'checkpoint'));

  beforeAll(async () => {
    a = await ConsoleHome.create({ home: join(folder, 'a') });
    b = await ConsoleHome.create({ home: join(folder, 'b') });
    incident = await a.declare();
  }, 120_000);
  afterAll(async () => {
    for (const one of [a, b, forked]) await one?.app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has no key before somebody makes one, and looking makes none', async () => {
    expect(await b.ada.witness.own({})).toMatchObject({ key: null, logs: [] });
    await expect(read('old 0\n\n')).rejects.toMatchObject(refusal('KEY_NOT_AVAILABLE'));
    expect(existsSync(join(b.home, 'witness'))).toBe(false);
    await expect(b.ada.witness.start({ name: 'two words' })).rejects.toMatchObject(refusal('BAD_INPUT'));
    const made = await b.ada.witness.start({ name: 'counsel.example/console' });
    expect(made).toMatchObject({ key: { name: 'counsel.example/console' }, folder: join(b.home, 'witness') });
    expect(made.warning).toContain('not sealed');
    expect((await b.ada.witness.own({})).warning).toBeNull();
    await expect(b.ada.witness.start({ name: 'another' })).rejects.toMatchObject(refusal('BAD_INPUT'));
    vkey = made.key?.vkey ?? '';
  });

  test('is nobody’s witness at home', async () => {
    await expect(b.ada.witness.trust({ vkey })).rejects.toMatchObject({
      message: expect.stringContaining('someone else') as string,
    });
    expect((await a.ada.witness.trust({ vkey })).fingerprint).toBe((await b.ada.witness.own({})).key?.fingerprint);
  });

  test('answers no ledger whose key nobody compared', async () => {
    first = await ask(a);
    const reading = await read(first.text);
    expect(reading).toMatchObject({
      asked: { size: first.size, old: 0, keyIds: [first.log.split('+')[1]] },
      log: null,
      refusal: { code: 'LOG_UNKNOWN' },
    });
    await expect(b.ada.witness.answer({ text: first.text })).rejects.toMatchObject(refusal('LOG_UNKNOWN'));
    const other = await a.ada.incident.checkpoint({ incident: await a.declare() });
    const given = (log: string) => b.ada.witness.readKey({ text: first.text, vkey: log });
    await expect(given(other.log)).rejects.toMatchObject(refusal('LOG_KEY_WRONG'));
    await expect(given(vkey)).rejects.toMatchObject(refusal('BAD_INPUT'));
    await expect(given(`${first.log.slice(0, -2)}A=`)).rejects.toMatchObject(refusal('BAD_INPUT'));
    await expect(b.ada.witness.serve({ text: first.text, vkey: other.log })).rejects.toMatchObject(
      refusal('LOG_KEY_WRONG'),
    );
    expect((await b.ada.witness.own({})).logs).toEqual([]);
  });

  test('answers once somebody did, and the other console takes the answer in', async () => {
    const key = await b.ada.witness.readKey({ text: first.text, vkey: first.log });
    expect(key.fingerprint).toBe(first.logPrint);
    await b.ada.witness.serve({ text: first.text, vkey: first.log, name: 'Ada at the other site' });
    expect((await read(first.text)).refusal).toBeNull();
    expect(await seen()).toBeUndefined();
    // As it comes out of a mail: line ends of another system, none at the end.
    const answer = await b.ada.witness.answer({ text: first.text.replaceAll('\n', '\r\n').trimEnd() });
    expect(answer).toMatchObject({ size: first.size, at: b.clock.now() });
    const [line = ''] = answer.lines;
    expect(line).toMatch(/^— counsel\.example\/console [A-Za-z0-9+/]+=*\n$/);
    expect(readFileSync(memory()[0] ?? '', 'utf8')).toContain(line);
    await a.ada.witness.merge({ incident, text: line });
    expect((await a.ada.incident.view({ incident })).ledger.witnessed).toMatchObject({ size: first.size });
    expect(await b.ada.witness.own({})).toMatchObject({
      logs: [
        {
          origin: answer.origin,
          name: 'Ada at the other site',
          keys: [{ vkey: first.log }],
          seen: { size: first.size, at: answer.at },
          problem: null,
        },
      ],
    });
  });

  test('remembers after a restart, and tells from where to ask', async () => {
    await b.reopen();
    await note(a, 'later');
    expect(await read((await ask(a, 0)).text)).toMatchObject({
      log: { seen: { size: first.size } },
      refusal: { code: 'REQUEST_STALE', details: [String(first.size)] },
    });
    second = await ask(a);
    expect(second.old).toBe(first.size);
    await a.app.close();
    cpSync(a.home, join(folder, 'copy'), { recursive: true });
    await a.open();
    await b.ada.witness.answer({ text: second.text });
    expect(await refused(first.text)).toBe('REQUEST_BEHIND');
    await expect(b.ada.witness.answer({ text: first.text })).rejects.toMatchObject(
      refusal('REQUEST_BEHIND', String(second.size)),
    );
    expect(await seen()).toBe(second.size);
  });

  test('what was touched on the way is refused, each for what it is', async () => {
    await note(a, 'more');
    const { text } = await ask(a, second.size);
    expect((await read(text)).refusal).toBeNull();
    expect(await refused(`${text}\u0000`)).toBe('REQUEST_UNREADABLE');
    expect(await refused('not a request')).toBe('REQUEST_UNREADABLE');
    expect(await refused(text.replace('\n\n', '\n'))).toBe('REQUEST_UNREADABLE');
    const proof = text.split('\n')[1] ?? '';
    expect(await refused(text.replace(proof, `${proof.startsWith('A') ? 'B' : 'A'}${proof.slice(1)}`))).toBe(
      'PROOF_INVALID',
    );
    const { log } = await a.ada.incident.checkpoint({ incident: await a.declare() });
    const [origin = '', id = ''] = log.split('+');
    expect(id).not.toBe(first.log.split('+')[1]);
    expect(await refused(text.replaceAll(first.log.split('+')[0] ?? '', origin))).toBe('LOG_UNKNOWN');
    const signature = text.trimEnd().split(' ').at(-1) ?? '';
    const bent = `${signature.slice(0, 20)}${signature[20] === 'A' ? 'B' : 'A'}${signature.slice(21)}`;
    expect(await refused(text.replace(signature, bent))).toBe('LOG_KEY_WRONG');
    expect(await seen()).toBe(second.size);
  });

  test('two histories under one name: whichever comes second is refused', async () => {
    const other = await ConsoleHome.resume(join(folder, 'copy'), a);
    forked = other;
    await note(other, 'not the same');
    const third = await ask(a, second.size);
    await b.ada.witness.answer({ text: third.text });
    const grown = async () => (await other.ada.incident.view({ incident })).ledger.recorded;
    while ((await grown()) < third.size) await note(other, 'on another way');
    expect(await refused((await ask(other)).text)).toBe('LOG_FORKED');
    expect(await refused((await ask(other, third.size)).text)).toBe('LOG_FORKED');
    await note(other, 'and further');
    expect(await refused((await ask(other, third.size)).text)).toBe('PROOF_INVALID');
    expect(await seen()).toBe(third.size);
  });

  test('of two histories at the same moment one is cosigned, from the screen and from the command', async () => {
    const size = (await seen()) ?? 0;
    const fork = await ConsoleHome.create({ home: join(folder, 'c') });
    const started = await fork.declare();
    const requestOf = async (at: ConsoleHome) =>
      (await at.ada.witness.request({ incident: started, vkey, from: 0 })).text;
    await fork.ada.witness.trust({ vkey });
    await fork.app.close();
    cpSync(fork.home, join(folder, 'd'), { recursive: true });
    const twin = await ConsoleHome.resume(join(folder, 'd'), fork);
    await fork.open();
    try {
      for (const [at, text] of [
        [fork, 'one'],
        [twin, 'two'],
      ] as const)
        await at.ada.incident.addNote({ incident: started, text });
      const [one, two] = [await requestOf(fork), await requestOf(twin)];
      const { log } = await fork.ada.incident.checkpoint({ incident: started });
      await b.ada.witness.serve({ text: one, vkey: log });
      const command = (text: string) =>
        runNode([resolve(root, 'main/hosts/cli/entry.ts'), 'witness', '--state', join(b.home, 'witness')], text);
      const screen = (text: string) =>
        b.ada.witness.answer({ text }).then(
          () => true,
          () => false,
        );
      const answered = await Promise.all([
        ...[one, two, one, two].map(async (text) => (await command(text)).code === 0),
        ...[two, one].map(async (text) => {
          // The command takes a while to begin; the screen goes on asking meanwhile.
          for (let i = 0; i < 40; i += 1) if (await screen(text)) return true;
          return false;
        }),
      ]);
      expect(answered.filter((yes) => yes)).toHaveLength(1);
    } finally {
      await fork.app.close();
      await twin.app.close();
    }
    expect(await seen()).toBe(size);
  }, 120_000);

  test('a ledger of this console is not witnessed here', async () => {
    const stranger = await a.ada.witness.own({});
    expect(stranger.key).toBeNull();
    const other = (await a.ada.witness.start({})).key?.vkey ?? '';
    await b.ada.witness.trust({ vkey: other });
    const own = await b.declare();
    const { text, log } = await b.ada.witness.request({ incident: own, vkey: other });
    expect(await refused(text)).toBe('LEDGER_OWN');
    await expect(b.ada.witness.serve({ text, vkey: log })).rejects.toMatchObject(refusal('LEDGER_OWN'));
    await expect(b.ada.witness.answer({ text })).rejects.toMatchObject(refusal('LEDGER_OWN'));
  });

  test('a key that was dropped gets no answer, and what was seen stays', async () => {
    const before = await seen();
    await b.ada.witness.drop({ vkey: first.log });
    expect(await refused((await ask(a)).text)).toBe('LOG_UNKNOWN');
    expect(await lineOf()).toMatchObject({ keys: [], seen: { size: before } });
    await b.ada.witness.serve({ text: first.text, vkey: first.log });
  });

  test('a memory that was touched is told, and answers nothing', async () => {
    const [place = ''] = memory().filter((path) =>
      readFileSync(path, 'utf8').startsWith(first.log.split('+')[0] ?? ''),
    );
    const kept = readFileSync(place, 'utf8');
    writeFileSync(place, kept.replace(/^\d+$/m, '1'));
    expect(await lineOf()).toMatchObject({ seen: null, problem: expect.stringContaining('damaged') as string });
    await expect(b.ada.witness.answer({ text: (await ask(a)).text })).rejects.toMatchObject(refusal('HOME_UNUSABLE'));
    writeFileSync(place, kept);
  });

  test('nobody signed in, nothing told', async () => {
    const stranger = b.client();
    for (const call of [
      stranger.witness.own({}),
      stranger.witness.start({}),
      stranger.witness.read({ text: first.text }),
      stranger.witness.answer({ text: first.text }),
      stranger.witness.readKey({ text: first.text, vkey: first.log }),
      stranger.witness.serve({ text: first.text, vkey: first.log }),
      stranger.witness.drop({ vkey: first.log }),
    ])
      await expect(call).rejects.toMatchObject(refusal('LOCKED'));
  });
});
