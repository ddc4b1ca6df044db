import type { MessagePort } from 'node:worker_threads';
import type { WorkProgress } from '../../../shared/contract/contract.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import type { Batch, BatchRead } from '../../../shared/ledger/read-batch.ts';
import type { Trust } from '../../../shared/ledger/verify.ts';
import type { InspectedLedger } from '../../ports/ledger-store.ts';
import type { LedgerTask, LedgerVerdict } from '../../ports/verification-workers.ts';

/** What crosses between the threads of one verification. */
export type Task =
  | { readonly what: 'ledger'; readonly task: LedgerTask }
  | { readonly what: 'bundle'; readonly path: string; readonly trust: Trust };

/** The judging thread's start: its task, and a line to each reading thread. */
export interface JudgeStart {
  readonly task: Task;
  readonly lines: readonly MessagePort[];
  /** A `StopFlag`: what the judge sleeps on. */
  readonly shared: SharedArrayBuffer;
}

export type FromJudge =
  | { readonly what: 'progress'; readonly progress: WorkProgress }
  | { readonly what: 'ledger'; readonly verdict: LedgerVerdict }
  | { readonly what: 'bundle'; readonly report: Report }
  | { readonly what: 'failure'; readonly failure: Failure };

export interface ReaderStart {
  readonly line: MessagePort;
  readonly shared: SharedArrayBuffer;
  /** The ledger file, where stretches of it and its pages may be asked for. */
  readonly path: string | null;
}

/** The one thing beside batches that a reading thread is asked for: what SQLite finds wrong with the pages of the file. */
export interface PagesRead {
  readonly what: 'pages';
  readonly problems: InspectedLedger['problems'];
}

export interface ToReader {
  readonly ticket: number;
  readonly batch: Batch | { readonly what: 'pages' };
}

export interface FromReader {
  readonly ticket: number;
  readonly read: BatchRead | PagesRead;
}
