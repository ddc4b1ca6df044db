import type { Command, StdinPart, StepContext } from '../../shared/domain/action.ts';
import { param } from './param.ts';

// A server that hangs lets redis-cli wait for ever: the limit is ours.
const LIMIT = 5_000;

function client(context: StepContext): readonly string[] {
  // --no-raw: replies look the same in a pipe and on a terminal.
  return ['redis-cli', '-h', param(context, 'host'), '-p', param(context, 'port'), '--no-auth-warning', '--no-raw'];
}

/** Secrets in quotes: redis-cli splits its input at blanks. A secret with a quote or backslash is refused by the server, visibly. */
function quoted(before: string, secretFile: string): readonly StdinPart[] {
  return [{ text: `"${before}` }, { secretFile }, { text: '"' }];
}

function session(
  context: StepContext,
  title: string,
  user: string,
  passwordFile: string,
  lines: readonly (readonly StdinPart[])[],
): Command {
  const login: readonly StdinPart[] = [{ text: `AUTH ${user} ` }, ...quoted('', passwordFile)];
  return {
    title,
    argv: client(context),
    stdin: [login, ...lines].flatMap((line) => [...line, { text: '\n' }]),
    timeoutMs: LIMIT,
  };
}

function asAdmin(context: StepContext, title: string, ...lines: readonly (string | readonly StdinPart[])[]): Command {
  const parts = lines.map((line) => (typeof line === 'string' ? [{ text: line }] : line));
  return session(context, title, param(context, 'adminUser'), param(context, 'adminPassword'), parts);
}

/**
 * One AUTH with the password as the last argument, read by -x byte for byte: no quoting can spoil it, so WRONGPASS means
 * the server refused exactly this password.
 */
function auth(context: StepContext, title: string, user: string, passwordFile: string): Command {
  return {
    title,
    argv: [...client(context), '-x', 'AUTH', user],
    stdin: [{ secretFile: passwordFile }],
    timeoutMs: LIMIT,
  };
}

export function authCompromised(context: StepContext): Command {
  return auth(context, 'Log in as the compromised user', param(context, 'user'), param(context, 'userPassword'));
}

function authControl(context: StepContext): Command {
  return auth(context, 'Log in as the control user', param(context, 'controlUser'), param(context, 'controlPassword'));
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [asAdmin(context, 'Keep the client list and the ACL log', 'CLIENT LIST', 'ACL WHOAMI', 'ACL LOG 50')];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    { title: 'Ask without logging in', argv: client(context), stdin: [{ text: 'PING\n' }], timeoutMs: LIMIT },
    asAdmin(context, 'List the users', 'ACL USERS'),
    asAdmin(context, 'Ask where users are stored', 'CONFIG GET aclfile'),
    authCompromised(context),
    authControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const user = param(context, 'user');
  return [
    asAdmin(context, 'Switch the user off and drop its passwords', `ACL SETUSER ${user} off resetpass`),
    // Without this the user is back after a restart.
    asAdmin(context, 'Save the users to the ACL file', 'ACL SAVE'),
    asAdmin(context, 'Read the user back', `ACL GETUSER ${user}`),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [authCompromised(context), asAdmin(context, 'Read the user back', `ACL GETUSER ${param(context, 'user')}`)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [
    authControl(context),
    session(context, 'Ping as the control user', param(context, 'controlUser'), param(context, 'controlPassword'), [
      [{ text: 'PING' }],
    ]),
  ];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [asAdmin(context, 'List the connections', 'CLIENT LIST')];
}

export function killCommands(context: StepContext): readonly Command[] {
  // By user, not by id: connections that came since the list was read go too.
  return [asAdmin(context, 'End every connection of the user', `CLIENT KILL USER ${param(context, 'user')}`)];
}

export function undoCommands(context: StepContext): readonly Command[] {
  const user = param(context, 'user');
  return [
    asAdmin(context, 'Switch the user on with a new password', [
      { text: `ACL SETUSER ${user} resetpass on ` },
      ...quoted('>', param(context, 'newPassword')),
    ]),
    asAdmin(context, 'Save the users to the ACL file', 'ACL SAVE'),
    auth(context, 'Log in with the new password', user, param(context, 'newPassword')),
  ];
}
