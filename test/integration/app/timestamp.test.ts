import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificateText } from '../../../shared/ledger/certificate-text.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { requestBytes } from '../../../shared/view/timestamp-text.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { declaration } from '../../support/setup-input.ts';
import { TestTsa } from '../../support/test-tsa.ts';

const HOUR = 3_600_000;

describe('a console and a time-stamping authority that it cannot reach', () => {
  let tsa: TestTsa;
  let console: ConsoleHome;
  let incident: `inc-${string}`;

  const view = () => console.ada.incident.view({ incident });
  const ask = () => console.ada.timestamp.request({ incident, tsa: 'https://tsa.example/stamp' });
  const stamp = (request: string, options?: Parameters<TestTsa['stamp']>[1]) =>
    tsa.stamp(Buffer.from(request, 'base64'), options).toString('base64');
  const take = (reply: string, given: { rootPem?: string; intermediatesPem?: string } = { rootPem: tsa.rootPem }) =>
    console.ada.timestamp.import({ incident, reply, ...given });
  const reminders = async () =>
    (await view()).waiting.filter(({ kind }) => kind === 'timestamp').map(({ title }) => title);
  const vaultFile = (sha256: string) => join(console.home, 'incidents', incident, 'vault', sha256.slice(0, 2), sha256);

  beforeAll(() => {
    tsa = new TestTsa();
  });
  afterAll(() => tsa.remove());
  beforeEach(async () => {
    console = await ConsoleHome.create();
    const declared = await console.ada.incidents.declare(
      structuredClone(declaration) as unknown as Parameters<typeof console.ada.incidents.declare>[0],
    );
    incident = declared.incident as `inc-${string}`;
  });
  afterEach(async () => {
    await console.app.close();
    rmSync(console.home, { recursive: true, force: true });
  });

  test('request, reply, import: on record, shown, kept, and openssl agrees with the files of the vault', async () => {
    const before = (await view()).ledger.sealed;
    const asked = await ask();
    expect(asked).toMatchObject({
      size: before,
      requestName: `${incident}.checkpoint.${before}.tsq`,
      stampedName: `${incident}.checkpoint.${before}.stamped`,
    });
    expect(asked.commands[0]).toContain(
      `--data-binary @${asked.requestName} -o ${incident}.checkpoint.${before}.tsr https://tsa.example/stamp`,
    );
    expect(asked.stamped).toContain(`\n${before}\n`);
    const [request] = (await view()).timestampRequests;
    expect(request && Buffer.from(requestBytes(request)).toString('base64')).toBe(asked.request);

    const reply = stamp(asked.request);
    expect(await take(reply)).toMatchObject({ verified: 'yes' });
    const { timestamps, ledger } = await view();
    const [one] = timestamps;
    expect(one).toMatchObject({
      request: asked.recorded,
      size: before,
      tsaName: 'O=Test, CN=Test leaf',
      policy: '1.2.3.4.1',
      serial: '1001',
      verified: 'yes',
    });
    expect(ledger.timestamped).toEqual({ size: before, genTime: one?.genTime, tsa: 'O=Test, CN=Test leaf' });
    // What the stamp covers is witnessed, with the stamp as its proof; what came later is not.
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
    expect(rows.filter(({ witnessed }) => witnessed).map(({ index }) => index)).toEqual([...Array(before).keys()]);
    const { witnessed, stamped } = await console.ada.incident.entry({ incident, index: before - 1 });
    expect(witnessed).toBeNull();
    expect(stamped).toMatchObject({
      genTime: one?.genTime,
      tsa: 'O=Test, CN=Test leaf',
      replySha256: one?.replySha256,
      checkpoint: { size: before },
    });
    expect((await console.ada.incident.entry({ incident, index: before })).stamped).toBeNull();
    expect((await console.ada.console.view({})).timestampRoots).toEqual([
      { name: 'O=Test, CN=Test root', rootSha256: one?.rootSha256 },
    ]);

    const verify = [
      'ts',
      '-verify',
      '-in',
      vaultFile(one?.replySha256 ?? ''),
      '-CAfile',
      vaultFile(one?.rootPemSha256 ?? ''),
    ];
    expect(tsa.openssl(...verify, '-data', vaultFile(one?.checkpointSha256 ?? ''))).toContain('Verification: OK');
    expect(tsa.openssl(...verify, '-queryfile', vaultFile(request?.requestSha256 ?? ''))).toContain('Verification: OK');
    expect((await console.ada.incident.fsck({ incident })).findings).toEqual([]);
    const { path } = await console.ada.handoff.export({
      incident,
      recipient: 'Counsel',
      purpose: 'advice',
      directory: join(console.home, 'out'),
    });
    expect((await console.ada.handoff.verify({ path })).findings).toEqual([]);
    await console.reopen();
    expect((await view()).ledger.timestamped?.size).toBe(before);
  });

  test('a root comes with the line ends of Windows, with a byte-order mark, or in DER', async () => {
    const der = tsa.path('root.der');
    tsa.openssl('x509', '-in', tsa.path('root.pem'), '-outform', 'DER', '-out', der);
    const pem = tsa.rootPem;
    expect(certificateText(readFileSync(der))).toBe(pem);
    expect(certificateText(utf8(`\uFEFF${pem.replaceAll('\n', '\r\n')}`))).toBe(pem);
    expect(certificateText(new Uint8Array([0xff, 0xfe, 0x41]))).toBe('');
    const taken = await take(stamp((await ask()).request), { rootPem: certificateText(readFileSync(der)) });
    expect(taken.verified).toBe('yes');
  });

  test('the same reply twice is recorded once; a second reply under a known root needs no root', async () => {
    const reply = stamp((await ask()).request);
    const first = await take(reply);
    expect((await take(reply)).recorded).toBe(first.recorded);
    expect((await take(reply, {})).recorded).toBe(first.recorded);
    const second = await take(stamp((await ask()).request), {});
    expect(second.verified).toBe('yes');
    expect((await view()).timestamps).toHaveLength(2);
    expect((await console.ada.console.view({})).timestampRoots).toHaveLength(1);
    rmSync(join(console.home, 'trust'), { recursive: true });
    expect((await take(stamp((await ask()).request), {})).verified).toBe('unverified-chain');
  });

  test('without a root it is recorded as not shown and does not count, until the root comes', async () => {
    const reply = stamp((await ask()).request);
    expect(await take(reply, {})).toMatchObject({ verified: 'unverified-chain' });
    expect((await view()).ledger.timestamped).toBeNull();
    expect(await take(reply)).toMatchObject({ verified: 'yes' });
    expect((await view()).ledger.timestamped).not.toBeNull();
  });

  test('what is wrong has its own code, and nothing is recorded', async () => {
    const asked = await ask();
    const reply = stamp(asked.request);
    const recorded = (await view()).ledger.recorded;
    const refused = (given: string, code: string, more?: Parameters<typeof take>[1]) =>
      expect(take(given, more)).rejects.toMatchObject({ code });
    const other = new TestTsa('Other');
    const flipped = Buffer.from(reply, 'base64');
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    const [request] = (await view()).timestampRequests;
    await refused(Buffer.from('<html>').toString('base64'), 'TIMESTAMP_UNREADABLE');
    await refused(Buffer.from('30053003020102', 'hex').toString('base64'), 'TIMESTAMP_REFUSED');
    await refused(
      stamp(
        Buffer.from(requestBytes({ checkpointSha256: 'ab'.repeat(32), nonce: request?.nonce ?? '' })).toString(
          'base64',
        ),
      ),
      'TIMESTAMP_MISMATCH',
    );
    await refused(
      stamp(
        Buffer.from(
          requestBytes({ checkpointSha256: request?.checkpointSha256 ?? '', nonce: '0000000000000007' }),
        ).toString('base64'),
      ),
      'TIMESTAMP_NONCE_WRONG',
    );
    await refused(flipped.toString('base64'), 'TIMESTAMP_INVALID');
    await refused(reply, 'TIMESTAMP_CHAIN_BROKEN', { rootPem: other.rootPem });
    await refused(reply, 'BAD_INPUT', { rootPem: tsa.issuingPem });
    await refused('no base64!', 'BAD_INPUT');
    await refused(stamp(asked.request, { chain: 'leaf.pem' }), 'TIMESTAMP_CHAIN_BROKEN');
    other.remove();
    expect((await view()).ledger.recorded).toBe(recorded);
    expect((await console.ada.console.view({})).timestampRoots).toEqual([]);
    expect(
      await take(stamp(asked.request, { chain: 'leaf.pem' }), {
        rootPem: tsa.rootPem,
        intermediatesPem: tsa.issuingPem,
      }),
    ).toMatchObject({ verified: 'yes' });
  });

  test('reminds of a request that waits, and of a certificate that ends', async () => {
    const asked = await ask();
    expect(await reminders()).toEqual([]);
    console.clock.advance(25 * HOUR);
    expect(await reminders()).toEqual(['Time-stamp of https://tsa.example/stamp has not come back']);
    const ends = new Date(Date.parse((await view()).now) + 89 * 24 * HOUR)
      .toISOString()
      .replaceAll(/[-:T]/g, '')
      .slice(0, 14);
    tsa.leaf('soon', { notBefore: '20200101000000Z', notAfter: `${ends}Z` });
    await take(stamp(asked.request, { leaf: 'soon' }));
    const waiting = await reminders();
    expect(waiting).toEqual(['Time-stamp again']);
    tsa.leaf('late', { notBefore: '20200101000000Z', notAfter: '20500101000000Z' });
    await take(stamp((await ask()).request, { leaf: 'late' }));
    expect(await reminders()).toEqual([]);
  });

  test('only the hash of the checkpoint leaves the console', async () => {
    const asked = await ask();
    const bytes = Buffer.from(asked.request, 'base64');
    expect(bytes.length).toBeLessThanOrEqual(70);
    expect(bytes.includes(createHash('sha256').update(asked.stamped).digest())).toBe(true);
    expect(bytes.includes(Buffer.from(incident))).toBe(false);
    writeFileSync(tsa.path('own.tsq'), bytes);
    expect(tsa.openssl('ts', '-query', '-in', 'own.tsq', '-text')).toContain('Certificate required: yes');
  });

  test('nobody signed in: neither', async () => {
    await console.ada.session.lock({});
    await expect(ask()).rejects.toMatchObject({ code: 'LOCKED' });
    await expect(take('AAAA')).rejects.toMatchObject({ code: 'LOCKED' });
  });
});
