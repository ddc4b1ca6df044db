import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, untilListening } from './ports.ts';
import { findProgram, missingPrograms } from './programs.ts';
import { RigProcesses } from './rig-processes.ts';
import type { HeldSession, Rig } from './rig.ts';

/** sshd wants this folder to exist and to belong to root; it stays empty. */
const PRIVILEGE_FOLDER = '/run/sshd';

/** What keeps this rig from starting; empty when it can. */
export function missingForSshRig(): readonly string[] {
  const missing = missingPrograms({
    sshd: 'openssh-server',
    ssh: 'openssh-client',
    'ssh-keygen': 'openssh-client',
    ss: 'iproute2',
  });
  return process.getuid?.() === 0 ? missing : [...missing, 'this rig must be started as root: sshd changes users'];
}

/** A user CA, two user certificates for root with serials 7 and 8, an empty revocation list, and an sshd that reads it. */
export async function startSshRig(dir: string): Promise<Rig> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await mkdir(PRIVILEGE_FOLDER, { recursive: true, mode: 0o755 });
  const port = await freePort();
  const processes = new RigProcesses();
  const at = (name: string): string => join(dir, name);
  const keygen = (args: readonly string[], stdin?: string): Promise<string> =>
    processes.run(['ssh-keygen', '-q', ...args], { cwd: dir, ...(stdin === undefined ? {} : { stdin }) });
  for (const name of ['ca', 'host', 'compromised', 'control'])
    await keygen(['-t', 'ed25519', '-N', '', '-C', name, '-f', at(name)]);
  const certify = (name: string, serial: string): Promise<string> =>
    keygen(['-s', at('ca'), '-I', `rig-${name}`, '-n', 'root', '-z', serial, '-V', '-5m:+1d', at(`${name}.pub`)]);
  await certify('compromised', '7');
  await certify('control', '8');
  await keygen(['-k', '-f', at('revoked.krl'), '-s', at('ca.pub'), '-z', '1', '-'], '');
  const hostKey = (await readFile(at('host.pub'), 'utf8')).split(' ').slice(0, 2).join(' ');
  await writeFile(at('known_hosts'), `[127.0.0.1]:${port} ${hostKey}\n`);
  await writeFile(at('sshd_config'), sshdConfig(dir, port));

  // The log path must be absolute: the process of a connection works in another folder than the listener.
  const server = processes.start(
    [findProgram('sshd') ?? 'sshd', '-D', '-f', at('sshd_config'), '-E', at('sshd.log')],
    dir,
  );
  server.stdout?.resume();
  try {
    await untilListening(port, 5000);
  } catch (cause) {
    await processes.stop();
    throw cause;
  }
  return {
    params: {
      serial: '7',
      cert: at('compromised-cert.pub'),
      key: at('compromised'),
      controlCert: at('control-cert.pub'),
      controlKey: at('control'),
      user: 'root',
      host: '127.0.0.1',
      port: String(port),
      knownHosts: at('known_hosts'),
      caPublicKey: at('ca.pub'),
      krlFile: at('revoked.krl'),
      sshdConfig: at('sshd_config'),
      logFile: at('sshd.log'),
    },
    holdSession: () => holdSession(processes, dir, port),
    suspend: () => processes.signal(server, 'SIGSTOP'),
    resume: () => processes.signal(server, 'SIGCONT'),
    stop: () => processes.stop(),
  };
}

function sshdConfig(dir: string, port: number): string {
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(dir, 'host')}`,
    `TrustedUserCAKeys ${join(dir, 'ca.pub')}`,
    `RevokedKeys ${join(dir, 'revoked.krl')}`,
    `PidFile ${join(dir, 'sshd.pid')}`,
    'AuthorizedKeysFile none',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'UsePAM no',
    'PrintMotd no',
    'LogLevel INFO',
  ];
  return `${lines.join('\n')}\n`;
}

/** A login that repeats every line it is sent. */
async function holdSession(processes: RigProcesses, dir: string, port: number): Promise<HeldSession> {
  const options = [
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'IdentityAgent=none',
    'ControlPath=none',
    `CertificateFile=${join(dir, 'compromised-cert.pub')}`,
    `UserKnownHostsFile=${join(dir, 'known_hosts')}`,
  ];
  const client = processes.start(
    [
      'ssh',
      '-T',
      '-F',
      'none',
      ...options.flatMap((option) => ['-o', option]),
      '-i',
      join(dir, 'compromised'),
      '-p',
      String(port),
      '-l',
      'root',
      '127.0.0.1',
      'cat',
    ],
    dir,
  );
  const session: HeldSession = { alive: () => echoes(client), end: () => processes.signal(client, 'SIGTERM') };
  if (!(await session.alive())) throw new Error('the session could not be opened');
  return session;
}

let asked = 0;

async function echoes(client: ChildProcess): Promise<boolean> {
  if (client.exitCode !== null || client.signalCode !== null || client.stdin === null || client.stdout === null)
    return false;
  asked += 1;
  const question = `still there ${asked}\n`;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), 5000);
  let heard = '';
  const onData = (chunk: Buffer): void => {
    heard += chunk.toString('utf8');
    if (heard.includes(question)) resolve(true);
  };
  const onExit = (): void => resolve(false);
  client.stdout.on('data', onData);
  client.once('exit', onExit);
  client.stdin.write(question);
  const answer = await promise;
  clearTimeout(timer);
  client.stdout.off('data', onData);
  client.off('exit', onExit);
  return answer;
}
