import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../../main/hosts/cli/demo/rig/ports.ts';
import { missingPrograms } from '../../../../main/hosts/cli/demo/rig/programs.ts';
import type { HeldSession, Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { startServer } from './servers.ts';

export interface SquidRig extends Rig {
  readonly accessLog: () => Promise<string>;
  /** Opens a tunnel to a host by name. */
  readonly hold: (host: string) => Promise<HeldSession>;
}

export function missingForSquid(): readonly string[] {
  const root = process.getuid?.() === 0 ? [] : ['closing sockets of the proxy needs root'];
  return [...missingPrograms({ squid: 'squid', curl: 'curl', ss: 'iproute2' }), ...root];
}

/** An egress proxy that lets everything out, and a server outside that never stops sending. Two names lead to it. */
export async function startSquidRig(dir: string): Promise<SquidRig> {
  await mkdir(dir, { recursive: true });
  // Squid drops its rights and writes its own log.
  await chmod(dir, 0o777);
  const at = (name: string): string => join(dir, name);
  const outside = await startSender();
  const port = await freePort();
  await writeFile(at('bulkhead.conf'), '# nothing to restrict\n');
  await writeFile(at('late.conf'), '# included too late\n');
  await writeFile(
    at('squid.conf'),
    `http_port 127.0.0.1:${port}
pid_filename ${at('squid.pid')}
cache_log ${at('cache.log')}
access_log stdio:${at('access.log')}
cache deny all
cache_mem 8 MB
coredump_dir ${dir}
netdb_filename none
shutdown_lifetime 1 seconds
cachemgr_passwd never-print-this shutdown
acl local src 127.0.0.1
http_access allow local manager
include ${at('bulkhead.conf')}
http_access allow local
include ${at('late.conf')}
http_access deny all
`,
  );
  const proxy = await startServer(port, (processes) => processes.start(['squid', '-N', '-f', at('squid.conf')], dir));
  const hold = (host: string): Promise<HeldSession> => holdTunnel(port, `${host}:${outside.port}`);
  return {
    params: {
      allowed: '127.0.0.1,api.payment.example',
      deniedUrl: `http://localhost:${outside.port}/`,
      allowedUrl: `http://127.0.0.1:${outside.port}/`,
      host: '127.0.0.1',
      port: String(port),
      squidConfig: at('squid.conf'),
      includeFile: at('bulkhead.conf'),
    },
    accessLog: () => readFile(at('access.log'), 'utf8'),
    hold,
    holdSession: () => hold('localhost'),
    suspend: proxy.suspend,
    resume: proxy.resume,
    stop: async () => {
      outside.stop();
      await proxy.stop();
    },
  };
}

async function startSender(): Promise<{ readonly port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const beat = setInterval(() => socket.write('.'), 100);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(beat);
      sockets.delete(socket);
    });
  });
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
  return {
    port: await promise,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function holdTunnel(port: number, target: string): Promise<HeldSession> {
  const socket = connect({ host: '127.0.0.1', port });
  const { promise, resolve, reject } = Promise.withResolvers<HeldSession>();
  const tunnel = { heard: 0, closed: false, open: false };
  const alive = async (): Promise<boolean> => {
    const before = tunnel.heard;
    for (let beats = 0; beats < 20 && !tunnel.closed && tunnel.heard === before; beats += 1) await wait(100);
    return !tunnel.closed && tunnel.heard > before;
  };
  socket.on('data', (chunk: Buffer) => {
    tunnel.heard += chunk.length;
    if (tunnel.open) return;
    tunnel.open = true;
    if (chunk.toString('latin1').startsWith('HTTP/1.1 200')) resolve({ alive, end: () => socket.destroy() });
    else reject(new Error(`no tunnel: ${chunk.toString('latin1').slice(0, 40)}`));
  });
  socket.on('error', reject);
  socket.on('close', () => (tunnel.closed = true));
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  return promise;
}
