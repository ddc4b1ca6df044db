import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram, missingPrograms, PROGRAM_FOLDERS } from '../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../main/hosts/cli/demo/rig/rig-processes.ts';
import { runnerFiles } from '../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../main/adapters/process/run-command.ts';
import type { CommandResult, CommandRunner } from '../../main/ports/command-runner.ts';
import type { Command } from '../../shared/domain/action.ts';
import { missingForTopology, type Topology } from './network-topology.ts';

const ZONES = ['fw', 'shop', 'ai', 'ext'] as const;
export type Zone = (typeof ZONES)[number];

const env = { PATH: PROGRAM_FOLDERS.join(':'), LC_ALL: 'C' };

export function missingForSshZones(): readonly string[] {
  const ssh = { sshd: 'openssh-server', ssh: 'openssh-client', 'ssh-keygen': 'openssh-client' };
  return [...missingPrograms(ssh), ...missingForTopology()];
}

/**
 * An sshd in each zone of the topology, and a console that stands in the forensics zone and has no way to them but ssh. The account that
 * runs the console sees a home folder of its own: keys and known hosts are found where ssh looks for them, and nothing of this machine is.
 */
export class SshZones implements CommandRunner {
  readonly net: Topology;
  readonly #dir: string;
  readonly #processes = new RigProcesses();
  readonly #runner = createCommandRunner({ files: runnerFiles });
  /** Command lines that left the console, as they are. */
  readonly sent: (readonly string[])[] = [];

  constructor(net: Topology, dir: string) {
    this.net = net;
    this.#dir = dir;
  }

  async start(): Promise<void> {
    mkdirSync(this.#path('home/.ssh'), { recursive: true, mode: 0o700 });
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    this.#keygen('home/.ssh/id_ed25519');
    writeFileSync(this.#path('authorized_keys'), readFileSync(this.#path('home/.ssh/id_ed25519.pub')), { mode: 0o600 });
    writeFileSync(this.#path('banner'), 'Authorised use only. Everything is logged.\n');
    for (const zone of ZONES) this.#keygen(`host-${zone}`);
    this.knowAll();
    for (const zone of ZONES) await this.#serve(zone);
  }

  async stop(): Promise<void> {
    await this.#processes.stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** Where ssh finds a zone, seen from forensics. */
  address(zone: Zone): string {
    return zone === 'fw' ? this.net.address('ir').replace(/2$/, '1') : this.net.address(zone);
  }

  way(zone: Zone): string {
    return `ssh/root@${this.address(zone)}`;
  }

  /** Writes known_hosts: every zone by its own key, but for those that are left out or given the key of another. */
  knowAll(except: Partial<Record<Zone, Zone | 'nobody'>> = {}): void {
    const lines = ZONES.flatMap((zone) => {
      const key = except[zone] ?? zone;
      return key === 'nobody' ? [] : [`${this.address(zone)} ${this.#publicKey(`host-${key}`)}`];
    });
    writeFileSync(this.#path('home/.ssh/known_hosts'), `${lines.join('\n')}\n`);
  }

  /** Which keys may log in at the zones; nobody's leaves the password as the only way. */
  admit(who: 'console' | 'nobody'): void {
    const key = who === 'console' ? readFileSync(this.#path('home/.ssh/id_ed25519.pub'), 'utf8') : '';
    writeFileSync(this.#path('authorized_keys'), key, { mode: 0o600 });
  }

  /** The next command that matches is carried out there, and then the connection breaks before its answer is on the way. */
  breakAfter(pattern: string): void {
    writeFileSync(this.#path('break'), pattern);
  }

  available(program: string): Promise<boolean> {
    return this.#runner.available(program);
  }

  run(command: Command, signal?: AbortSignal): Promise<CommandResult> {
    this.sent.push(command.argv);
    const argv = this.#in('ir', command.argv);
    return this.#runner.run({ ...command, argv }, signal);
  }

  async #serve(zone: Zone): Promise<void> {
    writeFileSync(this.#path(`sshd-${zone}.conf`), this.#config(zone));
    writeFileSync(this.#path('session.sh'), SESSION.replaceAll('@BREAK@', this.#path('break')), { mode: 0o755 });
    const sshd = [findProgram('sshd') ?? 'sshd', '-D', '-f', this.#path(`sshd-${zone}.conf`)];
    const argv = this.#in(zone, [...sshd, '-E', this.#path(`sshd-${zone}.log`)]);
    this.#processes.start(argv, this.#dir).stdout?.resume();
    for (let left = 100; ; left -= 1) {
      if (this.net.in(zone, 'ss', '-ltnH', 'sport', '=', ':22') !== '') return;
      if (left === 0) throw new Error(`no sshd in ${zone}`);
      await wait(50);
    }
  }

  /** In a zone, with our folder for a home: what a shell reads there on the way in is not this machine's. */
  #in(zone: Zone | 'ir', argv: readonly string[]): readonly string[] {
    const mounted = [
      'sh',
      '-c',
      'mount --bind "$0" "$1" && shift && exec "$@"',
      this.#path('home'),
      userInfo().homedir,
    ];
    return ['ip', 'netns', 'exec', this.net.netns(zone), ...mounted, ...argv];
  }

  #config(zone: Zone): string {
    return `Port 22
HostKey ${this.#path(`host-${zone}`)}
AuthorizedKeysFile ${this.#path('authorized_keys')}
StrictModes no
PermitRootLogin yes
PasswordAuthentication yes
KbdInteractiveAuthentication no
UsePAM no
PidFile none
Banner ${this.#path('banner')}
ForceCommand ${this.#path('session.sh')}
`;
  }

  #path(name: string): string {
    return join(this.#dir, name);
  }

  #keygen(name: string): void {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', this.#path(name)], { env });
  }

  #publicKey(name: string): string {
    return readFileSync(this.#path(`${name}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  }
}

/** Does what it was sent for; where the connection is to break, it ends the process that serves it, which is its parent. */
const SESSION = `#!/bin/sh
if [ -f @BREAK@ ] && printf '%s' "$SSH_ORIGINAL_COMMAND" | grep -q -F -e "$(cat @BREAK@)"; then
  rm -f @BREAK@
  sh -c "$SSH_ORIGINAL_COMMAND" >/dev/null 2>&1
  kill -9 "$PPID"
  exit
fi
exec sh -c "$SSH_ORIGINAL_COMMAND"
`;
