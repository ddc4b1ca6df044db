import type { Command, Output } from '../../shared/domain/action.ts';

export interface CommandResult extends Output {
  /** How long it took, by a clock that does not jump. */
  readonly ms: number;
  /** Absolute path of the file that was started; absent when nothing was. */
  readonly program?: string;
}

/**
 * Runs the commands of an action on this machine, one at a time, as they are: no shell, no expansion, a fixed environment.
 * Always answers: a program that is missing, a secret that cannot be read or a command that hung is an output that proves
 * nothing, never an exception. A command that was stopped, by time or by `signal`, has `timedOut`: it may have taken effect.
 *
 * Trusted with secrets between the file and the standard input of the program: they reach neither argv, environment nor
 * output (an echo is replaced by REDACTED). NOT trusted to say the truth: output is whatever the program printed.
 */
export interface CommandRunner {
  run(command: Command, signal?: AbortSignal): Promise<CommandResult>;
  /** True when the program would be found. A program that starts may still fail. */
  available(program: string): Promise<boolean>;
}

/** What a runner needs from the disk. */
export interface RunnerFiles {
  /** Content of a secret file at this moment. Rejects with a reason that does not contain it. */
  readSecret(path: string): Promise<Uint8Array>;
  /** True for a file this process may execute. */
  isExecutable(path: string): Promise<boolean>;
}
