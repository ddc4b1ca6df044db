import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { once } from 'node:events';
import { freePort, untilListening } from '../../../main/hosts/cli/demo/rig/ports.ts';
import { missingPrograms } from '../../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';
import { newPasswords, rigFolder } from './secrets.ts';

/** What keeps this rig from starting; empty when it can. */
export function missingForRegistryRig(): readonly string[] {
  const missing = missingPrograms({
    'docker-registry': 'docker-registry',
    htpasswd: 'apache2-utils',
    curl: 'curl',
    skopeo: 'skopeo',
    ss: 'iproute2',
  });
  return process.getuid?.() === 0 ? missing : [...missing, 'this rig must be started as root: ss ends connections'];
}

export interface Pushed {
  readonly manifest: string;
  readonly weights: string;
}

export interface RegistryRig extends Rig {
  readonly url: string;
  /** Pushes an artefact of a configuration and the given weights under a tag. */
  push(repository: string, tag: string, weights: Uint8Array): Promise<Pushed>;
  /** Starts the server again, with other lines at the end of its configuration. */
  restart(more?: readonly string[]): Promise<void>;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** A registry with a password file, deletion allowed, and one artefact in it that is large enough to be held in mid-download. */
export async function startRegistryRig(dir: string): Promise<RegistryRig> {
  await rigFolder(dir);
  const at = (name: string): string => join(dir, name);
  const passwords = await newPasswords(dir, ['svc', 'control', 'admin', 'next']);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const processes = new RigProcesses();
  for (const [user, password] of [
    ['svc-deploy', passwords.svc],
    ['svc-serving', passwords.control],
    ['ir-admin', passwords.admin],
  ] as const)
    await processes.run(['htpasswd', '-i', '-B', ...(user === 'svc-deploy' ? ['-c'] : []), at('htpasswd'), user], {
      cwd: dir,
      stdin: `${password}\n`,
    });
  const log = createWriteStream(at('registry.log'), { flags: 'a' });
  let server = await serve();

  async function serve(more: readonly string[] = []) {
    await writeFile(at('config.yml'), config(dir, port, more));
    const child = processes.start(['docker-registry', 'serve', at('config.yml')], dir);
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    await untilListening(port, 10_000).catch(async (cause: unknown) => {
      await processes.stop();
      throw cause;
    });
    return child;
  }

  const push = pusher(url, `ir-admin:${passwords.admin}`);
  const held = await push('models/risk', 'prod', randomBytes(16 * 1024 * 1024));
  return {
    url,
    push,
    restart: async (more) => {
      const ended = once(server, 'exit');
      processes.signal(server, 'SIGTERM');
      await ended;
      server = await serve(more);
    },
    params: {
      registry: url,
      port: String(port),
      mirror: '',
      repository: 'models/risk',
      htpasswdFile: at('htpasswd'),
      logFile: at('registry.log'),
      user: 'svc-deploy',
      userPassword: at('svc.pass'),
      controlUser: 'svc-serving',
      controlPassword: at('control.pass'),
      newPassword: at('next.pass'),
    },
    holdSession: () => slowDownload(`${url}/v2/models/risk/blobs/${held.weights}`, `svc-deploy:${passwords.svc}`),
    suspend: () => processes.signal(server, 'SIGSTOP'),
    resume: () => processes.signal(server, 'SIGCONT'),
    stop: () => processes.stop(),
  };
}

function config(dir: string, port: number, more: readonly string[]): string {
  const lines = [
    'version: 0.1',
    'log: {level: info}',
    'storage:',
    `  filesystem: {rootdirectory: ${join(dir, 'data')}}`,
    '  delete: {enabled: true}',
    '  cache: {blobdescriptor: inmemory}',
    ...more,
    `auth: {htpasswd: {realm: rig, path: ${join(dir, 'htpasswd')}}}`,
    `http: {addr: "127.0.0.1:${port}"}`,
  ];
  return `${lines.join('\n')}\n`;
}

function pusher(url: string, login: string): RegistryRig['push'] {
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const call = async (method: string, address: string, type: string, body?: Uint8Array): Promise<Response> => {
    const answer = await fetch(address, {
      method,
      headers: { authorization, 'content-type': type },
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status}`);
    return answer;
  };
  const blob = async (repository: string, bytes: Uint8Array): Promise<string> => {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const begun = await call('POST', `${url}/v2/${repository}/blobs/uploads/`, 'application/octet-stream');
    const where = new URL(begun.headers.get('location') ?? '', url);
    where.searchParams.set('digest', digest);
    await call('PUT', where.href, 'application/octet-stream', bytes);
    return digest;
  };
  return async (repository, tag, weights) => {
    const layer = await blob(repository, weights);
    const settings = await blob(repository, Buffer.from('{}'));
    const manifest = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: settings, size: 2 },
      layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: layer, size: weights.length }],
      annotations: { tag },
    };
    const put = await call(
      'PUT',
      `${url}/v2/${repository}/manifests/${tag}`,
      MANIFEST,
      Buffer.from(JSON.stringify(manifest)),
    );
    return { manifest: put.headers.get('docker-content-digest') ?? '', weights: layer };
  };
}

/** A download that is read a little at a time: alive while more arrives. */
async function slowDownload(address: string, auth: string): Promise<HeldSession> {
  const request = get(address, { auth, agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`the download could not be begun: ${answer.statusCode}`);
  let ended = false;
  for (const it of [request, answer])
    it.on('error', () => {
      ended = true;
    });
  answer.on('close', () => {
    ended = true;
  });
  answer.pause();
  const arrives = async (): Promise<boolean> => {
    if (ended) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), 3000);
    const onEnd = (): void => resolve(false);
    answer.once('close', onEnd);
    answer.once('data', () => {
      answer.pause();
      resolve(true);
    });
    answer.resume();
    const alive = await promise;
    clearTimeout(timer);
    answer.off('close', onEnd);
    return alive;
  };
  return {
    // What is buffered on the way arrives although the connection was cut: only what comes after it counts.
    alive: async () => {
      for (let i = 0; i < 40; i += 1) if (!(await arrives())) return false;
      return !ended;
    },
    end: () => request.destroy(),
  };
}
