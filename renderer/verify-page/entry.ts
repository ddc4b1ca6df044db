import './no-eval.ts';
import { startPage } from './page.ts';
import { serveWorker, type WorkerScope } from './worker.ts';

// One script for both sides: in the page it starts the page, in the worker that the page makes of it, it does the work.
if (typeof document === 'undefined') serveWorker(globalThis as unknown as WorkerScope);
else startPage(document.currentScript?.textContent ?? '');
