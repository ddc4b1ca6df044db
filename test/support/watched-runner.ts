import { createCommandRunner } from '../../main/adapters/process/run-command.ts';
import { runnerFiles } from '../../main/adapters/files/runner-files.ts';
import type { CommandResult, CommandRunner } from '../../main/ports/command-runner.ts';
import type { Command } from '../../shared/domain/action.ts';

/** The runner of the product, with somebody who sees each command before it starts and after it ended. */
export class WatchedRunner implements CommandRunner {
  readonly #runner = createCommandRunner({ files: runnerFiles });
  /** Titles of the commands that ran to their end. */
  readonly ran: string[] = [];
  before: (command: Command) => Promise<void> = () => Promise.resolve();
  after: (command: Command) => Promise<void> = () => Promise.resolve();

  async run(command: Command, signal?: AbortSignal): Promise<CommandResult> {
    await this.before(command);
    const result = await this.#runner.run(command, signal);
    this.ran.push(command.title);
    await this.after(command);
    return result;
  }

  available(program: string): Promise<boolean> {
    return this.#runner.available(program);
  }
}
