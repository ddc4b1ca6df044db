import { describe, expect, test } from 'vitest';
import { type BundleRequest, writeBundle } from '../../../main/handoff/write-bundle.ts';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import { LedgerBuilder } from '../../support/ledger-builder.ts';
import { MemoryBundle } from '../../support/memory-bundle.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { alice, bob, consoleParty, crypto, mallory, otherConsole } from '../../support/parties.ts';
import { requestFor, sampleCase } from '../../support/sample-bundle.ts';

type Sample = Awaited<ReturnType<typeof sampleCase>>;

/** Code of the refusal, and what became of the folder. */
async function refusal(
  change: (request: BundleRequest, sample: Sample) => Partial<BundleRequest>,
): Promise<{ code: string; sink: string }> {
  const sink = new MemoryBundle();
  const sample = await sampleCase();
  const request = requestFor(sample, sink);
  const error = await writeBundle({ ...request, ...change(request, sample) }).catch((thrown: unknown) => thrown);
  return { code: error instanceof BulkheadError ? error.code : 'none', sink: sink.state };
}
const abandoned = (code: string) => ({ code, sink: 'abandoned' });

describe('refused, and nothing left behind', () => {
  test('evidence that the vault lacks, all of it named', async () => {
    expect(
      await refusal((_request, { vault }) => {
        vault.items.clear();
        return {};
      }),
    ).toEqual(abandoned('EVIDENCE_MISSING'));
  });

  test('evidence that the vault holds altered', async () => {
    expect(
      await refusal((_request, { vault }) => {
        for (const [sha256, bytes] of vault.items)
          vault.items.set(
            sha256,
            bytes.map((byte) => byte ^ 1),
          );
        return {};
      }),
    ).toEqual(abandoned('EVIDENCE_MISSING'));
  });

  test('a ledger that does not verify', async () => {
    expect(
      await refusal((_request, { ledger }) => {
        ledger.list[3] = ledger.list[2] as (typeof ledger.list)[0];
        return {};
      }),
    ).toEqual(abandoned('LEDGER_DAMAGED'));
    expect(
      await refusal((_request, { ledger }) => {
        ledger.notes.splice(0);
        return {};
      }),
    ).toEqual(abandoned('LEDGER_DAMAGED'));
  });

  test('an exporter who is not of this ledger, or no longer', async () => {
    expect(
      await refusal(() => ({
        signers: { console: consoleParty.signer, operator: mallory.signer },
      })),
    ).toEqual(abandoned('OPERATOR_UNKNOWN'));
    expect(
      await refusal((_request, { ledger }) => {
        ledger.write(alice, {
          kind: 'operator.revoked',
          body: { fingerprint: bob.signer.fingerprint, reason: 'left' },
        });
        return { signers: { console: consoleParty.signer, operator: bob.signer } };
      }),
    ).toEqual(abandoned('KEY_REVOKED'));
  });

  test('another console', async () => {
    expect(
      await refusal(() => ({
        signers: { console: otherConsole.signer, operator: alice.signer },
      })),
    ).toEqual(abandoned('KEY_NOT_AVAILABLE'));
  });

  test('a recipient that is no line of text, before anything is copied', async () => {
    expect(await refusal(({ meta }) => ({ meta: { ...meta, recipient: 'a\nb' } }))).toEqual(abandoned('BAD_INPUT'));
    expect(await refusal(({ meta }) => ({ meta: { ...meta, recipient: '' } }))).toEqual(abandoned('BAD_INPUT'));
  });
});

test('an abort while evidence is copied', async () => {
  const sink = new MemoryBundle();
  const abort = new AbortController();
  const request = requestFor(await sampleCase(), sink);
  const writing = writeBundle({ ...request, signal: abort.signal, onProgress: () => abort.abort(new Error('enough')) });
  await expect(writing).rejects.toThrow('enough');
  expect(sink.state).toBe('abandoned');
});

test('a sink that fails at any write is abandoned', async () => {
  const count = new MemoryBundle();
  await writeBundle(requestFor(await sampleCase(), count));
  for (let failing = 0; failing < count.files.size; failing += 1) {
    const sink = new MemoryBundle();
    const write = sink.write.bind(sink);
    let writes = 0;
    sink.write = async (path, content) => {
      writes += 1;
      if (writes > failing) throw new Error('disk full');
      return write(path, content);
    };
    await expect(writeBundle(requestFor(await sampleCase(), sink))).rejects.toThrow('disk full');
    expect(sink.state).toBe('abandoned');
    expect(sink.files.size).toBe(0);
  }
});

test('what is recorded while a bundle is written is not part of it', async () => {
  const sink = new MemoryBundle();
  const sample = await sampleCase();
  let late = 0;
  const write = sink.write.bind(sink);
  sink.write = async (path, content) => {
    if (late < 3) sample.ledger.note(alice, `late ${(late += 1)}`);
    return write(path, content);
  };
  const written = await writeBundle(requestFor(sample, sink));
  expect(written.size).toBe(11);
  expect((await verifyBundleSource(sink, { crypto, trust: {} })).findings).toEqual([]);
});

test('a ledger without evidence, of one entry', async () => {
  const sink = new MemoryBundle();
  await writeBundle(requestFor({ ledger: new LedgerBuilder(), vault: new MemoryVault() }, sink));
  expect((await verifyBundleSource(sink, { crypto, trust: {} })).findings).toEqual([]);
});
