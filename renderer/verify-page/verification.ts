import { type Job, type Outcome, type Progress, runJob } from './verify-job.ts';
import type { FromWorker } from './worker.ts';

/** A verification under way. `outcome` rejects with an AbortError after `cancel`. */
export interface Verification {
  readonly outcome: Promise<Outcome>;
  cancel(): void;
}

export function cancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * Verifies in a worker made of the page's own script, so that what runs there is what the page's policy admitted by its hash.
 * Where a browser gives a page from disk no worker, the same code runs here: slower to answer, with the same findings.
 */
export function startVerification(source: string, job: Job, onProgress: (progress: Progress) => void): Verification {
  const abort = new AbortController();
  const paced = pace(onProgress);
  const outcome = inWorker(source, job, paced, abort.signal).catch((error: unknown) => {
    if (error !== NO_WORKER) throw error;
    return runJob(job, paced, abort.signal);
  });
  return { outcome, cancel: () => abort.abort() };
}

const NO_WORKER = new Error('no worker');

function inWorker(
  source: string,
  job: Job,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((done, failed) => {
    const worker = makeWorker(source);
    if (worker === null) {
      failed(NO_WORKER);
      return;
    }
    let ready = false;
    const end = (settle: () => void): void => {
      worker.terminate();
      settle();
    };
    signal.addEventListener('abort', () => end(() => failed(signal.reason as DOMException)));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(() => failed(ready ? new Error(event.message) : NO_WORKER));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      switch (data.what) {
        case 'ready':
          ready = true;
          worker.postMessage(job, []);
          return;
        case 'progress':
          onProgress(data.progress);
          return;
        case 'outcome':
          end(() => done(data.outcome));
      }
    });
  });
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
// The page's policy admits exactly one maker of script addresses, and this is it.
const policy = trustedTypes?.createPolicy('verifier-worker', { createScriptURL: (url) => url });

function makeWorker(source: string): Worker | null {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return new Worker(policy?.createScriptURL(url) ?? url);
  } catch {
    return null; // This browser gives such a page no worker: the caller goes on without.
  } finally {
    // The address is resolved when the worker is made; nothing else may come to use it.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/** A screen needs ten pictures a second, not one for each signature. */
function pace(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    onProgress(progress);
  };
}
