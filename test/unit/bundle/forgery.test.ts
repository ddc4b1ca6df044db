import { beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { writeBundle } from '../../../main/handoff/write-bundle.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { leafHash } from '../../../shared/ledger/merkle.ts';
import { EXERCISE_ORIGIN, LedgerBuilder } from '../../support/ledger-builder.ts';
import { MemoryBundle } from '../../support/memory-bundle.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { alice, bob, consoleParty, crypto, mallory, otherConsole } from '../../support/parties.ts';
import { reseal } from '../../support/reseal.ts';
import { requestFor, writeSample } from '../../support/sample-bundle.ts';

const anchored = { consoleFingerprint: consoleParty.signer.fingerprint };
const verify = (bundle: MemoryBundle): Promise<Report> => verifyBundleSource(bundle, { crypto, trust: anchored });
const seen = (report: Report): string[] => report.findings.map(({ code, file }) => `${code} ${file}`);

let good: MemoryBundle;
beforeAll(async () => {
  good = new MemoryBundle();
  await writeSample(good);
});

test('making it fit again without a change changes nothing', async () => {
  const resealed = await reseal(good.copy());
  expect(Object.fromEntries(resealed.files)).toEqual(Object.fromEntries(good.files));
});

describe('with the keys, and manifests that fit', () => {
  test('an entry and its leaf hash', async () => {
    const bundle = good.copy();
    const before = bundle.text('data/ledger/entries.jsonl');
    const after = before.replace('isolated host', 'isolated nothing');
    bundle.setText('data/ledger/entries.jsonl', after);
    const leaf = (text: string): string => toHex(leafHash(crypto.sha256, utf8(text.split('\n')[1] ?? '')));
    bundle.setText(
      'data/ledger/leaf-hashes.txt',
      bundle.text('data/ledger/leaf-hashes.txt').replace(leaf(before), leaf(after)),
    );
    const report = await verify(await reseal(bundle));
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'CHECKPOINT_ROOT_WRONG',
        entry: 1,
        checkpoint: 2,
        file: 'data/ledger/entries.jsonl',
      }),
    );
  });

  test('evidence, with its name kept', async () => {
    const bundle = good.copy();
    const path = [...bundle.files.keys()].find((name) => name.startsWith('data/exhibits/dda4')) ?? '';
    bundle.bytes(path)[3] = 0;
    const report = await verify(await reseal(bundle));
    expect(report.findings).toMatchObject([{ code: 'EVIDENCE_ALTERED', file: path, entry: 2 }]);
  });

  test('evidence left out, and evidence added', async () => {
    const without = good.copy();
    const path = [...without.files.keys()].find((name) => name.startsWith('data/exhibits/')) ?? '';
    without.files.delete(path);
    expect(seen(await verify(await reseal(without)))).toEqual([`EVIDENCE_MISSING ${path}`]);
    const more = good.copy();
    more.setText(`data/exhibits/${'ab'.repeat(32)}`, 'x');
    expect(seen(await verify(await reseal(more)))).toEqual([`EVIDENCE_EXTRA data/exhibits/${'ab'.repeat(32)}`]);
  });

  test('the readable report says something else', async () => {
    const bundle = good.copy();
    bundle.setText(
      'data/reports/timeline.txt',
      bundle.text('data/reports/timeline.txt').replace('isolated', 'ignored'),
    );
    expect((await verify(await reseal(bundle))).findings).toMatchObject([
      { code: 'FILE_ALTERED', file: 'data/reports/timeline.txt', entry: 1 },
    ]);
    bundle.setText('data/reports/timeline.txt', `${good.text('data/reports/timeline.txt')}and more\n`);
    expect(seen(await verify(await reseal(bundle)))).toEqual(['FILE_ALTERED data/reports/timeline.txt']);
  });

  test('a key file of someone else', async () => {
    for (const path of [
      'trust/console.pem',
      `trust/operators/${bob.signer.fingerprint}.pem`,
      'trust/vkeys.txt',
      'trust/policy.txt',
    ]) {
      const bundle = good.copy();
      bundle.setText(path, good.text(`trust/operators/${alice.signer.fingerprint}.pem`));
      expect(seen(await verify(await reseal(bundle)))).toEqual([`FILE_ALTERED ${path}`]);
    }
    const extra = good.copy();
    extra.setText(`trust/operators/${mallory.signer.fingerprint}.pem`, 'x');
    expect((await verify(await reseal(extra))).verified).toBe(false);
  });

  test('bag-info.txt with another count, label or date', async () => {
    for (const [what, by] of [
      ['.10\n', '.9\n'],
      ['Bagging-Date: 2026-11-22', 'Bagging-Date: 2026-11-23'],
      ['Incident record', 'Approved record'],
    ] as const) {
      const bundle = good.copy();
      expect(bundle.text('bag-info.txt')).toContain(what);
      bundle.setText('bag-info.txt', bundle.text('bag-info.txt').replace(what, by));
      expect(seen(await verify(await reseal(bundle, { bagInfo: false })))).toEqual(['BAG_MALFORMED bag-info.txt']);
    }
  });

  test('a checkpoint file that is not the last', async () => {
    const bundle = good.copy();
    const first = JSON.parse(bundle.text('data/ledger/checkpoints.jsonl').split('\n')[0] ?? '') as { note: string };
    bundle.setText('data/ledger/checkpoint', first.note);
    expect(seen(await verify(await reseal(bundle)))).toEqual(['FILE_ALTERED data/ledger/checkpoint']);
  });

  test('a checkpoint line with a size that is not the note’s', async () => {
    const bundle = good.copy();
    bundle.setText(
      'data/ledger/checkpoints.jsonl',
      bundle.text('data/ledger/checkpoints.jsonl').replace('"size":2}', '"size":1}'),
    );
    expect((await verify(await reseal(bundle))).findings).toMatchObject([
      { code: 'CHECKPOINT_MALFORMED', file: 'data/ledger/checkpoints.jsonl' },
    ]);
  });

  test('a manifest that leaves a file out, or lists what it must not', async () => {
    const bundle = await reseal(good.copy());
    bundle.setText('manifest-sha512.txt', bundle.text('manifest-sha512.txt').replace(/^.*timeline\.txt\n/m, ''));
    expect(seen(await verify(bundle))).toContain('MANIFEST_MALFORMED manifest-sha512.txt');
    const stray = await reseal(good.copy());
    stray.setText(
      'tagmanifest-sha256.txt',
      `${'0'.repeat(64)}  attestation.pae\n${stray.text('tagmanifest-sha256.txt')}`,
    );
    expect(seen(await verify(stray))).toContain('MANIFEST_MALFORMED tagmanifest-sha256.txt');
  });
});

