import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { endConnections, listConnections } from './earlier-connections.ts';
import { registryCall, v2 } from './registry-calls.ts';

const QUICK = 10_000;
/** Bodies are of no interest, the challenge of a refusal is. */
const HEADERS = ['-o', '/dev/null', '-D', '-'];

function userList(context: StepContext): Command {
  // The first column alone: hashes stay where they are.
  return {
    title: 'List the users of the password file',
    argv: ['cut', '-d', ':', '-f', '1', param(context, 'htpasswdFile')],
    timeoutMs: QUICK,
  };
}

function checksum(context: StepContext, title: string): Command {
  return { title, argv: ['sha256sum', param(context, 'htpasswdFile')], timeoutMs: QUICK };
}

function tags(context: StepContext, base = 'registry'): readonly string[] {
  return [v2(context, `${param(context, 'repository')}/tags/list`, base)];
}

function asCompromised(context: StepContext): Command {
  const login = { user: param(context, 'user'), passwordFile: param(context, 'userPassword') };
  return registryCall('Ask the registry as the compromised user', login, tags(context), HEADERS);
}

function asCompromisedAtMirror(context: StepContext): readonly Command[] {
  if (param(context, 'mirror') === '') return [];
  const login = { user: param(context, 'user'), passwordFile: param(context, 'userPassword') };
  return [registryCall('Ask the mirror as the compromised user', login, tags(context, 'mirror'), HEADERS)];
}

function asControl(context: StepContext): Command {
  const login = { user: param(context, 'controlUser'), passwordFile: param(context, 'controlPassword') };
  return registryCall('Ask the registry as the control user', login, tags(context), HEADERS);
}

function anonymously(context: StepContext): Command {
  return registryCall('Ask the registry without a login', null, tags(context), HEADERS);
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    checksum(context, 'Keep the hash of the password file'),
    userList(context),
    {
      title: 'Keep the requests of the user',
      argv: ['grep', '-F', `auth.user.name=${param(context, 'user')} `, param(context, 'logFile')],
      timeoutMs: QUICK,
    },
    ...listConnections('Keep the open connections', param(context, 'port')),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [userList(context), anonymously(context), asCompromised(context), asControl(context)];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Take the user out of the password file',
      argv: ['htpasswd', '-D', param(context, 'htpasswdFile'), param(context, 'user')],
      timeoutMs: QUICK,
    },
    userList(context),
    checksum(context, 'Keep the new hash of the password file'),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [asCompromised(context), userList(context), anonymously(context), ...asCompromisedAtMirror(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [asControl(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return listConnections('List the open connections', param(context, 'port'));
}

export function killCommands(context: StepContext): readonly Command[] {
  return endConnections('End the connections from before', param(context, 'port'), context);
}

export function undoCommands(context: StepContext): readonly Command[] {
  const login = { user: param(context, 'user'), passwordFile: param(context, 'newPassword') };
  return [
    {
      title: 'Put the user back with a new password',
      argv: ['htpasswd', '-i', '-B', param(context, 'htpasswdFile'), param(context, 'user')],
      stdin: [{ secretFile: param(context, 'newPassword') }, { text: '\n' }],
      timeoutMs: QUICK,
    },
    userList(context),
    registryCall('Ask the registry with the new password', login, tags(context), HEADERS),
  ];
}
