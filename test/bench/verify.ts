import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLongLedger } from './long-ledger.ts';

/** One verification in a process of its own: what is measured is what `fsck` does, threads, file and all. */
export interface VerifyFigures {
  readonly entries: number;
  readonly wall: number;
  readonly cpu: number;
  /** At most, all threads together. */
  readonly peakMb: number;
}

export interface VerifyCase {
  readonly perTransaction: number;
  readonly entries: number;
  /** The same file read in one thread, for comparison. */
  readonly alone: VerifyFigures;
  readonly threads: VerifyFigures;
}

export function benchVerify(entries: number, perTransaction: number): VerifyCase {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const path = join(folder, 'ledger.db');
  try {
    makeLongLedger(path, entries, perTransaction);
    const [alone, threads] = ['alone', 'threads'].map((how) => verifyOnce(path, how));
    if (!alone || !threads) throw new Error('nothing was measured');
    return { perTransaction, entries, alone, threads };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function verifyOnce(path: string, how: string): VerifyFigures {
  const script = join(import.meta.dirname, 'verify-once.ts');
  return JSON.parse(execFileSync(process.execPath, [script, path, how], { encoding: 'utf8' })) as VerifyFigures;
}
