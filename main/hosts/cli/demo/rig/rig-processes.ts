import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { PROGRAM_FOLDERS } from './programs.ts';

const env = { PATH: PROGRAM_FOLDERS.join(':'), LC_ALL: 'C' };

/** Processes of one rig: started in the foreground, each leads its own group, all ended by `stop` or when this process exits. */
export class RigProcesses {
  readonly #children: ChildProcess[] = [];
  readonly #atExit = (): void => this.#signalAll('SIGKILL');

  constructor() {
    process.once('exit', this.#atExit);
  }

  /** Runs a preparation command to its end; rejects with what it printed. */
  async run(argv: readonly string[], options: { readonly cwd: string; readonly stdin?: string }): Promise<string> {
    const [program = '', ...args] = argv;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const child = execFile(program, args, { cwd: options.cwd, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${argv.join(' ')}: ${stderr || error.message}`));
    });
    // A program that ends without reading its input closes the pipe; its exit code tells what matters.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.stdin ?? '');
    return promise;
  }

  /** Starts a server that stays in the foreground. */
  start(argv: readonly string[], cwd: string): ChildProcess {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    child.stdout.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    child.stderr.resume();
    child.on('error', () => undefined);
    this.#children.push(child);
    return child;
  }

  signal(child: ChildProcess, signal: NodeJS.Signals): void {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Ended in between.
    }
  }

  async stop(): Promise<void> {
    // A suspended process cannot act on a request to end.
    this.#signalAll('SIGCONT');
    this.#signalAll('SIGTERM');
    const running = this.#children.filter(
      (child) => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    );
    const ended = Promise.all(running.map((child) => once(child, 'exit')));
    await Promise.race([ended, wait(2000, undefined, { ref: false })]);
    this.#signalAll('SIGKILL');
    process.removeListener('exit', this.#atExit);
  }

  #signalAll(signal: NodeJS.Signals): void {
    for (const child of this.#children) this.signal(child, signal);
  }
}
