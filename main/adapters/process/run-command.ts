import { spawn, type ChildProcess } from 'node:child_process';
import type { Command } from '../../../shared/domain/action.ts';
import type { CommandResult, CommandRunner, RunnerFiles } from '../../ports/command-runner.ts';
import { CappedText } from './capped-text.ts';
import { composeStdin } from './compose-stdin.ts';
import { redact } from './redact.ts';

// Servers live in sbin, which is not on the path of an ordinary session.
const PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const MAX_BYTES = 1024 * 1024;
const GRACE_MS = 1000;

// What a shell answers for "not found" and "cannot be started"; the text says which.
const NOT_STARTED = 127;

export interface RunnerOptions {
  readonly files: RunnerFiles;
  /** Bytes kept of each stream. */
  readonly maxBytes?: number;
}

export function createCommandRunner(options: RunnerOptions): CommandRunner {
  const { files, maxBytes = MAX_BYTES } = options;
  return {
    async run(command, signal) {
      const started = performance.now();
      const since = (): number => Math.round(performance.now() - started);
      const stdin = await composeStdin(command.stdin ?? [], files);
      if (!stdin.ok)
        return { text: `bulkhead: not started: ${stdin.why}\n`, exit: NOT_STARTED, timedOut: false, ms: since() };
      if (signal?.aborted === true)
        return { text: 'bulkhead: not started: stopped\n', exit: NOT_STARTED, timedOut: false, ms: since() };
      const [name = ''] = command.argv;
      const program = await found(files, name);
      if (program === null) return { ...notStarted(name, { code: 'ENOENT' }), ms: since() };
      const ended = await spawned(program, command, stdin.bytes, maxBytes, signal);
      return { ...ended, text: redact(ended.text, stdin.secrets), program, ms: since() };
    },
    available: async (program) => (await found(files, program)) !== null,
  };
}

/** The file a name stands for. What is started is that file and no other, whatever lies on a path elsewhere. */
async function found(files: RunnerFiles, name: string): Promise<string | null> {
  if (name.startsWith('/')) return (await files.isExecutable(name)) ? name : null;
  // No name of ours has a slash in it: one that has would depend on the folder the console was started in.
  if (name === '' || name.includes('/')) return null;
  for (const folder of PATH) if (await files.isExecutable(`${folder}/${name}`)) return `${folder}/${name}`;
  return null;
}

type Ended = Omit<CommandResult, 'ms'>;

function spawned(
  program: string,
  command: Command,
  stdin: Uint8Array,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Ended> {
  const args = command.argv.slice(1);
  const out = new CappedText(maxBytes);
  const err = new CappedText(maxBytes);
  const { promise, resolve } = Promise.withResolvers<Ended>();
  let child: ChildProcess;
  try {
    const env = { PATH: PATH.join(':'), LC_ALL: 'C' };
    // By its name, as at a terminal: programs begin what they complain of with it, and that is what readings look for.
    const argv0 = command.argv[0] ?? program;
    // A process group of its own, so that a time-out also ends what the program started.
    child = spawn(program, args, { argv0, env, stdio: 'pipe', detached: true });
  } catch (cause) {
    return Promise.resolve(notStarted(program, cause));
  }
  let stopped = false;
  let late: NodeJS.Timeout | undefined;
  const finish = (exit: number | null): void => {
    clearTimeout(limit);
    clearTimeout(late);
    signal?.removeEventListener('abort', stop);
    child.stdout?.destroy();
    child.stderr?.destroy();
    // A signal leaves no exit code; null is kept for "pasted", so it becomes what a shell would report.
    resolve({ text: out.text() + err.text(), exit: exit ?? 128, timedOut: stopped });
  };
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    killGroup(child, 'SIGTERM');
    // What was suspended (SIGSTOP) does not hear SIGTERM.
    late = setTimeout(() => {
      killGroup(child, 'SIGKILL');
      late = setTimeout(() => finish(null), GRACE_MS);
    }, GRACE_MS);
  };
  const limit = setTimeout(stop, command.timeoutMs);
  signal?.addEventListener('abort', stop, { once: true });

  child.stdout?.on('data', (chunk: Uint8Array) => out.add(chunk));
  child.stderr?.on('data', (chunk: Uint8Array) => err.add(chunk));
  child.on('error', (cause) => {
    if (child.pid !== undefined) return;
    resolve(notStarted(program, cause));
    finish(NOT_STARTED);
  });
  child.on('close', (exit) => finish(exit));
  // A program that left a child behind holds the pipes open: its own end is what counts.
  child.on('exit', (exit) => {
    if (!stopped) late = setTimeout(() => finish(exit), GRACE_MS);
  });
  // A program that does not read its input closes the pipe; that is its business.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  return promise;
}

function notStarted(program: string, cause: unknown): Ended {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown reason';
  return { text: `bulkhead: not started: ${program}: ${code}\n`, exit: NOT_STARTED, timedOut: false };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
