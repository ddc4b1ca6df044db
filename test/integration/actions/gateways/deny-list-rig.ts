import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missingPrograms } from '../../../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForGateway } from './nginx-gateway.ts';
import { holdHttpStream, startApp, startNginx } from './servers.ts';

export interface DenyListRig extends Rig {
  /** What a model server runs before it loads a file; says `starts` or why not. */
  readonly hook: (file: string) => Promise<string>;
  readonly badHex: string;
}

export function missingForDenyList(): readonly string[] {
  return [
    ...missingForGateway(),
    ...missingPrograms({ openssl: 'openssl', python3: 'python3', sha256sum: 'coreutils' }),
  ];
}

/** The start-up hook of an organisation: good signature, hash not on the list, or it does not start. */
const HOOK = `#!/bin/sh
openssl pkeyutl -verify -rawin -pubin -inkey "$2" -sigfile "$3.sig" -in "$3" >/dev/null || { echo "refused: signature"; exit 0; }
hash=$(sha256sum "$1" | cut -d' ' -f1)
grep -q "$hash" "$3" && { echo "refused: on the list"; exit 0; }
echo starts
`;

/** A registry behind a proxy, a signed list with an entry of last week, a model store with the bad file under another name. */
export async function startDenyListRig(dir: string): Promise<DenyListRig> {
  await mkdir(join(dir, 'models/old'), { recursive: true });
  await chmod(dir, 0o755);
  const at = (name: string): string => join(dir, name);
  const weights = randomBytes(4096);
  const badHex = createHash('sha256').update(weights).digest('hex');
  await writeFile(at('models/old/renamed.bin'), weights);
  await writeFile(at('models/good.bin'), randomBytes(4096));
  await writeFile(at('hook.sh'), HOOK, { mode: 0o755 });
  await writeFile(at('denied.map'), '');
  const processes = new RigProcesses();
  const openssl = (...args: readonly string[]): Promise<string> => processes.run(['openssl', ...args], { cwd: dir });
  await openssl('genpkey', '-algorithm', 'ed25519', '-out', at('signing.key'));
  await openssl('pkey', '-in', at('signing.key'), '-pubout', '-out', at('signing.pub'));
  const old =
    '{"ociDigest":"sha256:00","fileSha256":"00","sizeBytes":1,"tensorSha256":[],"reason":"poisoned","incident":"I1","action":"old"}';
  for (const list of ['list.json', 'models/list.json']) {
    await writeFile(at(list), `{"listVersion":6,"validFrom":"2026-11-01","entries":[\n${old}\n]}\n`);
    await openssl(
      'pkeyutl',
      '-sign',
      '-rawin',
      '-inkey',
      at('signing.key'),
      '-in',
      at(list),
      '-out',
      at(`${list}.sig`),
    );
  }
  // A pull of a large blob takes long: the registry sends without end.
  const registry = await startApp((request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    if (request.method === 'HEAD') return void response.end();
    const beat = setInterval(() => response.write('.'), 100);
    response.on('close', () => clearInterval(beat));
  });
  const proxy = await startNginx(
    dir,
    (port) => `
  access_log off;
  map $uri $denied_digest { default ""; include ${at('denied.map')}; }
  server {
    listen 127.0.0.1:${port};
    if ($denied_digest) { return 403; }
    location /v2/ { proxy_pass http://127.0.0.1:${registry.port}; proxy_buffering off; }
  }`,
  );
  return {
    badHex,
    hook: (file) =>
      processes
        .run([at('hook.sh'), file, at('signing.pub'), at('models/list.json')], { cwd: dir })
        .then((text) => text.trim()),
    params: {
      ociDigest: `sha256:${createHash('sha256').update('manifest').digest('hex')}`,
      fileSha256: `sha256:${badHex}`,
      sizeBytes: '4096',
      tensorSha256: createHash('sha256').update('tensor').digest('hex'),
      reason: 'exfiltrated',
      incident: 'INC-1',
      listVersion: '7',
      validFrom: '2026-11-25',
      controlDigest: `sha256:${createHash('sha256').update('control').digest('hex')}`,
      listFile: at('list.json'),
      signingKey: at('signing.key'),
      publicKey: at('signing.pub'),
      hookList: at('models/list.json'),
      storePath: at('models'),
      host: '127.0.0.1',
      port: String(proxy.port),
      scheme: 'http',
      repository: 'models/wealth-llm',
      keyHeader: 'Authorization',
      nginxConfig: at('nginx.conf'),
      proxyList: at('denied.map'),
    },
    holdSession: () => holdHttpStream(proxy.port, `/v2/models/wealth-llm/blobs/sha256:${badHex}`, {}),
    suspend: proxy.suspend,
    resume: proxy.resume,
    stop: async () => {
      registry.stop();
      await proxy.stop();
    },
  };
}