describe('the statement', () => {
  test.each([
    ['size', { size: 10 }],
    ['root', { root: '0'.repeat(64) }],
    ['origin', { origin: 'bulkhead/incident/ffffffffffffffffffffffffffffffff' }],
    ['exercise mark', { exercise: true }],
    ['exporter’s name', { exporter: { fingerprint: alice.signer.fingerprint, name: 'Alice' } }],
  ])('claims another %s than the ledger shows', async (_what, change) => {
    expect(seen(await verify(await reseal(good.copy(), { change })))).toEqual([
      'ATTESTATION_MISMATCH attestation.intoto.jsonl',
    ]);
  });

  test('is signed by someone who is not of this ledger', async () => {
    const exporter = { fingerprint: mallory.signer.fingerprint, name: mallory.name };
    const report = await verify(await reseal(good.copy(), { change: { exporter }, signers: [consoleParty, mallory] }));
    expect(seen(report)).toContain(`ATTESTATION_SIGNATURE_INVALID attestation.${mallory.signer.fingerprint}.sig`);
  });

  test('is signed by another than the one it names', async () => {
    expect((await verify(await reseal(good.copy(), { signers: [consoleParty, bob] }))).verified).toBe(false);
    expect((await verify(await reseal(good.copy(), { signers: [otherConsole, alice] }))).verified).toBe(false);
    expect((await verify(await reseal(good.copy(), { signers: [alice, consoleParty] }))).verified).toBe(false);
  });

  test('is by an operator whose key was revoked', async () => {
    const ledger = new LedgerBuilder({ roster: [alice, bob] }).write(bob, {
      kind: 'operator.revoked',
      body: { fingerprint: alice.signer.fingerprint, reason: 'left' },
    });
    const bundle = new MemoryBundle();
    const request = requestFor({ ledger, vault: new MemoryVault() }, bundle);
    await writeBundle({ ...request, signers: { console: consoleParty.signer, operator: bob.signer } });
    expect((await verify(bundle)).findings).toEqual([]);
    const exporter = { fingerprint: alice.signer.fingerprint, name: alice.name };
    expect(seen(await verify(await reseal(bundle, { change: { exporter } })))).toEqual([
      'KEY_REVOKED attestation.intoto.jsonl',
    ]);
  });

  test('comes from another bundle of the same ledger', async () => {
    const other = await reseal(good.copy(), { change: { recipient: 'someone else' } });
    const bundle = good.copy();
    for (const path of ['attestation.intoto.jsonl', 'attestation.pae']) bundle.files.set(path, other.bytes(path));
    expect((await verify(bundle)).verified).toBe(false);
  });
});

describe('without the console’s key', () => {
  test('a whole bundle under keys of one’s own is consistent, and not anchored', async () => {
    const bundle = new MemoryBundle();
    await writeSample(bundle);
    const report = await verifyBundleSource(bundle, {
      crypto,
      trust: { consoleFingerprint: otherConsole.signer.fingerprint },
    });
    expect(seen(report)).toEqual(['TRUST_MISMATCH data/ledger/entries.jsonl']);
  });

  test('a rehearsal cannot be relabelled as live', async () => {
    const bundle = new MemoryBundle();
    await writeSample(bundle, EXERCISE_ORIGIN);
    const origin = 'bulkhead/incident/00112233445566778899aabbccddeeff';
    for (const [path, bytes] of bundle.files) {
      if (path.endsWith('.sig')) continue;
      const text = new TextDecoder().decode(bytes);
      bundle.setText(
        path,
        text
          .replaceAll(EXERCISE_ORIGIN, origin)
          .replaceAll('"type":"exercise"', '"type":"incident"')
          .replaceAll('EXERCISE', 'Exercised'),
      );
    }
    bundle.setText('attestation.intoto.jsonl', good.text('attestation.intoto.jsonl'));
    const report = await verify(await reseal(bundle, { change: { origin, exercise: false } }));
    expect(report.verified).toBe(false);
    // Origin and key name are one, so the old lines are by no key of the new story.
    expect(seen(report)).toContain('CONSOLE_SIGNATURE_MISSING data/ledger/checkpoints.jsonl');
  });
});
