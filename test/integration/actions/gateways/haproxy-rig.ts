import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../../../main/hosts/cli/demo/rig/ports.ts';
import { missingPrograms } from '../../../../main/hosts/cli/demo/rig/programs.ts';
import type { HeldSession, Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { holdHttpStream, newSecret, startApp, startServer, type Server } from './servers.ts';

export interface HaproxyRig extends Rig {
  readonly secrets: readonly string[];
  holdControl(): Promise<HeldSession>;
  /** Ends HAProxy and starts it again from its files. */
  restart(): Promise<void>;
}

export function missingForHaproxy(): readonly string[] {
  return missingPrograms({ haproxy: 'haproxy', socat: 'socat', curl: 'curl' });
}

/** A proxy that maps keys to ids and refuses the ids of a list; behind it two servers that stream without end on /stream. */
export async function startHaproxyRig(dir: string): Promise<HaproxyRig> {
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const at = (name: string): string => join(dir, name);
  const key = await newSecret(at('leaked.key'));
  const control = await newSecret(at('control.key'));
  await writeFile(at('keys.map'), `${key} svc-recommender\n${control} svc-checkout\n`, { mode: 0o600 });
  await writeFile(at('blocked.acl'), '');
  await writeFile(at('unused.acl'), '');
  const upstreams = [await streamingApp(), await streamingApp()];
  const port = await freePort();
  await writeFile(at('haproxy.cfg'), configOf(dir, port, upstreams[0]?.port ?? 0, upstreams[1]?.port ?? 0));
  const start = (): Promise<Server> =>
    startServer(port, (processes) => processes.start(['haproxy', '-db', '-f', at('haproxy.cfg')], dir));
  let proxy = await start();
  return {
    secrets: [key, control],
    params: {
      measure: 'block-key',
      keyId: 'svc-recommender',
      keyHeader: 'X-Api-Key',
      keyFile: at('leaked.key'),
      controlKeyFile: at('control.key'),
      host: '127.0.0.1',
      port: String(port),
      scheme: 'http',
      probePath: '/v1/models',
      controlPath: '/v1/models',
      backend: 'llm',
      server: 'gpu1',
      aclFile: at('blocked.acl'),
      socket: at('admin.sock'),
      haproxyConfig: at('haproxy.cfg'),
    },
    holdSession: () => holdHttpStream(port, '/stream', { 'X-Api-Key': key }),
    holdControl: () => holdHttpStream(port, '/stream', { 'X-Api-Key': control }),
    suspend: () => proxy.suspend(),
    resume: () => proxy.resume(),
    restart: async () => {
      await proxy.stop();
      proxy = await start();
    },
    stop: async () => {
      for (const upstream of upstreams) upstream.stop();
      await proxy.stop();
    },
  };
}

function streamingApp(): ReturnType<typeof startApp> {
  return startApp((request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    if (request.url !== '/stream') return void response.end('{"data":[]}\n');
    const beat = setInterval(() => response.write('.'), 100);
    response.on('close', () => clearInterval(beat));
  });
}

function configOf(dir: string, port: number, first: number, second: number): string {
  return `global
  stats socket ${join(dir, 'admin.sock')} mode 600 level admin
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
frontend gateway
  bind 127.0.0.1:${port}
  http-request set-var(txn.keyid) req.hdr(x-api-key),map_str(${join(dir, 'keys.map')},none)
  http-request deny deny_status 403 if { var(txn.keyid) -m str -f ${join(dir, 'blocked.acl')} }
  http-request deny deny_status 401 if { var(txn.keyid) -m str none }
  default_backend llm
backend llm
  server gpu1 127.0.0.1:${first}
  server gpu2 127.0.0.1:${second}
`;
}
