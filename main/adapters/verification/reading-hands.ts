import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { BatchRead } from '../../../shared/ledger/read-batch.ts';
import type { Hands } from '../../../shared/ledger/read-ahead.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import type { StopFlag } from './stop-flag.ts';
import type { FromReader, PagesRead, ToReader } from './task.ts';

export interface ReadingHands extends Hands {
  /** Has the pages of the file checked meanwhile; the answer waits for it. */
  checkPages(): () => PagesRead['problems'];
}

/** A thread that checks the pages is given nothing else until it is done, unless it is the only one. */
const PAGES_WEIGHT = 1000;

/**
 * The reading threads as the judge sees them. The judge is synchronous, so it sleeps on a shared count until an answer is there;
 * a reading thread that fails is seen by the console, which stops them all. Throws CANCELLED once stopped.
 */
export function readingHands(lines: readonly MessagePort[], flag: StopFlag): ReadingHands {
  const answers = new Map<number, FromReader['read']>();
  const load = lines.map(() => 0);
  let last = 0;

  const weigh = (at: number, weight: number): void => void (load[at] = (load[at] ?? 0) + weight);
  const weightOf = (what: string): number => (what === 'pages' ? PAGES_WEIGHT : 1);

  const collect = (): void => {
    for (const [at, line] of lines.entries()) {
      for (let got = receiveMessageOnPort(line); got; got = receiveMessageOnPort(line)) {
        const { ticket, read } = got.message as FromReader;
        answers.set(ticket, read);
        weigh(at, -weightOf(read.what));
      }
    }
  };

  const give = (batch: ToReader['batch']): number => {
    collect();
    const at = load.indexOf(Math.min(...load));
    const message: ToReader = { ticket: (last += 1), batch };
    lines[at]?.postMessage(message, 'packed' in batch ? [batch.packed.bytes.buffer, batch.packed.ends.buffer] : []);
    weigh(at, weightOf(batch.what));
    return last;
  };

  const take = (ticket: number): FromReader['read'] => {
    for (;;) {
      // Read before looking: an answer that comes after the look has changed it, and nobody sleeps.
      const seen = flag.answered;
      collect();
      const read = answers.get(ticket);
      if (read) {
        answers.delete(ticket);
        return read;
      }
      refuseStopped(flag);
      flag.sleepWhile(seen);
    }
  };

  return {
    depth: lines.length * 2,
    give,
    take: (ticket) => take(ticket) as BatchRead,
    checkPages: () => {
      const ticket = give({ what: 'pages' });
      return () => (take(ticket) as PagesRead).problems;
    },
  };
}

/** Throws CANCELLED once the verification was stopped. */
export function refuseStopped(flag: StopFlag): void {
  if (flag.stopped) throw new BulkheadError('CANCELLED', 'the check was stopped before it was done');
}
