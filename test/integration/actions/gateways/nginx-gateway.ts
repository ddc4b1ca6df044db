import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTicker } from '../../../../main/hosts/cli/demo/rig/held-stream.ts';
import { missingPrograms } from '../../../../main/hosts/cli/demo/rig/programs.ts';
import type { Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { holdHttpStream, newSecret, startNginx } from './servers.ts';

export interface GatewayRig extends Rig {
  readonly key: string;
  readonly controlKey: string;
}

export function missingForGateway(): readonly string[] {
  return missingPrograms({ nginx: 'nginx-light', curl: 'curl', ss: 'iproute2', ps: 'procps' });
}

/**
 * An API gateway as the handbook of an organisation would set it up: keys are mapped to ids, everything else works with the id; one
 * list a measure. Behind it a model that streams without end. `loggedKey` writes the key into the access log, as many gateways do.
 */
export async function startGateway(dir: string, loggedKey = false): Promise<GatewayRig> {
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const at = (name: string): string => join(dir, name);
  const key = await newSecret(at('leaked.key'));
  const controlKey = await newSecret(at('control.key'));
  await writeFile(at('keys.map'), `"${key}" svc-recommender;\n"${controlKey}" svc-checkout;\n`, { mode: 0o600 });
  for (const list of ['blocked.map', 'throttled.map', 'denied.map']) {
    // Without a line end, as editors leave files: the line that is added must not join it.
    await writeFile(at(list), '# value result;');
  }
  const ticker = await startTicker();
  const gateway = await startNginx(
    dir,
    (port) => `
  map $http_x_api_key $key_id { default ""; include ${at('keys.map')}; }
  map $key_id $key_blocked { default ""; include ${at('blocked.map')}; }
  map $key_id $key_throttled { default ""; include ${at('throttled.map')}; }
  map $uri $path_denied { default ""; include ${at('denied.map')}; }
  limit_req_zone $key_throttled zone=perkey:1m rate=30r/m;
  limit_req_status 429;
  log_format ids '$remote_addr key_id=${loggedKey ? '$http_x_api_key' : '$key_id'} "$request_method $uri" $status';
  access_log ${at('access.log')} ids;
  server {
    listen 127.0.0.1:${port};
    limit_req zone=perkey burst=3 nodelay;
    if ($path_denied) { return 403; }
    if ($key_id = "") { return 401; }
    if ($key_blocked) { return 403; }
    location = /v1/stream { proxy_pass http://127.0.0.1:${ticker.port}; proxy_buffering off; }
    location / { alias ${at('www')}/; try_files /models.json =404; }
  }`,
  );
  await mkdir(at('www'));
  await writeFile(at('www/models.json'), '{"data":[]}\n');
  return {
    key,
    controlKey,
    params: {
      measure: 'block-key',
      keyId: 'svc-recommender',
      keyHeader: 'X-Api-Key',
      keyFile: at('leaked.key'),
      controlKeyFile: at('control.key'),
      host: '127.0.0.1',
      port: String(gateway.port),
      scheme: 'http',
      probePath: '/v1/models',
      controlPath: '/v1/models',
      nginxConfig: at('nginx.conf'),
      listFile: at('blocked.map'),
      accessLog: at('access.log'),
    },
    holdSession: () => holdHttpStream(gateway.port, '/v1/stream', { 'X-Api-Key': key }),
    suspend: gateway.suspend,
    resume: gateway.resume,
    stop: async () => {
      ticker.stop();
      await gateway.stop();
    },
  };
}
