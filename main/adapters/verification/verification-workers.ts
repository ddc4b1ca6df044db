import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, type Transferable, Worker } from 'node:worker_threads';
import { ENTRIES } from '../../../shared/bundle/layout.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import type { Trust } from '../../../shared/ledger/verify.ts';
import type { LedgerTask, LedgerVerdict, VerificationWorkers, Watch } from '../../ports/verification-workers.ts';
import { StopFlag } from './stop-flag.ts';
import type { FromJudge, JudgeStart, ReaderStart, Task } from './task.ts';

/** More threads than this wait for the one that judges. */
const MOST_READERS = 6;
/** Below this many bytes of ledger (some thousand entries) a thread takes longer to start than to help. */
const WORTH_HELP = 2 << 20;

/** What a thread reads is soon gone, and fills whatever room it is given before it is cleared away: a third of the memory, and no slower. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/**
 * Run from the sources, each thread has Node take the types off, which Node does in WebAssembly. V8 can end the process where threads
 * compile the way back from WebAssembly into JavaScript anew while others go (docs/decisions/0018): it is told not to. As built
 * there is no WebAssembly in a thread.
 */
if (import.meta.url.endsWith('.ts')) setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');

/** Threads of this process, made for one task; they end by themselves when it is done or stopped. */
export class VerificationThreads implements VerificationWorkers {
  /** One for each task whose threads have not all ended. */
  readonly #running = new Map<StopFlag, Promise<unknown>>();
  #closed = false;

  async ledger(task: LedgerTask, watch: Watch = {}): Promise<LedgerVerdict> {
    const answer = await this.#run({ what: 'ledger', task }, await readersFor(task.path), watch);
    if (answer.what === 'ledger') return answer.verdict;
    throw new Error(`a ledger was asked for, and ${answer.what} came`);
  }

  async bundle(path: string, trust: Trust, watch: Watch = {}): Promise<Report> {
    const answer = await this.#run({ what: 'bundle', path, trust }, await readersFor(join(path, ENTRIES)), watch);
    if (answer.what === 'bundle') return answer.report;
    throw new Error(`a bundle was asked for, and ${answer.what} came`);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const flag of this.#running.keys()) flag.stop();
    await Promise.all(this.#running.values());
  }

  #run(task: Task, readers: number, { signal, onProgress }: Watch): Promise<FromJudge> {
    const flag = new StopFlag();
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) return reject(cancelled());
      const ended: Promise<void>[] = [];
      const settle = (how: () => void): void => {
        signal?.removeEventListener('abort', abort);
        how();
      };
      // The threads are not waited for here: one inside a long call of the database looks at the flag when that call is done.
      const give = (up: Error): void => {
        flag.stop();
        settle(() => reject(up));
      };
      const abort = (): void => give(cancelled());
      const start = (name: string, data: JudgeStart | ReaderStart, transfer: readonly Transferable[]): Worker => {
        const thread = new Worker(scriptOf(name), {
          workerData: data,
          resourceLimits,
          transferList: [...transfer],
          name,
        });
        thread.on('error', (cause) => give(new Error(`the thread ${name} failed`, { cause })));
        ended.push(new Promise((gone) => void thread.on('exit', () => gone())));
        return thread;
      };
      const channels = Array.from({ length: readers }, () => new MessageChannel());
      const lines = channels.map(({ port1 }) => port1);
      try {
        // The judge first: what it holds it closes when it ends, and the readers with it.
        const judge = start('judging-worker', { task, lines, shared: flag.shared }, lines);
        judge.on('message', (message: FromJudge) => {
          if (message.what === 'progress') {
            // What was on its way when the check was stopped is of no interest.
            if (!flag.stopped) onProgress?.(message.progress);
          } else if (message.what === 'failure') settle(() => reject(thrown(message.failure)));
          else settle(() => resolve(message));
        });
        // After its last message. Whoever has settled before does not hear this.
        judge.on('exit', () => settle(() => reject(new Error('the thread judging-worker ended early'))));
        signal?.addEventListener('abort', abort);
        const path = task.what === 'ledger' ? task.task.path : null;
        for (const { port2: line } of channels) start('reading-worker', { line, shared: flag.shared, path }, [line]);
      } catch (error) {
        give(error instanceof Error ? error : new Error('a thread could not be started'));
      }
      this.#running.set(
        flag,
        Promise.all(ended).then(() => this.#running.delete(flag)),
      );
    });
  }
}

async function readersFor(path: string): Promise<number> {
  // A file that is not there is the verifier's to report.
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return size < WORTH_HELP ? 0 : Math.min(MOST_READERS, availableParallelism());
}

/** Beside this file, in the sources as in the package (vite.config.ts makes an entry of every `*-worker.ts`). */
function scriptOf(name: string): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

function cancelled(): BulkheadError {
  return new BulkheadError('CANCELLED', 'the check was stopped before it was done');
}

function thrown({ code, message, details }: Extract<FromJudge, { what: 'failure' }>['failure']): Error {
  return code === 'INTERNAL' ? new Error(message) : new BulkheadError(code, message, { details });
}
