import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A loopback host as a process of its own, and the address that it printed. */
export interface LoopbackRun {
  readonly url: string;
  readonly origin: string;
  readonly pid: number;
  /** All of stdout, which is meant to be the one line. */
  stdout(): string;
  stderr(): string;
  /** Ends it as Ctrl+C would, and gives its exit code. */
  stop(): Promise<number | null>;
}

export function runLoopback(entry: string, home: string, ...args: readonly string[]): Promise<LoopbackRun> {
  return running([entry, '--home', home, '--no-open', ...args], home, {});
}

/** The same, with a wall clock that goes ahead by the milliseconds that `shift` holds, a file that may come later. */
export function runShifted(entry: string, home: string, shift: string): Promise<LoopbackRun> {
  const preload = join(import.meta.dirname, 'shifted-clock.ts');
  return running(['--import', preload, entry, '--home', home, '--no-open'], home, { BULKHEAD_TEST_SHIFT: shift });
}

async function running(argv: readonly string[], home: string, more: Record<string, string>): Promise<LoopbackRun> {
  const child = spawn(process.execPath, argv, { env: { PATH: process.env['PATH'] ?? '', HOME: home, ...more } });
  // A test that failed half-way does not leave it behind.
  const end = (): void => void child.kill();
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(stdout.trim());
    });
    void closed.then(([code]) => reject(new Error(`the loopback host ended with ${String(code)}:\n${stderr}`)));
  });
  return {
    url,
    origin: new URL(url).origin,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    async stop() {
      child.kill('SIGINT');
      const [code] = await closed;
      return code;
    },
  };
}
