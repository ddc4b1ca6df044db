import { type Job, type Outcome, type Progress, runJob } from './verify-job.ts';

/** From the worker: `ready` once, then progress, then one outcome. */
export type FromWorker =
  | { readonly what: 'ready' }
  | { readonly what: 'progress'; readonly progress: Progress }
  | { readonly what: 'outcome'; readonly outcome: Outcome };

/** As much of a worker's global scope as is used; the DOM's types know only the window. */
export interface WorkerScope {
  postMessage(message: FromWorker, transfer: []): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Job }) => void): void;
}

/** Takes one job. Cancelling it is ending the worker, which stops even a loop. */
export function serveWorker(scope: WorkerScope): void {
  scope.addEventListener('message', ({ data }) => {
    void runJob(data, (progress) => scope.postMessage({ what: 'progress', progress }, [])).then((outcome) =>
      scope.postMessage({ what: 'outcome', outcome }, []),
    );
  });
  scope.postMessage({ what: 'ready' }, []);
}
