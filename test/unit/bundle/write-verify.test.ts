import { beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { EXERCISE_ORIGIN } from '../../support/ledger-builder.ts';
import { MemoryBundle } from '../../support/memory-bundle.ts';
import { alice, bob, consoleParty, crypto, otherConsole } from '../../support/parties.ts';
import { writeSample } from '../../support/sample-bundle.ts';

const anchored = { consoleFingerprint: consoleParty.signer.fingerprint };
const verify = (bundle: MemoryBundle, trust = {}): Promise<Report> => verifyBundleSource(bundle, { crypto, trust });

let good: MemoryBundle;
beforeAll(async () => {
  good = new MemoryBundle();
  await writeSample(good);
});

describe('a bundle as it was written', () => {
  test('verifies, with nothing to say', async () => {
    const report = await verify(good, anchored);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({
      verified: true,
      summary: {
        type: 'incident',
        entries: 11,
        checkpoints: 10,
        consoleFingerprint: consoleParty.signer.fingerprint,
        evidenceFiles: 5,
        evidenceBytes: 1257,
      },
    });
    expect(report.summary.operators).toEqual([
      { name: alice.name, fingerprint: alice.signer.fingerprint, signed: 6 },
      { name: bob.name, fingerprint: bob.signer.fingerprint, signed: 2 },
    ]);
    expect(report.statements.join('\n')).toMatch(
      /Handed out at 2026-11-22T08:00:00\.000Z by Alice Büro to Competent authority/,
    );
  });

  test('is the same bytes each time', async () => {
    const again = new MemoryBundle();
    const written = await writeSample(again);
    expect([...again.files]).toEqual([...good.files]);
    expect(written).toMatchObject({ size: 11, exercise: false, evidenceFiles: 5, evidenceBytes: 1257 });
    expect(again.state).toBe('finished');
  });

  test('every name is one that all systems agree on', () => {
    for (const path of good.files.keys()) expect(path).toMatch(/^[A-Za-z0-9._/-]+$/);
  });

  test('progress ends at the whole', async () => {
    const seen: (readonly [number, number])[] = [];
    await verifyBundleSource(good, { crypto, trust: {}, onProgress: (done, total) => seen.push([done, total]) });
    const [last, total] = seen.at(-1) ?? [0, 1];
    expect(last).toBe(total);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
  });

  test('stops when told', async () => {
    const abort = new AbortController();
    const verifying = verifyBundleSource(good, {
      crypto,
      trust: {},
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(verifying).rejects.toThrow(/abort/i);
  });
});

describe('what the verifying person brings', () => {
  test('another console key', async () => {
    const report = await verify(good, { consoleFingerprint: otherConsole.signer.fingerprint });
    expect(report).toMatchObject({ verified: false, findings: [{ code: 'TRUST_MISMATCH' }] });
  });

  test('an older checkpoint, and one that is ahead', async () => {
    const known = good.bytes('data/ledger/checkpoint');
    expect((await verify(good, { known })).statements.join('\n')).toContain('was not rolled back');
    const older = new MemoryBundle();
    const { sampleCase, requestFor } = await import('../../support/sample-bundle.ts');
    const { writeBundle } = await import('../../../main/handoff/write-bundle.ts');
    const sample = await sampleCase();
    sample.ledger.list.splice(9);
    sample.ledger.notes.splice(9);
    await writeBundle(requestFor(sample, older));
    expect((await verify(older)).verified).toBe(true);
    expect(await verify(older, { known })).toMatchObject({
      verified: false,
      findings: [{ code: 'KNOWN_CHECKPOINT_AHEAD' }],
    });
  });
});

describe('an exercise', () => {
  test('verifies as one, and says so everywhere', async () => {
    const bundle = new MemoryBundle();
    expect(await writeSample(bundle, EXERCISE_ORIGIN)).toMatchObject({ exercise: true });
    const report = await verify(bundle, anchored);
    expect(report).toMatchObject({ verified: true, findings: [], summary: { type: 'exercise' } });
    expect(report.statements[0]).toMatch(/^EXERCISE/);
    expect(bundle.text('VERIFY.txt')).toMatch(/^EXERCISE/);
    expect(bundle.text('data/reports/timeline.txt')).toMatch(/^EXERCISE/);
    expect(bundle.text('bag-info.txt')).toContain('External-Description: EXERCISE');
    expect(bundle.text('attestation.pae')).toContain('"exercise":true');
    expect(bundle.text('data/ledger/checkpoint')).toMatch(/^bulkhead\/exercise\//);
  });
});
