import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, type Transferable, Worker } from 'node:worker_threads';
import { ENTRIES } from '../../../shared/bundle/layout.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import type { VerificationWorkers, Watch } from '../../ports/verification-workers.ts';
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

/** Threads of this process, made for one task and ended with it. */
export const verificationWorkers: VerificationWorkers = {
  ledger: async (task, watch = {}) => {
    const answer = await inThreads({ what: 'ledger', task }, await readersFor(task.path), watch);
    if (answer.what === 'ledger') return answer.verdict;
    throw new Error(`a ledger was asked for, and ${answer.what} came`);
  },
  bundle: async (path, trust, watch = {}) => {
    const answer = await inThreads({ what: 'bundle', path, trust }, await readersFor(join(path, ENTRIES)), watch);
    if (answer.what === 'bundle') return answer.report;
    throw new Error(`a bundle was asked for, and ${answer.what} came`);
  },
};

async function readersFor(path: string): Promise<number> {
  // A file that is not there is the verifier's to report.
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return size < WORTH_HELP ? 0 : Math.min(MOST_READERS, availableParallelism());
}

function inThreads(task: Task, readers: number, { signal, onProgress }: Watch): Promise<FromJudge> {
  const channels = Array.from({ length: readers }, () => new MessageChannel());
  const answered = new SharedArrayBuffer(4);
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    const threads: Worker[] = [];
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', abort);
      // Not waited for: a thread inside one long call of the database ends when that call does.
      for (const thread of threads) void thread.terminate();
      settle();
    };
    const abort = (): void => end(() => reject(cancelled()));
    signal?.addEventListener('abort', abort);
    const start = (name: string, data: JudgeStart | ReaderStart, transfer: readonly Transferable[]): Worker => {
      const thread = new Worker(scriptOf(name), {
        workerData: data,
        resourceLimits,
        transferList: [...transfer],
        name,
      });
      thread.on('error', (cause) => end(() => reject(new Error(`the thread ${name} failed`, { cause }))));
      // Whoever has settled before does not hear this.
      thread.on('exit', () => end(() => reject(new Error(`the thread ${name} ended early`))));
      threads.push(thread);
      return thread;
    };
    const path = task.what === 'ledger' ? task.task.path : null;
    for (const { port2: line } of channels) start('reading-worker', { line, answered, path }, [line]);
    const lines = channels.map(({ port1 }) => port1);
    start('judging-worker', { task, lines, answered }, lines).on('message', (message: FromJudge) => {
      if (message.what === 'progress') onProgress?.(message.progress);
      else if (message.what === 'failure') end(() => reject(thrown(message.failure)));
      else end(() => resolve(message));
    });
  });
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
