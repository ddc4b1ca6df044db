import { describe, expect, test } from 'vitest';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { formatCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import { merkleRoot } from '../../../shared/ledger/merkle.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { LedgerBuilder, LIVE_ORIGIN } from '../../support/ledger-builder.ts';
import { alice, crypto } from '../../support/parties.ts';
import { vectorFile } from '../../support/vector-file.ts';
import { laptop, testWitness, witnessed, WITNESSED_AT } from '../../support/witness-story.ts';

const { vkey } = laptop;

const start = (): LedgerBuilder => new LedgerBuilder().note(alice, 'one').note(alice, 'two');
const codes = (builder: LedgerBuilder): readonly string[] => builder.verify().findings.map(({ code }) => code);

describe('cosignatures in a ledger', () => {
  test('are verified again and told, with whose key it is', () => {
    const builder = witnessed(witnessed(start(), 2).note(alice, 'three'), 4);
    const report = builder.verify();
    expect(report.findings).toEqual([]);
    expect(report.summary.witnessed).toEqual([
      {
        name: 'second laptop',
        keyName: 'witness.example/w1',
        fingerprint: toHex(crypto.sha256(new TextEncoder().encode(vkey))),
        size: 4,
        time: '2026-11-21T20:00:00.000Z',
        trusted: false,
      },
    ]);
    expect(report.statements.join('\n')).toMatch(/saw the first 4 of 6 entries.*compare the fingerprint/);
    expect(builder.verify({ witnesses: [vkey] }).statements.join('\n')).toContain('You trust its key.');
  });

  test('of a witness whose word is wanted have to be there', () => {
    const wanted = [vkey, testWitness('witness.example/w2', 0x78).vkey];
    const { findings, verified, summary } = witnessed(start(), 2).verify({ wanted });
    expect(verified).toBe(false);
    expect(findings).toMatchObject([
      { code: 'TRUST_NOT_ANCHORED', message: expect.stringContaining('/w2 ') as string },
    ]);
    expect(summary.witnessed).toMatchObject([{ keyName: 'witness.example/w1', trusted: true }]);
    expect(witnessed(start(), 2).verify({ wanted: [vkey] })).toMatchObject({ verified: true, findings: [] });
  });

  test('of another tree are a fork: the witness saw what is not here', () => {
    expect(codes(witnessed(start(), 2, { departs: { rootBytes: crypto.sha256(new Uint8Array(1)) } }))).toEqual([
      'COSIGNED_FORK',
    ]);
    expect(
      codes(
        witnessed(new LedgerBuilder().append(alice, { kind: 'note.added', body: { text: 'a' } }).note(alice, 'b'), 2),
      ),
    ).toEqual(['COSIGNED_FORK']);
  });

  test('that do not verify are found at their entry', () => {
    for (const change of [
      { size: 1 },
      { root: toHex(new Uint8Array(32)) },
      { time: instantFromMs((WITNESSED_AT + 1) * 1000) },
      { cosignature: '— witness.example/w1 dzpsEgAAAAA=' },
      { cosignature: 'not a line' },
      { vkey: vkey.replace('773a6c12', '773a6c13') },
    ]) {
      const report = witnessed(start(), 2, change).verify();
      expect(report.findings).toMatchObject([{ code: 'COSIGNATURE_INVALID', entry: 3, severity: 'error' }]);
      expect(report.summary.witnessed).toEqual([]);
    }
  });

  test('count nothing where an entry under them was altered', () => {
    const builder = witnessed(start(), 3);
    const [, first] = builder.list;
    if (!first) throw new Error('no entry');
    builder.list[1] = {
      ...first,
      bytes: first.bytes.map((byte, i) => (i === first.bytes.length - 40 ? byte ^ 1 : byte)),
      leaf: new Uint8Array(32),
    };
    const report = builder.verify();
    expect(report.verified).toBe(false);
    expect(report.summary.witnessed).toEqual([]);
  });

  test('of a kind that cannot be verified here are a warning, and count nothing', () => {
    const { newer, newerCosignature } = vectorFile('witness.json') as {
      newer: { vkey: string };
      newerCosignature: string;
    };
    const builder = witnessed(start(), 2, { vkey: newer.vkey, cosignature: newerCosignature.trim() });
    const { verifyMlDsa44: _, ...older } = crypto;
    const report = verifyLedger(
      { entries: builder.list, checkpoints: builder.notes.map(({ note }) => note) },
      {},
      older,
    );
    expect(report.findings).toMatchObject([{ code: 'COSIGNATURE_UNCHECKED', severity: 'warning' }]);
    expect(report.summary.witnessed).toEqual([]);
    expect(codes(builder)).toEqual(['COSIGNATURE_INVALID']);
  });

  test('a checkpoint from paper, three lines without a signature, shows a rollback as a signed one does', () => {
    const builder = start();
    const root = merkleRoot(
      crypto.sha256,
      builder.list.map(({ leaf }) => leaf),
    );
    const known = new TextEncoder().encode(formatCheckpoint({ origin: LIVE_ORIGIN, size: 3, root }));
    expect(builder.verify({ known }).statements.join('\n')).toContain('is part of this ledger');
    expect(new LedgerBuilder().verify({ known }).findings).toMatchObject([{ code: 'KNOWN_CHECKPOINT_AHEAD' }]);
    expect(new LedgerBuilder().note(alice, 'another').note(alice, 'two').verify({ known }).findings).toMatchObject([
      { code: 'KNOWN_CHECKPOINT_FORK' },
    ]);
  });
});
