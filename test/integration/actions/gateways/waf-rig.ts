import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForGateway } from './nginx-gateway.ts';
import { holdHttpStream, newSecret, startApp, startNginx } from './servers.ts';

const MODULE = '/usr/lib/nginx/modules/ngx_http_modsecurity_module.so';

export interface WafRig extends Rig {
  readonly key: string;
  readonly logs: () => Promise<string>;
  /** Sends a body and answers with the status. */
  readonly send: (body: string | Buffer, headers?: Readonly<Record<string, string>>) => Promise<number>;
}

export function missingForWaf(): readonly string[] {
  const missing = existsSync(MODULE)
    ? []
    : ['ModSecurity for nginx is not installed (package libnginx-mod-http-modsecurity)'];
  return [...missingForGateway(), ...missing];
}

/** A gateway with ModSecurity in front of a model that answers everything. `before` is what the organisation has in the location. */
export async function startWafRig(dir: string, before = ''): Promise<WafRig> {
  await mkdir(dir, { recursive: true });
  await chmod(dir, 0o755);
  const at = (name: string): string => join(dir, name);
  const key = await newSecret(at('control.key'));
  await writeFile(at('rules.conf'), '# no rules yet\n');
  await writeFile(at('audit.log'), '');
  await chmod(at('audit.log'), 0o666);
  const model = await startApp((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    if (request.url !== '/v1/stream') return void response.end('{"choices":[]}\n');
    const beat = setInterval(() => response.write('.'), 100);
    response.on('close', () => clearInterval(beat));
  });
  const gateway = await startNginx(
    dir,
    (port) => `
  access_log off;
  server {
    listen 127.0.0.1:${port};
    location / {
      if ($http_authorization != "Bearer ${key}") { return 401; }
      modsecurity on;
      ${before}
      modsecurity_rules_file ${at('rules.conf')};
      proxy_pass http://127.0.0.1:${model.port};
      proxy_buffering off;
    }
  }`,
    `load_module ${MODULE};`,
  );
  const headers = { authorization: `Bearer ${key}` };
  return {
    key,
    params: {
      rules: 'iban-and-logprobs',
      mostHits: '0',
      host: '127.0.0.1',
      port: String(gateway.port),
      scheme: 'http',
      probePath: '/v1/chat/completions',
      keyHeader: 'Authorization',
      controlKeyFile: at('control.key'),
      nginxConfig: at('nginx.conf'),
      rulesFile: at('rules.conf'),
      auditLog: at('audit.log'),
    },
    logs: async () => (await readFile(at('audit.log'), 'utf8')) + (await readFile(at('error.log'), 'utf8')),
    send: async (body, more = {}) => {
      const url = `http://127.0.0.1:${gateway.port}/v1/chat/completions`;
      const json = { 'content-type': 'application/json' };
      const sent = typeof body === 'string' ? body : new Uint8Array(body);
      const response = await fetch(url, { method: 'POST', body: sent, headers: { ...json, ...headers, ...more } });
      await response.text();
      return response.status;
    },
    holdSession: () => holdHttpStream(gateway.port, '/v1/stream', headers),
    suspend: gateway.suspend,
    resume: gateway.resume,
    stop: async () => {
      model.stop();
      await gateway.stop();
    },
  };
}
