import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { keyedCalls } from './gateway-calls.ts';
import { ask } from './haproxy-socket.ts';

const QUICK = 15_000;

export const HAPROXY_MEASURES = ['block-key', 'drain-server'] as const;

export function drains(context: StepContext): boolean {
  return param(context, 'measure') === 'drain-server';
}

function backendServer(context: StepContext, server = param(context, 'server')): string {
  return `${param(context, 'backend')}/${server}`;
}

function call(context: StepContext): Command {
  return keyedCalls(context, 'Call with the key', param(context, 'keyFile'), param(context, 'probePath'));
}

function callControl(context: StepContext): Command {
  return keyedCalls(
    context,
    'Call with the control key',
    param(context, 'controlKeyFile'),
    param(context, 'controlPath'),
  );
}

function showAcl(context: StepContext): Command {
  return ask(context, 'Read the list HAProxy has in memory', `show acl ${param(context, 'aclFile')}`);
}

/** An empty list is printed as nothing at all; that HAProxy answered shows in the list of lists. */
function showLists(context: StepContext): Command {
  return ask(context, 'Which lists HAProxy has in memory', 'show acl');
}

function showState(context: StepContext): Command {
  return ask(context, 'Read the state of the servers', `show servers state ${param(context, 'backend')}`);
}

function showSessions(context: StepContext): Command {
  return ask(context, 'List the running calls', 'show sess');
}

/** The key id as a whole line of the file; the alphabet of names leaves the dot to escape. */
function dropFromFile(context: StepContext): Command {
  return {
    title: 'Take the key id out of the file',
    argv: [
      'sed',
      '-i',
      '-e',
      `/^${param(context, 'keyId').replaceAll('.', String.raw`\.`)}$/d`,
      '-e',
      '$a\\',
      param(context, 'aclFile'),
    ],
    timeoutMs: QUICK,
  };
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [showState(context), showSessions(context), showAcl(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Test the configuration',
      argv: ['haproxy', '-c', '-V', '-f', param(context, 'haproxyConfig')],
      timeoutMs: QUICK,
    },
    showLists(context),
    showAcl(context),
    showState(context),
    call(context),
    callControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  if (drains(context))
    return [
      ask(context, 'Take the server out', `set server ${backendServer(context)} state maint`),
      showState(context),
    ];
  const aclFile = param(context, 'aclFile');
  const keyId = param(context, 'keyId');
  return [
    ask(context, 'Refuse new calls of the key', `add acl ${aclFile} ${keyId}`),
    showAcl(context),
    // The file comes after the memory: its time is how the residual step tells calls from before. Without the file the next
    // reload forgets the key.
    dropFromFile(context),
    {
      title: 'Write the key id into the file',
      argv: ['tee', '-a', aclFile],
      stdin: [{ text: `${keyId}\n` }],
      timeoutMs: QUICK,
    },
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [call(context), drains(context) ? showState(context) : showAcl(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [callControl(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  // The clock is read before the list, so that doubt counts a call as older rather than as newer.
  return [
    {
      title: 'When the list was written',
      argv: ['stat', '-c', 'written=%Y', param(context, 'aclFile')],
      timeoutMs: QUICK,
    },
    { title: 'What time it is on this machine', argv: ['date', '+now=%s'], timeoutMs: QUICK },
    showSessions(context),
  ];
}

/** By server, not by session: HAProxy gives the id of a call that ended to the next one. */
export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions
    .filter((session) => /^[A-Za-z0-9_.:-]+$/.test(session.id))
    .map((session) =>
      ask(
        context,
        `End every running call on ${session.id}`,
        `shutdown sessions server ${backendServer(context, session.id)}`,
      ),
    );
}

export function undoCommands(context: StepContext): readonly Command[] {
  if (drains(context))
    return [
      ask(context, 'Bring the server back', `set server ${backendServer(context)} state ready`),
      showState(context),
    ];
  return [
    ask(context, 'Admit the key again', `del acl ${param(context, 'aclFile')} ${param(context, 'keyId')}`),
    showAcl(context),
    showLists(context),
    dropFromFile(context),
    {
      title: 'Look for the key id in the file',
      argv: ['grep', '-c', '-x', '-F', '-e', param(context, 'keyId'), param(context, 'aclFile')],
      timeoutMs: QUICK,
    },
  ];
}
