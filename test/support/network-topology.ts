import { execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { missingPrograms, PROGRAM_FOLDERS } from '../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../main/hosts/cli/demo/rig/rig-processes.ts';

/** The six hosts of reference H3: a router in the middle, everybody else one veth away, IPv4 and IPv6. */
const HOSTS = {
  shop: { four: '10.10.0', six: 'fd00:10:' },
  ai: { four: '10.20.0', six: 'fd00:20:' },
  ext: { four: '203.0.113', six: '2001:db8:ff:' },
  pay: { four: '198.51.100', six: '2001:db8:aa:' },
  ir: { four: '10.99.0', six: 'fd00:99:' },
} as const;
type HostName = keyof typeof HOSTS;

const env = { PATH: PROGRAM_FOLDERS.join(':'), LC_ALL: 'C' };

/** What keeps the topology from being built; empty when it can. */
export function missingForTopology(): readonly string[] {
  const missing = missingPrograms({
    ip: 'iproute2',
    nft: 'nftables',
    conntrack: 'conntrack',
    socat: 'socat',
    curl: 'curl',
  });
  if (missing.length > 0) return missing;
  const name = `bh-try-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', name], { env, stdio: 'pipe' });
    execFileSync('ip', ['netns', 'exec', name, 'nft', 'list', 'ruleset'], { env, stdio: 'pipe' });
    return [];
  } catch {
    return ['network namespaces with nftables need root and CAP_NET_ADMIN'];
  } finally {
    try {
      execFileSync('ip', ['netns', 'del', name], { env, stdio: 'pipe' });
    } catch {
      // It could not be made in the first place.
    }
  }
}

/** A line sent and read back over one TCP connection that stays open. */
export interface HeldFlow {
  /** Sends a line; resolves to whether it came back within `ms`. */
  echoes(line: string, ms: number): Promise<boolean>;
  /** Resolves to whether the line has come back, now or within `ms`, without sending anything. */
  arrived(line: string, ms: number): Promise<boolean>;
  readonly closed: boolean;
}

export class Topology {
  readonly #prefix = `bh${process.pid}`;
  readonly #processes = new RigProcesses();

  /** Name of the namespace of a host, for `ip netns exec`. */
  netns(host: HostName | 'fw'): string {
    return `${this.#prefix}-${host}`;
  }

  address(host: HostName, family: 4 | 6 = 4): string {
    return family === 4 ? `${HOSTS[host].four}.2` : `${HOSTS[host].six}:2`;
  }

  range(host: HostName, family: 4 | 6): string {
    return family === 4 ? `${HOSTS[host].four}.0/24` : `${HOSTS[host].six}:/64`;
  }

  async start(): Promise<void> {
    this.#run('ip', 'netns', 'add', this.netns('fw'));
    for (const host of Object.keys(HOSTS) as HostName[]) this.#cable(host);
    for (const key of ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1']) this.in('fw', 'sysctl', '-qw', key);
    const pay = `http://${this.address('pay')}:443/`;
    const ai = `http://${this.address('ai')}:8080/`;
    await Promise.all([
      this.#serve('shop', '8080', pay, ai),
      this.#serve('ai', '8080'),
      this.#serve('ext', '8080'),
      this.#serve('pay', '443'),
    ]);
    for (const host of ['ai', 'ext'] as const)
      this.#start(host, 'socat', 'TCP6-LISTEN:7000,ipv6only=0,reuseaddr,fork', 'EXEC:/bin/cat');
    // Neighbours have to find each other first, over IPv6 after a moment.
    for (const [host, port] of [
      ['ai', 8080],
      ['pay', 443],
      ['ext', 8080],
    ] as const)
      for (const at of [this.address(host), `[${this.address(host, 6)}]`])
        this.in(
          'shop',
          'curl',
          '-sg',
          '--retry',
          '20',
          '--retry-all-errors',
          '--retry-delay',
          '1',
          `http://${at}:${port}/`,
        );
  }

  async stop(): Promise<void> {
    await this.#processes.stop();
    for (const host of [...(Object.keys(HOSTS) as HostName[]), 'fw'] as const) {
      try {
        this.#run('ip', 'netns', 'del', this.netns(host));
      } catch {
        // It never came to be.
      }
    }
  }

  /** Runs a program inside a host to its end and returns what it printed. Throws when it fails. */
  in(host: HostName | 'fw', ...argv: readonly string[]): string {
    return this.#run('ip', 'netns', 'exec', this.netns(host), ...argv);
  }

  /** Loads rules on the router, as a site has them. */
  siteRules(text: string): void {
    execFileSync('ip', ['netns', 'exec', this.netns('fw'), 'nft', '-f', '-'], { env, input: text, stdio: 'pipe' });
  }

  /** Opens a connection from one host to the echo server of another and keeps it. */
  async hold(from: HostName, to: 'ai' | 'ext'): Promise<HeldFlow> {
    const child = this.#start(from, 'socat', '-', `TCP4:${this.address(to)}:7000`);
    const flow = new SocatFlow(child);
    if (!(await flow.echoes('hello', 5000))) throw new Error(`${from} could not reach the echo server of ${to}`);
    return flow;
  }

  #cable(host: HostName): void {
    const { four, six } = HOSTS[host];
    const [inside, outside] = [this.netns(host), this.netns('fw')];
    this.#run('ip', 'netns', 'add', inside);
    this.#run('ip', 'link', 'add', 'eth0', 'netns', inside, 'type', 'veth', 'peer', 'name', host, 'netns', outside);
    for (const [netns, link, last] of [
      [inside, 'eth0', '2'],
      [outside, host, '1'],
    ] as const) {
      this.#run('ip', '-n', netns, 'addr', 'add', `${four}.${last}/24`, 'dev', link);
      this.#run('ip', '-n', netns, 'addr', 'add', `${six}:${last}/64`, 'dev', link, 'nodad');
      this.#run('ip', '-n', netns, 'link', 'set', link, 'up');
      this.#run('ip', '-n', netns, 'link', 'set', 'lo', 'up');
    }
    this.#run('ip', '-n', inside, 'route', 'add', 'default', 'via', `${four}.1`);
    this.#run('ip', '-n', inside, '-6', 'route', 'add', 'default', 'via', `${six}:1`);
  }

  async #serve(host: HostName, ...args: readonly string[]): Promise<void> {
    const child = this.#start(host, process.execPath, join(import.meta.dirname, 'zone-server.ts'), ...args);
    const [first] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    if (!first.toString().startsWith('listening')) throw new Error(`the server of ${host} did not start`);
  }

  #start(host: HostName, ...argv: readonly string[]): ChildProcess {
    return this.#processes.start(['ip', 'netns', 'exec', this.netns(host), ...argv], import.meta.dirname);
  }

  #run(program: string, ...args: readonly string[]): string {
    return execFileSync(program, args, { env, encoding: 'utf8', stdio: 'pipe' });
  }
}

class SocatFlow implements HeldFlow {
  readonly #child: ChildProcess;
  #text = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString();
    });
  }

  get closed(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  echoes(line: string, ms: number): Promise<boolean> {
    if (!this.closed) this.#child.stdin?.write(`${line}\n`);
    return this.arrived(line, ms);
  }

  async arrived(line: string, ms: number): Promise<boolean> {
    const limit = AbortSignal.timeout(ms);
    while (!this.#text.includes(`${line}\n`)) {
      if (this.closed || this.#child.stdout === null) return false;
      try {
        await once(this.#child.stdout, 'data', { signal: limit });
      } catch {
        return this.#text.includes(`${line}\n`);
      }
    }
    return true;
  }
}
