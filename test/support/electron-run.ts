import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DoubleOptions } from './electron-double.ts';

/** A child that runs a built Electron entry under the double. */
export interface ElectronRun {
  /** Resolves when the page was loaded; rejects with what the child printed when it ends before. */
  readonly started: Promise<void>;
  readonly exited: Promise<{ readonly code: number | null; readonly stderr: string }>;
  ask(what: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Has the page ask for a port, and gives the page's end of it. */
  connect(): Promise<PagePort>;
  stderr(): string;
  stop(): Promise<void>;
}

type PortListener = (event?: { data: unknown }) => void;

/** In the shape that the client takes. */
export interface PagePort {
  on(event: string, listener: PortListener): void;
  postMessage(data: unknown): void;
  /** What the window message that brought the port said, and for which origin it was. */
  readonly message: { readonly data: unknown; readonly targetOrigin: string };
}

interface Told {
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
  readonly port?: number;
  readonly data?: unknown;
  readonly closed?: true;
  readonly started?: true;
}

export function runElectron(entry: string, home: string, options: DoubleOptions = {}): ElectronRun {
  const child: ChildProcess = fork(
    join(import.meta.dirname, 'electron-child.ts'),
    [entry, JSON.stringify(options), '--home', home],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    },
  );
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners: { port: number; event: string; listener: PortListener }[] = [];
  const started = Promise.withResolvers<void>();
  // Whoever does not wait for the start may see the end instead.
  started.promise.catch(() => {});
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout?.resume();

  const exited = once(child, 'close').then(([code]) => {
    const gone = new Error(`the child ended with ${String(code)}:\n${stderr}`);
    started.reject(gone);
    for (const { reject } of asked.values()) reject(gone);
    return { code: code as number | null, stderr };
  });
  child.on('message', (told: Told) => {
    if (told.started === true) started.resolve();
    const happened = told.closed === true ? 'close' : 'message';
    for (const { port, event, listener } of listeners) {
      if (port === told.port && event === happened) listener({ data: told.data });
    }
    const waiting = told.id === undefined ? undefined : asked.get(told.id);
    if (told.error === undefined) waiting?.resolve(told.value);
    else waiting?.reject(new Error(told.error));
  });

  function ask(what: string, ...args: readonly unknown[]): Promise<unknown> {
    const waiting = Promise.withResolvers<unknown>();
    const id = asked.size;
    asked.set(id, waiting);
    child.send({ id, ask: what, args });
    return waiting.promise;
  }

  return {
    started: started.promise,
    exited,
    ask,
    async connect() {
      const { port, ...message } = (await ask('connect')) as { port: number; data: unknown; targetOrigin: string };
      return {
        message,
        on: (event, listener) => void listeners.push({ port, event, listener }),
        postMessage: (data) => void child.send({ port, data }),
      };
    },
    stderr: () => stderr,
    async stop() {
      child.kill();
      await exited;
    },
  };
}
