import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeRandom } from '../../../main/adapters/crypto/node-random.ts';
import { NodeHomeFiles } from '../../../main/adapters/files/home-files.ts';
import type { App } from '../../../main/app/app.ts';
import { openWitnessKey, type WitnessKey } from '../../../main/witness/witness-key.ts';
import { WitnessState, type WitnessAnswer } from '../../../main/witness/witness-state.ts';
import { composeApp } from '../../../main/hosts/compose.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { parseTlogProof, verifyTlogProof } from '../../../shared/ledger/tlog-proof.ts';
import { formatVerifierKey, makeVerifierKey, parseVerifierKey } from '../../../shared/ledger/verifier-key.ts';
import { crypto } from '../../support/parties.ts';
import { declaration, passphrase, setupFile } from '../../support/setup-input.ts';

type Client = RouterClient<App['router']>;

/** Files of a witness that can be made to fail before or after a write: what a kill at that moment leaves behind. */
class BreakableFiles extends NodeHomeFiles {
  breaks: 'before' | 'after' | null = null;
  override async writeText(path: string, text: string, options: { replace: boolean }): Promise<void> {
    if (this.breaks === 'before') throw new Error('killed before the write');
    await super.writeText(path, text, options);
    if (this.breaks === 'after') throw new Error('killed after the write');
  }
}

class WitnessMachine {
  readonly folder = mkdtempSync(join(tmpdir(), 'bulkhead-witness-'));
  readonly files = new BreakableFiles(this.folder, nodeRandom);
  nowMs = Date.parse('2026-11-22T03:00:00.000Z');
  #key: WitnessKey | null = null;

