import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, get, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, untilListening } from '../../../../main/hosts/cli/demo/rig/ports.ts';
import { RigProcesses } from '../../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { Params } from '../../../../shared/domain/action.ts';
import type { HeldSession, Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';

const BEAT_MS = 100;

export interface Server {
  readonly port: number;
  readonly suspend: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

/** An nginx of its own: `config` gets the port and returns what stands inside `http { }`; `head` goes before everything. */
export async function startNginx(dir: string, config: (port: number) => string, head = ''): Promise<Server> {
  const at = (name: string): string => join(dir, name);
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${at(`tmp_${kind}`)};`,
  );
  await writeFile(
    at('nginx.conf'),
    `${head}
daemon off;
worker_processes 1;
pid ${at('nginx.pid')};
error_log ${at('error.log')} info;
events { worker_connections 64; }
http {
  ${temporary.join('\n  ')}
  ${config(port)}
}
`,
  );
  const start = (processes: RigProcesses): ChildProcess =>
    processes.start(['nginx', '-e', at('error.log'), '-c', at('nginx.conf')], dir);
  return startServer(port, start);
}

/** Starts something that stays in the foreground and waits until it listens. */
export async function startServer(port: number, start: (processes: RigProcesses) => ChildProcess): Promise<Server> {
  const processes = new RigProcesses();
  const child = start(processes);
  child.stdout?.resume();
  try {
    await untilListening(port, 10_000);
  } catch (cause) {
    await processes.stop();
    throw cause;
  }
  return {
    port,
    suspend: () => processes.signal(child, 'SIGSTOP'),
    resume: () => processes.signal(child, 'SIGCONT'),
    stop: () => processes.stop(),
  };
}

/** A small application server on a free port. */
export async function startApp(listener: RequestListener): Promise<{ readonly port: number; stop(): void }> {
  const server = createServer(listener);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
  const port = await promise;
  return {
    port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Opens a stream over plain HTTP and keeps listening. */
export async function holdHttpStream(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<HeldSession> {
  const { promise, resolve, reject } = Promise.withResolvers<HeldSession>();
  const request = get({ host: '127.0.0.1', port, path, agent: false, headers }, (response) => {
    const stream = { heard: 0, closed: false };
    response.on('data', (chunk: Buffer) => (stream.heard += chunk.length));
    response.on('close', () => (stream.closed = true));
    response.on('error', () => (stream.closed = true));
    const alive = async (): Promise<boolean> => {
      const before = stream.heard;
      for (let beats = 0; beats < 20 && !stream.closed && stream.heard === before; beats += 1) await wait(BEAT_MS);
      return !stream.closed && stream.heard > before;
    };
    if (response.statusCode === 200) resolve({ alive, end: () => request.destroy() });
    else reject(new Error(`the stream was not opened: ${response.statusCode ?? 0}`));
  });
  request.on('error', reject);
  return promise;
}

/** Writes a secret of its own and returns it. */
export async function newSecret(file: string): Promise<string> {
  const secret = `sk-${randomBytes(18).toString('base64url')}`;
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** Parameters alone, for actions that hold no session open and have nothing to stop. */
export function rigOf(params: Params): Rig {
  return {
    params,
    holdSession: () => Promise.reject(new Error('nothing is held here')),
    suspend: () => undefined,
    resume: () => undefined,
    stop: () => Promise.resolve(),
  };
}
