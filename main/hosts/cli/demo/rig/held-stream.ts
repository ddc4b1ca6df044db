import { createServer } from 'node:http';
import { get } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { HeldSession } from './rig.ts';

const BEAT_MS = 100;

/** A stand-in for a model that streams its answer: one byte every tenth of a second, without end. */
export async function startTicker(): Promise<{ readonly port: number; stop(): void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const beat = setInterval(() => response.write('.'), BEAT_MS);
    response.on('close', () => clearInterval(beat));
  });
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

/** Opens the stream through the gateway with a client certificate and keeps listening. */
export async function holdStream(
  port: number,
  tls: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer },
): Promise<HeldSession> {
  const { promise, resolve, reject } = Promise.withResolvers<HeldSession>();
  const request = get({ host: '127.0.0.1', port, path: '/stream', agent: false, ...tls }, (response) => {
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
