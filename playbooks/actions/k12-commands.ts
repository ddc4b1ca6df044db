import type { Command, StepContext } from '../../shared/domain/action.ts';
import { param } from './param.ts';

const QUICK = 15_000;

/** File beside the live list, so that putting it into place is one rename. */
function beside(context: StepContext, suffix: string): string {
  return `${param(context, 'krlFile')}.bulkhead-${context.actionId}.${suffix}`;
}

/** Trap: the specification takes ranges too; a "serial" of 1-9999 would revoke them all. Anything but digits revokes nothing. */
function specification(context: StepContext): string {
  const serial = param(context, 'serial');
  return /^[1-9][0-9]{0,19}$/.test(serial) ? `serial: ${serial}\n` : '# no serial\n';
}

function showCertificate(context: StepContext): Command {
  return {
    title: 'Show the compromised certificate',
    argv: ['ssh-keygen', '-L', '-f', param(context, 'cert')],
    timeoutMs: QUICK,
  };
}

function query(title: string, list: string, certificate: string): Command {
  // Exits 1 for a revoked certificate and 255 for an unreadable list: the text says which.
  return { title, argv: ['ssh-keygen', '-Q', '-f', list, certificate], timeoutMs: QUICK };
}

export function queryLive(context: StepContext): Command {
  return query(
    'Ask the live list about the compromised certificate',
    param(context, 'krlFile'),
    param(context, 'cert'),
  );
}

function queryLiveControl(context: StepContext): Command {
  return query(
    'Ask the live list about the control certificate',
    param(context, 'krlFile'),
    param(context, 'controlCert'),
  );
}

function add(context: StepContext, list: string): Command {
  // -u keeps the entries and the version number of the list; sshd does not read the number.
  return {
    title: 'Add the serial to a copy of the list',
    argv: ['ssh-keygen', '-k', '-u', '-f', list, '-s', param(context, 'caPublicKey'), '-'],
    stdin: [{ text: specification(context) }],
    timeoutMs: QUICK,
  };
}

function login(context: StepContext, title: string, certificate: string, key: string): Command {
  // No agent, no configuration, no shared connection: any of them could answer for a certificate that was never offered.
  const options = [
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'ControlPath=none',
    `CertificateFile=${certificate}`,
    `UserKnownHostsFile=${param(context, 'knownHosts')}`,
    'GlobalKnownHostsFile=none',
    'StrictHostKeyChecking=yes',
    'PreferredAuthentications=publickey',
    'ConnectTimeout=8',
  ];
  return {
    title,
    argv: [
      'ssh',
      '-v',
      '-n',
      '-T',
      '-F',
      'none',
      ...options.flatMap((option) => ['-o', option]),
      '-i',
      key,
      '-p',
      param(context, 'port'),
      '-l',
      param(context, 'user'),
      param(context, 'host'),
      'true',
    ],
    timeoutMs: QUICK,
  };
}

export function loginCompromised(context: StepContext): Command {
  return login(context, 'Log in with the compromised certificate', param(context, 'cert'), param(context, 'key'));
}

export function loginControl(context: StepContext): Command {
  return login(
    context,
    'Log in with the control certificate',
    param(context, 'controlCert'),
    param(context, 'controlKey'),
  );
}

/** Puts `from` into place only when it can be read and still admits the control certificate. */
function publish(context: StepContext, title: string, from: string, moves: readonly (readonly string[])[]): Command {
  // Trap: a list that sshd cannot read denies every key login. find runs the next command only when the one before
  // succeeded, so a broken list never reaches its place, and no shell is needed.
  const guarded = [['ssh-keygen', '-Q', '-f', from, param(context, 'controlCert')], ...moves];
  return {
    title,
    argv: ['find', from, '-maxdepth', '0', '-type', 'f', ...guarded.flatMap((command) => ['-exec', ...command, ';'])],
    timeoutMs: QUICK,
  };
}

function connections(context: StepContext): Command {
  return {
    title: 'List the open SSH connections with their processes',
    argv: ['ss', '-tnpH', 'state', 'established', 'sport', '=', `:${param(context, 'port')}`],
    timeoutMs: QUICK,
  };
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    showCertificate(context),
    {
      title: 'List the live revocation list',
      argv: ['ssh-keygen', '-Q', '-l', '-f', param(context, 'krlFile')],
      timeoutMs: QUICK,
    },
    { title: 'Hash the live revocation list', argv: ['sha256sum', param(context, 'krlFile')], timeoutMs: QUICK },
    connections(context),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  const trial = beside(context, 'dry');
  return [
    showCertificate(context),
    {
      title: 'Show the fingerprint of the CA',
      argv: ['ssh-keygen', '-l', '-f', param(context, 'caPublicKey')],
      timeoutMs: QUICK,
    },
    {
      title: 'Show the effective sshd settings',
      argv: ['sshd', '-T', '-f', param(context, 'sshdConfig')],
      timeoutMs: QUICK,
    },
    queryLive(context),
    { title: 'Copy the list for a trial', argv: ['cp', '-p', param(context, 'krlFile'), trial], timeoutMs: QUICK },
    add(context, trial),
    query('Ask the trial list about the control certificate', trial, param(context, 'controlCert')),
    query('Ask the trial list about the compromised certificate', trial, param(context, 'cert')),
    { title: 'Remove the trial list', argv: ['rm', '-f', trial], timeoutMs: QUICK },
    loginCompromised(context),
    loginControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const live = param(context, 'krlFile');
  const next = beside(context, 'new');
  const backup = beside(context, 'before');
  return [
    // -n: when the step is repeated, the backup must stay the list from before the first time.
    { title: 'Keep the list as it was', argv: ['cp', '-p', '-n', live, backup], timeoutMs: QUICK },
    { title: 'Copy the list', argv: ['cp', '-p', live, next], timeoutMs: QUICK },
    add(context, next),
    publish(context, 'Put the new list into place, only if it still admits the control certificate', next, [
      ['mv', '-f', next, live],
    ]),
    query('Ask the kept list about the compromised certificate', backup, param(context, 'cert')),
    queryLiveControl(context),
    queryLive(context),
  ];
}

export function undoCommands(context: StepContext): readonly Command[] {
  const live = param(context, 'krlFile');
  const next = beside(context, 'new');
  const backup = beside(context, 'before');
  return [
    { title: 'List the live revocation list', argv: ['ssh-keygen', '-Q', '-l', '-f', live], timeoutMs: QUICK },
    { title: 'List the kept revocation list', argv: ['ssh-keygen', '-Q', '-l', '-f', backup], timeoutMs: QUICK },
    publish(context, 'Put the kept list back', backup, [
      ['cp', '-p', backup, next],
      ['mv', '-f', next, live],
    ]),
    queryLiveControl(context),
    queryLive(context),
  ];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [
    showCertificate(context),
    {
      title: 'Find the logins in the sshd log',
      argv: ['grep', '-a', '-h', '-e', 'Accepted publickey for', param(context, 'logFile')],
      timeoutMs: QUICK,
    },
    connections(context),
  ];
}

export function killCommands(context: StepContext): readonly Command[] {
  const pids = context.sessions
    .flatMap((session) => session.id.split(':'))
    .filter((pid) => /^[1-9][0-9]{0,9}$/.test(pid));
  if (pids.length === 0) return [];
  return [
    { title: 'End the sessions of the compromised certificate', argv: ['kill', '-TERM', ...pids], timeoutMs: QUICK },
  ];
}
