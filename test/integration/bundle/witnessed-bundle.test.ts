import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { VERIFY_PROGRAM_TEXT } from '../../../shared/bundle/verify-program.ts';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { verifierKey } from '../../../shared/ledger/signed-note.ts';
import { verifierKeyPrint } from '../../../shared/ledger/verifier-key.ts';
import { bundleOf } from '../../support/ledger-bundle.ts';
import { LedgerBuilder, LIVE_ORIGIN } from '../../support/ledger-builder.ts';
import { alice, crypto } from '../../support/parties.ts';
import { runProgram, type Ran } from '../../support/run-program.ts';
import { vectorFile } from '../../support/vector-file.ts';
import { cosignatureOf, laptop, testWitness, witnessed, WITNESSED_AT } from '../../support/witness-story.ts';

// verify.py and the console read the same cosignatures; what the reader brings about keys is asked of verify.py here.

const phone = testWitness('witness.example/w2', 0x78);
/** Another key under the name of the laptop, as somebody would make one who wants to be taken for it. */
const impostor = testWitness('witness.example/w1', 0x79);
const SINCE = instantFromMs(WITNESSED_AT * 1000);
const print = ({ vkey }: { readonly vkey: string }): string => verifierKeyPrint(crypto.sha256, vkey);

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-witnessed-'));
  writeFileSync(join(scratch, 'verify.py'), VERIFY_PROGRAM_TEXT);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let made = 0;
async function check(
  ledger: LedgerBuilder,
  ...args: readonly string[]
): Promise<{ readonly ours: readonly string[]; readonly theirs: readonly string[]; readonly python: Ran }> {
  const bundle = await bundleOf(ledger);
  const folder = join(scratch, String((made += 1)));
  bundle.writeTo(folder);
  const report = await verifyBundleSource(bundle, { crypto, trust: {} });
  const python = await runProgram('python3', [join(scratch, 'verify.py'), folder, ...args], scratch);
  expect(python.output).not.toContain('Traceback');
  return {
    ours: report.findings.map(({ code, entry, severity }) => `${severity} ${code} ${entry ?? ''}`.trim()),
    theirs: [...python.output.matchAll(/^(FAIL|WARN) (\S+) [^:]*?(?: entry (\d+))?:/gm)].map(([, how, code, entry]) =>
      `${how === 'FAIL' ? 'error' : 'warning'} ${code ?? ''} ${entry ?? ''}`.trim(),
    ),
    python,
  };
}

const start = (): LedgerBuilder => new LedgerBuilder().note(alice, 'one').note(alice, 'two');
const other = crypto.sha256(new Uint8Array(1));
const tampered = (line: string): string => `${line.slice(0, 60)}${line[60] === 'A' ? 'B' : 'A'}${line.slice(61)}`;
const { newer, newerCosignature } = vectorFile('witness.json') as { newer: { vkey: string }; newerCosignature: string };

