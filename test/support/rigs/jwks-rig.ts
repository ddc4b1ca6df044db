import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { freePort, untilListening } from '../../../main/hosts/cli/demo/rig/ports.ts';
import { missingPrograms } from '../../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';

/** What keeps this rig from starting; empty when it can. */
export function missingForJwksRig(): readonly string[] {
  const missing = missingPrograms({ curl: 'curl', pkill: 'procps', ss: 'iproute2' });
  return process.getuid?.() === 0 ? missing : [...missing, 'this rig must be started as root: ss ends connections'];
}

export interface JwksRig extends Rig {
  /** Ends a verifier and starts it again: it knows nothing of before. */
  restart(verifier: 1 | 2): Promise<void>;
}

/** A published key set with an old and a new key, a verifier that keeps it for ten minutes, and one that always asks. */
export async function startJwksRig(dir: string): Promise<JwksRig> {
  await mkdir(dir, { recursive: true });
  const at = (name: string): string => join(dir, name);
  const keys = { old: generateKeyPairSync('ed25519'), fresh: generateKeyPairSync('ed25519') };
  const jwk = (kid: string, key: KeyObject): object => ({
    ...key.export({ format: 'jwk' }),
    kid,
    alg: 'EdDSA',
    use: 'sig',
  });
  const [old, fresh] = [jwk('2026-09', keys.old.publicKey), jwk('2026-11', keys.fresh.publicKey)];
  await writeFile(at('jwks.json'), JSON.stringify({ keys: [old, fresh] }, null, 2));
  await writeFile(at('next.json'), JSON.stringify({ keys: [fresh] }, null, 2));
  await writeFile(at('old.pass'), `${token('2026-09', keys.old.privateKey)}\n`, { mode: 0o600 });
  await writeFile(at('new.pass'), `${token('2026-11', keys.fresh.privateKey)}\n`, { mode: 0o600 });

  const publisher = createServer((_request, answer) => {
    readFile(at('jwks.json')).then(
      (bytes) => answer.end(bytes),
      () => answer.writeHead(500).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(publisher, 'listening');
  const address = publisher.address();
  const jwksUrl = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/jwks.json`;

  const processes = new RigProcesses();
  const ports = [await freePort(), await freePort()] as const;
  const start = async (verifier: 1 | 2) => {
    const port = ports[verifier - 1] ?? 0;
    const cacheMs = verifier === 1 ? '600000' : '0';
    const program = join(import.meta.dirname, 'jwt-verifier.ts');
    const child = processes.start(
      [process.execPath, program, String(port), jwksUrl, cacheMs, at(`verifier${verifier}.pid`)],
      dir,
    );
    child.stdout?.resume();
    await untilListening(port, 10_000);
    return child;
  };
  const children = { 1: await start(1), 2: await start(2) };
  return {
    params: {
      jwksFile: at('jwks.json'),
      jwksUrl,
      newJwksFile: at('next.json'),
      oldKid: '2026-09',
      newKid: '2026-11',
      oldToken: at('old.pass'),
      newToken: at('new.pass'),
      verifier1: `http://127.0.0.1:${ports[0]}/me`,
      verifier2: `http://127.0.0.1:${ports[1]}/me`,
      verifier3: '',
      verifier4: '',
      verifierPidFile: '',
      verifierSignal: '',
      port: String(ports[0]),
    },
    restart: async (verifier) => {
      const ended = once(children[verifier], 'exit');
      processes.signal(children[verifier], 'SIGTERM');
      await ended;
      children[verifier] = await start(verifier);
    },
    holdSession: async () => stream(ports[0], (await readFile(at('old.pass'), 'utf8')).trim()),
    suspend: () => processes.signal(children[2], 'SIGSTOP'),
    resume: () => processes.signal(children[2], 'SIGCONT'),
    stop: async () => {
      publisher.close();
      publisher.closeAllConnections();
      await processes.stop();
    },
  };
}

function token(kid: string, key: KeyObject): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA', kid })}.${part({ sub: 'svc-recommender' })}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/** An event stream that was opened with the old token: alive while events come. */
async function stream(port: number, bearer: string): Promise<HeldSession> {
  const headers = { authorization: `Bearer ${bearer}` };
  const request = get({ host: '127.0.0.1', port, path: '/stream', headers, agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`the stream could not be opened: ${answer.statusCode}`);
  const gone = new AbortController();
  for (const it of [request, answer]) it.on('error', () => gone.abort()).on('close', () => gone.abort());
  answer.resume();
  return {
    alive: async () => {
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(2000)]);
      // The first of them may have been on the way already.
      for (let events = 0; events < 3; events += 1) {
        const came = await once(answer, 'data', { signal }).catch(() => null);
        if (came === null) return false;
      }
      return true;
    },
    end: () => request.destroy(),
  };
}
