import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdStream, startTicker } from './held-stream.ts';
import { freePort, untilListening } from './ports.ts';
import { missingPrograms } from './programs.ts';
import { RigProcesses } from './rig-processes.ts';
import type { Rig } from './rig.ts';

export interface CaRig extends Rig {
  /** Ends nginx and starts it again: what a reload does not do for TLS sessions. */
  restart(): Promise<void>;
}

export interface CaRigOptions {
  /** Session settings as hardening guides recommend them: shared cache, no tickets. Sessions then survive a reload. */
  readonly sessionCache?: boolean;
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** What keeps this rig from starting; empty when it can. */
export function missingForCaRig(): readonly string[] {
  return missingPrograms({ openssl: 'openssl', nginx: 'nginx-light', curl: 'curl', ss: 'iproute2', ps: 'procps' });
}

/** A private CA with two client certificates and a CRL, and an nginx that asks for them; behind it a stream that never ends. */
export async function startCaRig(dir: string, options: CaRigOptions = {}): Promise<CaRig> {
  const at = (name: string): string => join(dir, name);
  await mkdir(at('issued'), { recursive: true, mode: 0o700 });
  const port = await freePort();
  const processes = new RigProcesses();
  const openssl = (...args: readonly string[]): Promise<string> => processes.run(['openssl', ...args], { cwd: dir });
  const password = ['-passin', `file:${at('ca.pass')}`];

  await writeFile(at('ca.pass'), `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  await writeFile(at('ca.cnf'), caConfig(dir));
  await writeFile(at('index.txt'), '');
  await writeFile(at('serial'), '0A\n');
  await writeFile(at('crlnumber'), '01\n');
  await openssl(
    'req',
    '-x509',
    ...EC,
    '-passout',
    `file:${at('ca.pass')}`,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-days',
    '30',
    '-subj',
    '/CN=Rig client CA',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  );
  await openssl(
    'req',
    '-x509',
    ...EC,
    '-nodes',
    '-keyout',
    at('server.key'),
    '-out',
    at('server.pem'),
    '-days',
    '30',
    '-subj',
    '/CN=127.0.0.1',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
  );
  for (const name of ['compromised', 'control']) {
    await openssl(
      'req',
      ...EC,
      '-nodes',
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.csr`),
      '-subj',
      `/CN=rig-${name}`,
    );
    await openssl(
      'ca',
      '-batch',
      '-notext',
      '-config',
      at('ca.cnf'),
      ...password,
      '-in',
      at(`${name}.csr`),
      '-out',
      at(`${name}.pem`),
    );
  }
  await openssl('ca', '-config', at('ca.cnf'), ...password, '-gencrl', '-out', at('clients.crl'));

  const ticker = await startTicker();
  await writeFile(at('nginx.conf'), nginxConfig(dir, port, ticker.port, options.sessionCache === true));
  const startNginx = async (): Promise<ChildProcess> => {
    const nginx = processes.start(['nginx', '-e', at('error.log'), '-c', at('nginx.conf')], dir);
    nginx.stdout?.resume();
    await untilListening(port, 5000);
    return nginx;
  };
  const stop = async (): Promise<void> => {
    ticker.stop();
    await processes.stop();
  };
  let server: ChildProcess;
  try {
    server = await startNginx();
  } catch (cause) {
    await stop();
    throw cause;
  }
  const serial = (await openssl('x509', '-in', at('compromised.pem'), '-noout', '-serial'))
    .trim()
    .replace('serial=', '');
  return {
    params: {
      serial,
      clientCert: at('compromised.pem'),
      clientKey: at('compromised.key'),
      controlCert: at('control.pem'),
      controlKey: at('control.key'),
      caConfig: at('ca.cnf'),
      caKeyPassword: at('ca.pass'),
      caCert: at('ca.pem'),
      crlFile: at('clients.crl'),
      nginxConfig: at('nginx.conf'),
      host: '127.0.0.1',
      port: String(port),
      probePath: '/health',
      serverCa: at('server.pem'),
    },
    holdSession: async () =>
      holdStream(port, {
        ca: await readFile(at('server.pem')),
        cert: await readFile(at('compromised.pem')),
        key: await readFile(at('compromised.key')),
      }),
    suspend: () => processes.signal(server, 'SIGSTOP'),
    resume: () => processes.signal(server, 'SIGCONT'),
    restart: async () => {
      const ended = once(server, 'exit');
      processes.signal(server, 'SIGTERM');
      await ended;
      server = await startNginx();
    },
    stop,
  };
}

function caConfig(dir: string): string {
  return `[ca]
default_ca = clients
[clients]
database = ${join(dir, 'index.txt')}
new_certs_dir = ${join(dir, 'issued')}
serial = ${join(dir, 'serial')}
crlnumber = ${join(dir, 'crlnumber')}
certificate = ${join(dir, 'ca.pem')}
private_key = ${join(dir, 'ca.key')}
default_md = sha256
default_days = 30
default_crl_days = 7
unique_subject = no
policy = name_only
[name_only]
commonName = supplied
`;
}

function nginxConfig(dir: string, port: number, upstream: number, sessionCache: boolean): string {
  const sessions = sessionCache ? 'ssl_session_cache shared:tls:1m; ssl_session_tickets off;' : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `  ${kind}_temp_path ${join(dir, `tmp_${kind}`)};`,
  );
  return `daemon off;
worker_processes 1;
pid ${join(dir, 'nginx.pid')};
error_log ${join(dir, 'error.log')} info;
events { worker_connections 64; }
http {
  access_log off;
${temporary.join('\n')}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${join(dir, 'server.pem')};
    ssl_certificate_key ${join(dir, 'server.key')};
    ssl_client_certificate ${join(dir, 'ca.pem')};
    ssl_crl ${join(dir, 'clients.crl')};
    ssl_verify_client on;
    ${sessions}
    location = /health { return 200 "ok\\n"; }
    location = /stream {
      proxy_pass http://127.0.0.1:${upstream};
      proxy_buffering off;
    }
  }
}
`;
}
