import { expect, test } from 'vitest';
import type { Instant } from '../../../shared/domain/instant.ts';
import { fromHex, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { TimestampCheck } from '../../../shared/ledger/timestamp-check.ts';
import { encodeTimestampRequest } from '../../../shared/ledger/timestamp-request.ts';
import { crypto } from '../../support/parties.ts';

const { sha256 } = crypto;
const note = utf8('three lines and a signature');
const nonce = '00000000000000ff';
const requestSha256 = toHex(sha256(encodeTimestampRequest(sha256(note), fromHex(nonce) ?? new Uint8Array(8))));
const request = {
  size: 7,
  root: '11'.repeat(32),
  checkpointSha256: toHex(sha256(note)),
  requestSha256,
  nonce,
  tsa: 'x',
};
const stamp = {
  request: 7,
  size: 7,
  checkpointSha256: request.checkpointSha256,
  genTime: '2026-11-22T02:10:00.000Z' as Instant,
  tsaName: 'TSA\u202e',
  policy: '1.2.3',
  serial: '01',
  replySha256: '22'.repeat(32),
  certificateExpires: '2027-11-22T02:10:00.000Z' as Instant,
  verified: 'yes' as 'yes' | 'unverified-chain',
  rootSha256: null,
  rootPemSha256: null,
  intermediatesPemSha256: null,
};
const entry = (kind: string, index: number, body: object) =>
  ({ kind, index, body }) as unknown as Extract<Entry, { kind: 'timestamp.requested' | 'timestamp.received' }>;

function checked(asked: Partial<typeof request>, answered: Partial<typeof stamp>) {
  const check = new TimestampCheck(sha256);
  check.sealed(3, utf8('another'));
  check.sealed(7, note);
  const faults = [
    check.take(entry('timestamp.requested', 7, { ...request, ...asked })),
    check.take(entry('timestamp.received', 8, { ...stamp, ...answered })),
  ];
  return { faults, statements: check.statements(9) };
}

test('a stamp over a checkpoint of this ledger fits, and is told without a steering character', () => {
  const { faults, statements } = checked({}, {});
  expect(faults).toEqual([null, null]);
  expect(statements).toHaveLength(1);
  expect(statements[0]).toContain(
    'TSA\\u202e says that the first 7 of 9 entries existed not later than 2026-11-22T02:10:00.000Z',
  );
});

test.each([
  ['of no checkpoint', { size: 6 }, 'something else'],
  ['of another one', { size: 3 }, 'something else'],
  ['over other bytes', { checkpointSha256: 'ab'.repeat(32) }, 'something else'],
  ['with another nonce than its file', { nonce: '0000000000000001' }, 'not the request'],
])('a request %s does not', (_, asked, why) => {
  expect(checked(asked, {}).faults[0]).toContain(why);
});

test.each([
  ['no request', { request: 5 }],
  ['a request of another size', { size: 3 }],
  ['a request over other bytes', { checkpointSha256: 'ab'.repeat(32) }],
])('a stamp that answers %s does not, and is not told', (_, answered) => {
  const { faults, statements } = checked({}, answered);
  expect(faults).toEqual([null, expect.stringContaining('answers no request')]);
  expect(statements).toEqual([]);
});

test('a stamp whose maker was not shown is not told', () => {
  expect(checked({}, { verified: 'unverified-chain' })).toEqual({ faults: [null, null], statements: [] });
});
