import '../node-guard.ts';
import { toFailure } from '../to-failure.ts';
import { commands, foreignOption, usage, usageOf } from './commands.ts';
import { readInvocation } from './invocation.ts';
import { print, tell, tellFailure } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** What a shell says of a program that Ctrl-C ended: 128 and the number of the signal. */
const INTERRUPTED = 130;

async function run(): Promise<number> {
  try {
    const invocation = readInvocation(process.argv.slice(2));
    if (invocation.command === 'help') {
      print(usage());
      return 0;
    }
    if (invocation.command === '') throw new UsageError('which command?');
    const entry = Object.hasOwn(commands, invocation.command) ? commands[invocation.command] : undefined;
    if (entry === undefined) throw new UsageError(`there is no command ${invocation.command}`);
    const foreign = foreignOption(invocation.command, invocation.given);
    if (foreign !== null) throw new UsageError(`${invocation.command} takes no --${foreign}`);
    const command = await entry.load();
    return await command(invocation);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      tell(`error: ${thrown.message}\n${usageOf(process.argv[2] ?? '')}`);
      return 2;
    }
    tellFailure(thrown);
    return toFailure(thrown).code === 'CANCELLED' ? INTERRUPTED : 1;
  }
}

// `| head` has seen enough; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

// Not process.exit: what is still on its way to a pipe would be cut off.
process.exitCode = await run();
