import { mkdir, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import type { HeldSession, Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { startApp, startNginx } from './servers.ts';

/**
 * A shop behind a gateway: the checkout asks a recommender through the gateway before it answers, and the recommender takes every
 * call and never answers. `/llm/recommend` has no time-out worth the name, `/llm/passive` has one and a fallback behind it.
 */
export async function startBreakerRig(dir: string): Promise<Rig> {
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const at = (name: string): string => join(dir, name);
  await writeFile(at('breakers.map'), '');
  const stalled = await startApp(() => undefined);
  const shop = { gateway: 0 };
  const checkout = await startApp((_request, response) => {
    const recommend = get({ host: '127.0.0.1', port: shop.gateway, path: '/llm/recommend', agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => response.end('order taken\n'));
    });
    recommend.on('error', () => response.writeHead(502).end());
  });
  const gateway = await startNginx(
    dir,
    (port) => `
  access_log off;
  map recommender $recommender_breaker { default ""; include ${at('breakers.map')}; }
  server {
    listen 127.0.0.1:${port};
    error_page 502 503 504 = @fallback;
    location = /llm/recommend {
      if ($recommender_breaker) { return 503; }
      proxy_pass http://127.0.0.1:${stalled.port};
      proxy_read_timeout 600s;
    }
    location = /llm/passive { proxy_pass http://127.0.0.1:${stalled.port}; proxy_read_timeout 1s; }
    location = /checkout { proxy_pass http://127.0.0.1:${checkout.port}; }
    location = /llm/unguarded { error_page 504 /none; proxy_pass http://127.0.0.1:${stalled.port}; proxy_read_timeout 1s; }
    location @fallback {
      default_type application/json;
      add_header X-Fallback recommender;
      return 200 '{"recommendations":[],"fallback":true}';
    }
  }`,
  );
  shop.gateway = gateway.port;
  return {
    params: {
      breaker: 'recommender',
      host: '127.0.0.1',
      port: String(gateway.port),
      scheme: 'http',
      probePath: '/llm/recommend',
      checkoutPath: '/checkout',
      rehearsalPath: '/llm/passive',
      fallbackHeader: 'X-Fallback',
      budgetMs: '900',
      checkoutMs: '3000',
      keyHeader: 'X-Api-Key',
      nginxConfig: at('nginx.conf'),
      listFile: at('breakers.map'),
    },
    holdSession: () => waitingCall(gateway.port),
    suspend: gateway.suspend,
    resume: gateway.resume,
    stop: async () => {
      stalled.stop();
      checkout.stop();
      await gateway.stop();
    },
  };
}

/** A call that waits for the stalled model; alive while the gateway keeps it waiting. */
async function waitingCall(port: number): Promise<HeldSession> {
  const call = get({ host: '127.0.0.1', port, path: '/llm/recommend', agent: false });
  const { promise, resolve, reject } = Promise.withResolvers<HeldSession>();
  const state = { ended: false };
  call.on('response', (response) => {
    response.resume();
    state.ended = true;
  });
  call.on('error', (cause) => {
    state.ended = true;
    reject(cause);
  });
  call.on('close', () => (state.ended = true));
  call.on('socket', (socket) =>
    socket.on('connect', () => resolve({ alive: async () => !state.ended, end: () => call.destroy() })),
  );
  call.end();
  return promise;
}