describe('the same findings about', () => {
  test.concurrent.each<readonly [string, () => LedgerBuilder, readonly string[]]>([
    ['a good line', () => witnessed(start(), 3), []],
    ['two good lines of two witnesses', () => witnessed(witnessed(start(), 2), 3, { departs: { witness: phone } }), []],
    [
      'one altered character of a line',
      () => witnessed(start(), 3, { cosignature: tampered(cosignatureOf(start(), 3).line) }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    [
      'a line over another origin',
      () => witnessed(start(), 3, { departs: { origin: `${LIVE_ORIGIN.slice(0, -1)}0` } }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    ['a line over another size', () => witnessed(start(), 3, { size: 2 }), ['error COSIGNATURE_INVALID 3']],
    [
      'a line of another key under the same name',
      () => witnessed(start(), 3, { cosignature: cosignatureOf(start(), 3, { witness: impostor }).line }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    [
      'a key whose id is off by one',
      () => witnessed(start(), 3, { vkey: laptop.vkey.replace('773a6c12', '773a6c13') }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    [
      'a key that is no key',
      () => witnessed(start(), 3, { vkey: 'witness.example/w1+773a6c12+BAAAAAAA' }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    [
      'another time than the signed one',
      () => witnessed(start(), 3, { time: instantFromMs((WITNESSED_AT + 1) * 1000) }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    [
      'a line that is cut off',
      () => witnessed(start(), 3, { cosignature: '— witness.example/w1 dzpsEgAAAAA=' }),
      ['error COSIGNATURE_INVALID 3'],
    ],
    ['no line', () => witnessed(start(), 3, { cosignature: 'yes, I saw it' }), ['error COSIGNATURE_INVALID 3']],
    [
      'a good line over another tree',
      () => witnessed(start(), 3, { departs: { rootBytes: other } }),
      ['error COSIGNED_FORK 3'],
    ],
    [
      'a good line over entries that no checkpoint ends at',
      () =>
        witnessed(new LedgerBuilder().append(alice, { kind: 'note.added', body: { text: 'a' } }).note(alice, 'b'), 2),
      ['error COSIGNED_FORK 3'],
    ],
  ])('%s', async (_, make, expected) => {
    const { ours, theirs, python } = await check(make());
    expect(ours).toEqual(expected);
    expect(theirs).toEqual(expected);
    expect(python.code).toBe(expected.length === 0 ? 0 : 1);
  });

  test('a line that only a newer program can verify: no finding, but told', async () => {
    const ledger = witnessed(start(), 2, { vkey: newer.vkey, cosignature: newerCosignature.trim() });
    const { theirs, python } = await check(ledger);
    expect(theirs).toEqual(['warning COSIGNATURE_UNCHECKED 3']);
    expect(python.output).not.toContain('witnessed: ');
  });
});

describe('what verify.py tells of witnesses', () => {
  const twice = (): LedgerBuilder =>
    witnessed(witnessed(start(), 2).note(alice, 'three'), 4, { departs: { time: WITNESSED_AT + 60 } });

  test('a key that the reader brought: which entries, since when, and what is left', async () => {
    const { python } = await check(twice(), '--vkey', laptop.vkey);
    const whose = `${laptop.key.name}, fingerprint ${print(laptop)}`;
    expect(python.output).toContain(`\nwitnessed: entries 0 to 1, since ${SINCE} by the clock of ${whose}\n`);
    expect(python.output).toContain(
      `\nwitnessed: entries 2 to 3, since ${instantFromMs((WITNESSED_AT + 60) * 1000)} by the clock of ${whose}\n`,
    );
    expect(python.output).toContain('\n  entries 4 to 5: no line of this witness covers them\n');
    expect(python.output).toContain('\nall witnesses that you named have cosigned for the first 4 of 6 entries\n');
    expect(python.output).not.toContain('NOT compared: that key');
    expect(python.code).toBe(0);
  });

  test('a key that came with the record is told as such', async () => {
    const { python } = await check(twice());
    expect(python.output).toContain('\nrecorded as witnessed: entries 0 to 1');
    expect(python.output).toContain('NOT compared: that key came with the record');
    expect(python.output).not.toMatch(/^witnessed: /m);
    expect(python.code).toBe(0);
  });

  test('a witness whose word was wanted and is not there', async () => {
    const { theirs, python } = await check(twice(), '--vkey', laptop.vkey, '--vkey', phone.vkey);
    expect(theirs).toEqual(['error TRUST_NOT_ANCHORED']);
    expect(python.output).toContain(`not witnessed: no good line by ${phone.key.name}`);
    expect(python.code).toBe(1);
  });

  test('the impostor’s key does not stand for the laptop’s, nor the other way round', async () => {
    const record = witnessed(start(), 3, { departs: { witness: impostor } });
    const { theirs, python } = await check(record, '--vkey', laptop.vkey);
    expect(theirs).toEqual(['error TRUST_NOT_ANCHORED']);
    expect(python.output).toContain(
      `recorded as witnessed: entries 0 to 2, since ${SINCE} by the clock of ${impostor.key.name}, fingerprint ${print(impostor)}`,
    );
  });

  test.each<readonly [string, string, readonly string[], string]>([
    ['one of two, and one is there', 'any', [], 'reached for the first 4 of 6 entries'],
    [
      'both, and one is there',
      'all',
      ['error TRUST_NOT_ANCHORED'],
      'the quorum of the policy is reached for no checkpoint',
    ],
  ])('a policy of %s', async (_, number, expected, told) => {
    const file = join(scratch, `policy-${number}`);
    writeFileSync(
      file,
      `# whom we believe\nlog ${await consoleKey()}\nwitness laptop ${laptop.vkey}\nwitness phone ${phone.vkey} https://w2.example\ngroup both ${number} laptop phone\nquorum both\n`,
    );
    const { theirs, python } = await check(twice(), '--policy', file);
    expect(theirs).toEqual(expected);
    expect(python.output).toContain(told);
    expect(python.output).not.toContain('(NOT compared');
  });

  test('another console than the one that the reader’s key is of', async () => {
    const key = await consoleKey();
    expect((await check(twice(), '--vkey', key)).theirs).toEqual([]);
    const foreign = verifierKey(crypto.sha256, { name: LIVE_ORIGIN, publicKey: alice.signer.publicKey });
    expect((await check(twice(), '--vkey', foreign)).theirs).toEqual(['error TRUST_MISMATCH 0']);
  });

  test('lines under a checkpoint that the reader holds: good, altered, and by an unknown key', async () => {
    const ledger = start();
    const { line } = cosignatureOf(ledger, 3);
    const unknown = cosignatureOf(ledger, 3, { witness: phone }).line;
    const note = new TextDecoder().decode(ledger.lastCheckpoint()?.note);
    const held = join(scratch, 'held');
    const against = async (...lines: readonly string[]) => {
      writeFileSync(held, utf8(`${note}${lines.map((one) => `${one}\n`).join('')}`));
      return check(ledger, '--checkpoint', held, '--vkey', laptop.vkey);
    };
    const good = await against(line, unknown);
    expect(good.theirs).toEqual([]);
    expect(good.python.output).toContain(`\nwitnessed: entries 0 to 2, since ${SINCE}`);
    expect(good.python.output).toContain(
      `unknown key: 1 signature lines under checkpoints by ${phone.key.name} (key id ${toHex(phone.key.keyId)}), not judged`,
    );
    const bad = await against(tampered(line));
    expect(bad.theirs).toEqual(['error COSIGNATURE_INVALID', 'error TRUST_NOT_ANCHORED']);
    // One bad line of a known key spoils the good one beside it (C2SP signed-note).
    expect((await against(line, tampered(line))).theirs).toEqual(['error COSIGNATURE_INVALID']);
    // Nobody knows whose it is, so nobody says that it is bad.
    expect((await against(line, tampered(unknown))).theirs).toEqual([]);
    const many = await against(...Array.from({ length: 100 }, () => line));
    expect(many.python).toMatchObject({ code: 2, output: expect.stringContaining('more than 100') as string });
  });

  test.each([
    ['--vkey', 'nonsense'],
    ['--vkey', laptop.vkey.replace('773a6c12', '773a6c13')],
    ['--vkey', `${laptop.vkey}=`],
    ['--policy', 'nowhere'],
  ])('%s %s is refused in a line, without a stack', async (option, value) => {
    const { python } = await check(start(), option, value);
    expect(python.code).toBe(2);
  });

  test.each([
    ['no quorum', `witness a ${laptop.vkey}\n`],
    ['a keyword that is none', `trust ${laptop.vkey}\nquorum none\n`],
    ['one key twice', `witness a ${laptop.vkey}\nwitness b ${laptop.vkey}\nquorum a\n`],
    ['a name before its line', `quorum a\nwitness a ${laptop.vkey}\n`],
    ['a group of more than there are', `witness a ${laptop.vkey}\ngroup g 2 a\nquorum g\n`],
    ['CRLF', `witness a ${laptop.vkey}\r\nquorum a\r\n`],
    ['cut off', `witness a ${laptop.vkey}\nquorum a`],
  ])('a policy with %s is refused in a line, without a stack', async (_, text) => {
    const file = join(scratch, 'bad-policy');
    writeFileSync(file, text);
    const { python } = await check(start(), '--policy', file);
    expect(python).toMatchObject({ code: 2, output: expect.stringContaining('is not a policy') as string });
  });
});

test('an openssl that cannot check Ed25519 is told, and the record is not called false', async () => {
  const bundle = await bundleOf(start());
  const folder = join(scratch, 'old-openssl');
  bundle.writeTo(folder);
  const fake = join(scratch, 'bin');
  mkdirSync(fake, { recursive: true });
  writeFileSync(join(fake, 'openssl'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const { code, output } = await runProgram(
    'sh',
    ['-c', 'PATH="$1:$PATH" exec python3 "$2" "$3"', 'sh', fake, join(scratch, 'verify.py'), folder],
    scratch,
  );
  expect(code).toBe(2);
  expect(output).toContain('cannot check Ed25519');
  expect(output).not.toContain('FAIL');
});

async function consoleKey(): Promise<string> {
  return (await bundleOf(start())).text('trust/vkeys.txt').split('\n')[0] ?? '';
}
