import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';

const LIMIT = 30_000;
const QUICK = 10_000;

/** Ids of keys are bytes, written as hex digits; anything else names no key. */
export function idBytes(context: StepContext, name: string): string | undefined {
  const id = param(context, name).toLowerCase();
  return /^(?:[0-9a-f]{2}){1,64}$/.test(id) ? id : undefined;
}

function keyUrl(context: StepContext, id: string): string {
  return `pkcs11:token=${param(context, 'token')};id=${id.replaceAll(/../g, '%$&')};type=private`;
}

function p11tool(context: StepContext, args: readonly string[]): readonly string[] {
  return ['p11tool', '--provider', param(context, 'module'), ...args];
}

/** Without a terminal p11tool reads the PIN as the first line of standard input; pkcs11-tool knows no way but argv or a terminal. */
function loggedIn(context: StepContext, title: string, args: readonly string[], answer = ''): Command {
  return {
    title,
    argv: p11tool(context, ['--login', ...args]),
    stdin: [{ secretFile: param(context, 'pin') }, { text: `\n${answer}` }],
    timeoutMs: LIMIT,
  };
}

function listKeys(context: StepContext): Command {
  return loggedIn(context, 'List the private keys of the token', [
    '--list-privkeys',
    `pkcs11:token=${param(context, 'token')}`,
  ]);
}

function sign(context: StepContext, title: string, name: string): readonly Command[] {
  const id = idBytes(context, name);
  return id === undefined ? [] : [loggedIn(context, title, ['--test-sign', keyUrl(context, id)])];
}

function listTokens(context: StepContext): Command {
  return { title: 'List the tokens', argv: p11tool(context, ['--list-tokens']), timeoutMs: LIMIT };
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    listTokens(context),
    {
      title: 'Keep the public objects of the token',
      argv: p11tool(context, ['--batch', '--list-all', `pkcs11:token=${param(context, 'token')}`]),
      timeoutMs: LIMIT,
    },
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  // One login only: a wrong PIN costs one of the few tries before the token locks, not more.
  return [listTokens(context), listKeys(context)];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const id = idBytes(context, 'keyId');
  if (id === undefined) return [];
  return [loggedIn(context, 'Delete the private key', ['--delete', keyUrl(context, id)], 'y\n'), listKeys(context)];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [listKeys(context), ...sign(context, 'Sign with the compromised key', 'keyId')];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return sign(context, 'Sign with the control key', 'controlId');
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [
    {
      title: 'List the processes that use the module',
      argv: ['lsof', '-w', '-t', '--', param(context, 'module')],
      timeoutMs: QUICK,
    },
    // An empty list is an answer only from a program that ran, as one who sees every process.
    { title: 'Show that lsof runs', argv: ['lsof', '-v'], timeoutMs: QUICK },
    { title: 'Show who asks', argv: ['id', '-u'], timeoutMs: QUICK },
  ];
}

export function killCommands({ sessions }: StepContext): readonly Command[] {
  const pids = sessions.map(({ id }) => id).filter((id) => /^\d{1,10}$/.test(id));
  return pids.length === 0
    ? []
    : [{ title: 'End the processes that use the module', argv: ['kill', ...pids], timeoutMs: QUICK }];
}
