import { verifyLedger } from '../../shared/ledger/verify.ts';
import { LedgerBuilder } from '../support/ledger-builder.ts';
import { alice, bob, crypto } from '../support/parties.ts';
import { timedBoth } from './stopwatch.ts';

const ENTRIES = 100_000;

export interface VerifyFigures {
  readonly perTransaction: number;
  readonly entries: number;
  readonly wall: number;
  readonly cpu: number;
  readonly rssMb: number;
}

/** A ledger of notes by two people in turn, in memory; what is measured is the verifier alone. */
export function benchVerify(perTransaction: number): VerifyFigures {
  const ledger = new LedgerBuilder({ roster: [alice, bob] });
  for (let at = 0; at < ENTRIES; at += perTransaction) {
    const by = (at / perTransaction) % 2 === 0 ? alice : bob;
    for (let i = 0; i < perTransaction; i += 1)
      ledger.append(by, { kind: 'note.added', body: { text: `line ${at + i} of a busy night, as long as notes are` } });
    ledger.seal({ lines: [by] });
  }
  const bytes = { entries: ledger.list, checkpoints: ledger.notes.map(({ note }) => note) };
  let verified = false;
  const rounds = Array.from({ length: perTransaction === 1 ? 1 : 3 }, () =>
    timedBoth(() => (verified = verifyLedger(bytes, {}, crypto).verified)),
  );
  const best = rounds.toSorted((a, b) => a.cpu - b.cpu)[0];
  if (!verified || !best) throw new Error('the bench made a ledger that does not verify');
  return { perTransaction, entries: ENTRIES, ...best, rssMb: process.memoryUsage.rss() / 2 ** 20 };
}
