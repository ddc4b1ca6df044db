import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** Runs a program of the machine to its end, with no more of the environment than it needs to be found. */
export function runProgram(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    });
    let output = '';
    const take = (piece: Buffer): void => void (output += piece.toString('utf8'));
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', failed);
    child.on('close', (code) => done({ code, output }));
  });
}