  /** Opened anew for each call, as the command is. */
  async #open(): Promise<WitnessState> {
    this.#key = await openWitnessKey(this.files, crypto, this.#key?.key.name);
    return new WitnessState(this.files, crypto, this.#key, () => this.nowMs);
  }
  async vkey(): Promise<string> {
    await this.#open();
    return this.#key ? formatVerifierKey(this.#key.key) : '';
  }
  async serve(log: string): Promise<void> {
    await (await this.#open()).addLog(log);
  }
  async answer(request: string): Promise<WitnessAnswer> {
    return (await this.#open()).answer(utf8(request));
  }
}

describe('a console and a witness', () => {
  let folder: string;
  let app: App;
  let client: Client;
  let incident: `inc-${string}`;
  let witness: WitnessMachine;
  let vkey: string;

  const open = async (): Promise<void> => {
    app = await composeApp({ home: join(folder, 'home'), host: 'cli', kdfLogN: 10 });
    client = createRouterClient(app.router, { context: { session: app.openSession() } });
    const { operators } = await client.console.view({});
    if (operators[0]) await client.session.unlock({ fingerprint: operators[0].fingerprint, passphrase });
  };
  const note = (text: string) => client.incident.addNote({ incident, text });
  const size = async (): Promise<number> => (await client.incident.view({ incident })).ledger.recorded;
  const request = async (from?: number): Promise<string> =>
    (await client.witness.request({ incident, vkey, ...(from === undefined ? {} : { from }) })).text;
  const merge = (text: string) => client.witness.merge({ incident, text });
  const round = async (): Promise<void> => void (await merge((await witness.answer(await request())).body));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bulkhead-console-'));
    app = await composeApp({ home: join(folder, 'home'), host: 'cli', kdfLogN: 10 });
    client = createRouterClient(app.router, { context: { session: app.openSession() } });
    await client.setup.create({
      ...(structuredClone(setupFile) as unknown as Parameters<Client['setup']['create']>[0]),
      passphrase,
    });
    const { operators } = await client.console.view({});
    await client.session.unlock({ fingerprint: operators[0]?.fingerprint ?? '', passphrase });
    const declared = await client.incidents.declare(
      structuredClone(declaration) as unknown as Parameters<Client['incidents']['declare']>[0],
    );
    incident = declared.incident as `inc-${string}`;
    witness = new WitnessMachine();
    vkey = await witness.vkey();
    await client.witness.trust({ vkey });
    await witness.serve((await client.incident.checkpoint({ incident })).log);
  });
  afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(witness.folder, { recursive: true, force: true });
  });

  test('what was witnessed shows in the view, in the rows and behind each entry', async () => {
    const covered = await size();
    await round();
    await note('after the witness');
    const view = await client.incident.view({ incident });
    expect(view.ledger.witnessed).toEqual({ size: covered, by: vkey.split('+')[0], at: '2026-11-22T03:00:00.000Z' });
    expect(view.cosignatures).toMatchObject([{ size: covered, vkey, by: 'Ada Commander' }]);
    const { rows } = await client.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.map(({ witnessed }) => witnessed)).toEqual(rows.map(({ index }) => index < covered));
    const detail = await client.incident.entry({ incident, index: 1 });
    expect(detail.witnessed?.lines).toMatchObject([
      { role: 'console', valid: true },
      { role: 'operator', who: 'Ada Commander', valid: true },
      { role: 'witness', valid: true, time: '2026-11-22T03:00:00.000Z' },
    ]);
    expect(detail.witnessed?.path.at(-1)?.result).toBe(detail.witnessed?.root);
    expect((await client.incident.entry({ incident, index: covered })).witnessed).toBeNull();
  });

  test('a request says nothing of people', async () => {
    await note('by Ada');
    const text = await request();
    expect(text.match(/^—.*$/gm)).toHaveLength(1);
    expect(text).not.toContain('bulkhead/operator/');
  });

  test('later requests prove consistency from what that witness saw, and only the last answer is new', async () => {
    await round();
    await note('more');
    const asked = await request();
    expect(asked).toMatch(/^old [1-9]\d*\n([A-Za-z0-9+/]{43}=\n)+\n/);
    const { body } = await witness.answer(asked);
    // Entries are recorded while the answer travels; it still finds its checkpoint.
    await note('meanwhile');
    const first = await merge(body);
    expect(await merge(`${body}— someone.else.example AAAAAAAAAAAA\n`)).toMatchObject({ recorded: first.recorded });
    expect((await client.incident.fsck({ incident })).verified).toBe(true);
  });

  test('the witness writes down what it saw before it answers', async () => {
    const asked = await request();
    witness.files.breaks = 'before';
    await expect(witness.answer(asked)).rejects.toThrow('killed before');
    witness.files.breaks = null;
    // Nothing was promised, so nothing is remembered.
    expect((await witness.answer(asked)).status).toBe(200);
    await note('more');
    const again = await request((await size()) - 1);
    witness.files.breaks = 'after';
    await expect(witness.answer(again)).rejects.toThrow('killed after');
    witness.files.breaks = null;
    // It may have been promised, so it is remembered, and the console is told from where to ask.
    const told = await witness.answer(again);
    expect(told).toMatchObject({ status: 409, body: `${await size()}\n` });
    await expect(merge(told.body)).rejects.toMatchObject({
      code: 'WITNESS_STALE',
      data: { details: [String(await size())] },
    });
    expect((await witness.answer(await request(await size()))).status).toBe(200);
  });

  test('a home put back to an older copy: the witness notices, and the console says what happened', async () => {
    await round();
    await app.close();
    cpSync(join(folder, 'home'), join(folder, 'copy'), { recursive: true });
    await open();
    await note('will be gone');
    const held = (await client.incident.checkpoint({ incident })).note;
    const { body } = await witness.answer(await request());
    await app.close();
    rmSync(join(folder, 'home'), { recursive: true });
    cpSync(join(folder, 'copy'), join(folder, 'home'), { recursive: true });
    await open();

    expect((await client.incident.fsck({ incident })).verified).toBe(true);
    expect((await client.incident.fsck({ incident, known: held })).findings).toMatchObject([
      { code: 'KNOWN_CHECKPOINT_AHEAD' },
    ]);
    const told = await witness.answer(await request());
    expect(told.status).toBe(409);
    await expect(merge(told.body)).rejects.toMatchObject({
      code: 'LEDGER_ROLLED_BACK',
      message: expect.stringContaining('A number alone is not signed') as string,
    });
    await expect(client.witness.request({ incident, vkey, from: Number(told.body) })).rejects.toMatchObject({
      code: 'LEDGER_ROLLED_BACK',
    });
    await expect(merge(`${held}${body}`)).rejects.toMatchObject({ code: 'LEDGER_ROLLED_BACK' });

    // It grows past that size on another way: a fork, whoever looks.
    for (const text of ['another', 'history', 'altogether']) await note(text);
    expect((await witness.answer(await request(Number(told.body)))).status).toBe(422);
    await expect(merge(`${held}${body}`)).rejects.toMatchObject({ code: 'LEDGER_FORKED' });
    await expect(merge(body)).rejects.toMatchObject({ code: 'COSIGNATURE_INVALID' });
    expect((await client.incident.fsck({ incident, known: held })).findings).toMatchObject([
      { code: 'KNOWN_CHECKPOINT_FORK' },
    ]);
  });

  test('answers of strangers, of other incidents, and broken ones are refused', async () => {
    const stranger = new WitnessMachine();
    await stranger.vkey();
    await stranger.serve((await client.incident.checkpoint({ incident })).log);
    const { body } = await stranger.answer(await request());
    rmSync(stranger.folder, { recursive: true });
    await expect(merge(body)).rejects.toMatchObject({ code: 'WITNESS_UNKNOWN' });
    const good = (await witness.answer(await request())).body;
    await expect(merge(good.slice(0, -6))).rejects.toMatchObject({ code: 'COSIGNATURE_INVALID' });
    await expect(merge(good.replace('— ', '- '))).rejects.toMatchObject({
      code: 'COSIGNATURE_INVALID',
      message: expect.stringContaining('another dash') as string,
    });
    await expect(merge('they said it is fine')).rejects.toMatchObject({
      code: 'COSIGNATURE_INVALID',
      message: expect.stringContaining('no line that begins with') as string,
    });
    const other = await client.incidents.declare(
      structuredClone(declaration) as unknown as Parameters<Client['incidents']['declare']>[0],
    );
    await expect(
      client.witness.merge({ incident: other.incident as `inc-${string}`, text: good }),
    ).rejects.toMatchObject({ code: 'COSIGNATURE_INVALID' });
    expect((await client.incident.view({ incident })).ledger.witnessed).toBeNull();
    await merge(good);
  });

  test('a witness that is no longer trusted counts for nothing, and may be trusted again', async () => {
    await round();
    await client.witness.distrust({ vkey, reason: 'the laptop was lost' });
    expect((await client.incident.view({ incident })).ledger.witnessed).toBeNull();
    expect((await client.incident.entry({ incident, index: 0 })).witnessed).toBeNull();
    await expect(request()).rejects.toMatchObject({ code: 'WITNESS_UNKNOWN' });
    expect((await client.console.view({})).witnesses).toMatchObject([{ vkey, distrusted: true }]);
    await client.witness.trust({ vkey, name: 'found again' });
    expect((await client.incident.view({ incident })).ledger.witnessed).not.toBeNull();
  });

  test('nobody is their own witness, and none counts twice', async () => {
    const log = (await client.incident.checkpoint({ incident })).log;
    await expect(client.witness.trust({ vkey: log })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const parsed = parseVerifierKey(crypto.sha256, log);
    if (!parsed.ok) throw new Error(parsed.why);
    const own = formatVerifierKey(
      makeVerifierKey(crypto.sha256, 'not.me.example', 'cosignature-ed25519', parsed.key.publicKey),
    );
    await expect(client.witness.trust({ vkey: own })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('someone else') as string,
    });
    const known = parseVerifierKey(crypto.sha256, vkey);
    if (!known.ok) throw new Error(known.why);
    const renamed = formatVerifierKey(
      makeVerifierKey(crypto.sha256, 'second.name.example', 'cosignature-ed25519', known.key.publicKey),
    );
    await expect(client.witness.trust({ vkey: renamed })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('the proof of one entry carries the witness, holds for a stranger, and for no other entry', async () => {
    await round();
    await note('later');
    const { proof, entry, log, witnesses } = await client.incident.proof({ incident, index: 1 });
    expect(witnesses).toEqual([vkey]);
    const parsed = parseTlogProof(utf8(proof));
    const keys = [log, ...witnesses].map((text) => parseVerifierKey(crypto.sha256, text));
    if (!parsed.ok || !keys[0]?.ok || !keys[1]?.ok) throw new Error('not readable');
    const policy = { logs: [keys[0].key], witnesses: [{ name: 'w', key: keys[1].key }], groups: [], quorum: 'w' };
    expect(verifyTlogProof(crypto, { proof: parsed.proof, entry: utf8(entry), policy })).toMatchObject({
      holds: true,
      index: 1,
    });
    const { entry: other } = await client.incident.proof({ incident, index: 2 });
    expect(verifyTlogProof(crypto, { proof: parsed.proof, entry: utf8(other), policy }).holds).toBe(false);
    await expect(client.incident.proof({ incident, index: 1000 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('what lies in the folder of the witness is what the monitoring interface of tlog-witness would serve', async () => {
    await round();
    const { origin } = await client.incident.checkpoint({ incident });
    const place = Buffer.from(crypto.sha256(utf8(origin))).toString('hex');
    expect(readFileSync(join(witness.folder, place, 'checkpoint'), 'utf8')).toContain(`${origin}\n`);
  });
});
