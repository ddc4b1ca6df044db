import { verifyLedger } from '../../shared/ledger/verify.ts';
import { LedgerBuilder } from '../support/ledger-builder.ts';
import { alice, bob, crypto } from '../support/parties.ts';
import { timed } from './stopwatch.ts';

const ENTRIES = 100_000;

export interface VerifyFigures {
  readonly perTransaction: number;
  readonly entries: number;
  readonly ms: number;
  readonly perSecond: number;
  readonly rssMb: number;
}

/** A ledger of notes by two people in turn, in memory; what is measured is the verifier alone. */
export function benchVerify(perTransaction: number): VerifyFigures {
  const ledger = new LedgerBuilder({ roster: [alice, bob] });
  for (let at = 0; at < ENTRIES; at += perTransaction) {
    const by = (at / perTransaction) % 2 === 0 ? alice : bob;
    for (let i = 0; i < perTransaction; i += 1) ledger.append(by, { kind: 'note.added', body: { text: `line ${at + i} of a busy night, as long as notes are` } });
    ledger.seal({ lines: [by] });
  }
  const bytes = { entries: ledger.list, checkpoints: ledger.notes.map(({ note }) => note) };
  let verified = false;
  const best = Math.min(...[1, 2, 3].map(() => timed(() => (verified = verifyLedger(bytes, {}, crypto).verified))));
  if (!verified) throw new Error('the bench made a ledger that does not verify');
  return { perTransaction, entries: ENTRIES, ms: best, perSecond: ENTRIES / (best / 1000), rssMb: process.memoryUsage.rss() / 2 ** 20 };
}
