import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rfc3161 } from '../../../main/adapters/tsa/rfc3161.ts';
import type { ReplyCheck } from '../../../main/ports/timestamps.ts';
import { encodeTimestampRequest } from '../../../shared/ledger/timestamp-request.ts';
import { TestTsa } from '../../support/test-tsa.ts';

const STAMPED = Buffer.from('bulkhead/incident/00112233445566778899aabbccddeeff\n7\nroot\n\n— a line\n');
const imprint = new Uint8Array(createHash('sha256').update(STAMPED).digest());
const nonce = Uint8Array.from([0xff, 2, 3, 4, 5, 6, 7, 8]);
const request = encodeTimestampRequest(imprint, nonce);
const DAY = 86_400_000;
const asn1Time = (ms: number): string => `${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`;

describe('time-stamp replies of a real authority', () => {
  let tsa: TestTsa;
  let reply: Buffer;
  const check = (given: Partial<ReplyCheck> = {}) =>
    rfc3161.verify({ reply, imprint, nonce, rootPem: tsa.rootPem, intermediatesPem: null, ...given });
  const fault = async (given: Partial<ReplyCheck> = {}) => {
    const result = await check(given);
    return result.ok ? 'ok' : result.fault;
  };

  beforeAll(() => {
    tsa = new TestTsa();
    reply = tsa.stamp(request);
  });
  afterAll(() => tsa.remove());

  test('openssl reads the request as a request for SHA-256 with nonce and certificate', () => {
    expect(request).toHaveLength(70);
    const text = tsa.openssl('ts', '-query', '-in', tsa.write('own.tsq', request), '-text');
    expect(text).toContain('Hash Algorithm: sha256');
    expect(text).toContain('Nonce: 0xFF02030405060708');
    expect(text).toContain('Certificate required: yes');
    expect(text).toContain('Policy OID: unspecified');
  });

  test.each([
    ['zero', [0, 0, 0, 0, 0, 0, 0, 0], '0x0', 62],
    ['small', [0, 0, 0, 0, 0, 0, 0, 1], '0x01', 62],
    ['zeros in front of a high bit', [0, 0, 0, 0, 0, 0, 0x80, 1], '0x8001', 64],
    ['no sign bit', [0x7f, 2, 3, 4, 5, 6, 7, 8], '0x7F02030405060708', 69],
  ])('a nonce that is %s has its one encoding', async (_, bytes, shown, length) => {
    const own = encodeTimestampRequest(imprint, Uint8Array.from(bytes));
    expect(own).toHaveLength(length);
    expect(tsa.openssl('ts', '-query', '-in', tsa.write('own.tsq', own), '-text')).toContain(`Nonce: ${shown}`);
    expect(await fault({ reply: tsa.stamp(own), nonce: Uint8Array.from(bytes) })).toBe('ok');
  });

  test('verifies, and openssl agrees', async () => {
    const result = await check();
    expect(result).toMatchObject({ ok: true, tsaName: 'O=Test, CN=Test leaf', policy: '1.2.3.4.1', serial: '1001' });
    expect(await rfc3161.read(reply)).toEqual({
      ok: true,
      imprint: Buffer.from(imprint).toString('hex'),
      nonce: 'ff02030405060708',
    });
    const argv = ['ts', '-verify', '-in', tsa.write('own.tsr', reply), '-CAfile', 'root.pem'];
    expect(tsa.openssl(...argv, '-data', tsa.write('stamped', STAMPED))).toContain('Verification: OK');
    expect(tsa.openssl(...argv, '-queryfile', tsa.write('own.tsq', request))).toContain('Verification: OK');
  });

  test('needs the issuing certificate from the token or from the person', async () => {
    const bare = tsa.stamp(request, { chain: 'leaf.pem' });
    expect(await fault({ reply: bare })).toBe('chain');
    expect(await fault({ reply: bare, intermediatesPem: tsa.issuingPem })).toBe('ok');
    expect(await fault({ reply: bare, rootPem: null })).toBe('ok');
    expect(await fault({ reply: bare, intermediatesPem: 'no pem' })).toBe('chain');
  });

  test('other imprint, other nonce, other root', async () => {
    expect(await fault({ imprint: new Uint8Array(32) })).toBe('imprint');
    expect(await fault({ nonce: Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]) })).toBe('nonce');
    const other = new TestTsa('Test');
    expect(await fault({ rootPem: other.rootPem })).toBe('chain');
    expect(await fault({ rootPem: tsa.issuingPem })).toBe('chain');
    expect(await fault({ rootPem: `${tsa.rootPem}${other.rootPem}` })).toBe('chain');
    expect(await rfc3161.root(tsa.issuingPem)).toBeNull();
    expect((await rfc3161.root(tsa.rootPem))?.fingerprint).toBe(
      tsa
        .openssl('x509', '-in', 'root.pem', '-noout', '-fingerprint', '-sha256')
        .split('=')[1]
        ?.trim()
        .replaceAll(':', '')
        .toLowerCase(),
    );
    other.remove();
  });

  test('a certificate that expired since still verifies by the time in the token; one that had expired then does not', async () => {
    const now = Date.now();
    tsa.leaf('brief', { notBefore: asn1Time(now - DAY), notAfter: asn1Time(now + 3000) });
    const brief = tsa.stamp(request, { leaf: 'brief' });
    const genTime = Math.floor(Date.now() / 1000);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, now + 4500 - Date.now())));
    const argv = [
      'ts',
      '-verify',
      '-in',
      tsa.write('brief.tsr', brief),
      '-queryfile',
      tsa.write('own.tsq', request),
      '-CAfile',
      'root.pem',
    ];
    expect(() => tsa.openssl(...argv)).toThrow(/certificate has expired/);
    expect(tsa.openssl(...argv, '-attime', String(genTime))).toContain('Verification: OK');
    expect(await fault({ reply: brief })).toBe('ok');
    tsa.leaf('past', { notBefore: asn1Time(now - 20 * DAY), notAfter: asn1Time(now - 10 * DAY) });
    expect(await fault({ reply: tsa.stamp(request, { leaf: 'past' }) })).toBe('validity');
    expect(await fault({ reply: tsa.stamp(request, { leaf: 'past' }), rootPem: null })).toBe('validity');
  });

  test.each([
    ['flips one byte of the time', (bytes: Buffer) => bytes.indexOf(Buffer.from('180f', 'hex')) + 15],
    ['flips one byte of the signature', (bytes: Buffer) => bytes.length - 1],
  ])('whoever %s is found out', async (_, at) => {
    const forged = Buffer.from(reply);
    const place = at(forged);
    forged[place] = (forged[place] ?? 0) ^ 1;
    expect(await fault({ reply: forged })).toBe('signature');
  });

  test('no byte can be changed to another time, name or serial', { timeout: 120_000 }, async () => {
    const good = await check();
    expect(good.ok).toBe(true);
    for (let at = 0; at < reply.length; at += 7) {
      const forged = Buffer.from(reply);
      forged[at] = (forged[at] ?? 0) ^ 0x21;
      const result = await check({ reply: forged });
      // Bytes that nobody signs (the status text, an unused certificate) may change; what is told may not.
      if (result.ok) expect(result).toEqual(good);
    }
  });

  test('cut anywhere, or with something behind it, it is unreadable', { timeout: 240_000 }, async () => {
    for (let length = 0; length < reply.length; length += 13)
      expect(await fault({ reply: reply.subarray(0, length) })).toBe('unreadable');
    expect(await fault({ reply: Buffer.concat([reply, Buffer.from([0])]) })).toBe('unreadable');
  });

  test('a refusal of the authority is told as one', async () => {
    // PKIStatusInfo { rejection }, as openssl writes it for a digest it does not take.
    expect(await fault({ reply: Buffer.from('30053003020102', 'hex') })).toBe('refused');
  });

  test.each([
    ['without extended key usage', 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n'],
    ['for time-stamping, not critical', 'keyUsage=critical,digitalSignature\nextendedKeyUsage=timeStamping\n'],
    ['for servers too', 'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping,serverAuth\n'],
  ])('a certificate %s does not count', async (_, extensions) => {
    tsa.leaf('wrong', { extensions });
    expect(await fault({ reply: stampAnyway(tsa) })).toBe('purpose');
  });

  test('hostile bytes are refused at once', async () => {
    const started = performance.now();
    const nesting = (count: number) => Buffer.alloc(count * 2, Buffer.from([0x30, 0x80]));
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('not DER at all'),
      Buffer.alloc(1 << 20, 0x30),
      nesting(1 << 19),
      nesting(60_000),
      Buffer.alloc(200_000, 0x30),
      Buffer.from('3084ffffffff', 'hex'),
      Buffer.from('30883fffffffffffffff', 'hex'),
      Buffer.concat([Buffer.from('308303d090', 'hex'), Buffer.alloc(250_000, Buffer.from('0500', 'hex'))]),
      Buffer.from('<html>502 Bad Gateway</html>'),
    ])
      expect(await fault({ reply: bytes })).toBe('unreadable');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

/** A token signed by a certificate that openssl would not stamp with, as `openssl cms` makes it. */
function stampAnyway(tsa: TestTsa): Buffer {
  const seconds = new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  const der = (tag: number, ...content: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const length =
      body.length < 128
        ? [body.length]
        : body.length < 256
          ? [0x81, body.length]
          : [0x82, body.length >> 8, body.length & 255];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const hash = Buffer.from('300d06096086480165030402010500', 'hex');
  const tst = der(
    0x30,
    Buffer.from('020101', 'hex'),
    Buffer.from('06042a030401', 'hex'),
    der(0x30, hash, der(4, Buffer.from(imprint))),
    Buffer.from('02021001', 'hex'),
    der(0x18, Buffer.from(`${seconds}Z`)),
    der(2, Buffer.from([0, ...nonce])),
  );
  tsa.write('tst', tst);
  tsa.openssl(
    'cms',
    '-sign',
    '-binary',
    '-in',
    'tst',
    '-nodetach',
    '-econtent_type',
    '1.2.840.113549.1.9.16.1.4',
    '-signer',
    'wrong.pem',
    '-inkey',
    'wrong.key',
    '-certfile',
    'issuing.pem',
    '-md',
    'sha256',
    '-cades',
    '-outform',
    'DER',
    '-out',
    'token.der',
  );
  return der(0x30, Buffer.from('3003020100', 'hex'), readFileSync(tsa.path('token.der')));
}
