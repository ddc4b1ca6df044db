import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LoopbackServer, startServer } from '../../main/hosts/loopback/server.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { BulkheadError } from '../../shared/domain/failure.ts';
import { type FakeApp, fakeApp } from '../support/fake-app.ts';
import { type Answer, cookieOf, send } from '../support/raw-http.ts';

const MiB = 1024 * 1024;

let app: FakeApp;
let server: LoopbackServer;
let port: number;
let cookie: string;

const own = (): Record<string, string> => ({
  cookie,
  origin: server.origin,
  'content-type': 'application/octet-stream',
});

function beginUpload(headers: Record<string, string> = {}): ClientRequest {
  return request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    path: '/upload',
    headers: { ...own(), ...headers },
    agent: false,
  });
}

async function answerTo(sent: ClientRequest): Promise<Answer> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const text = Buffer.concat((await response.toArray()) as Buffer[]).toString();
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

beforeEach(async () => {
  app = fakeApp();
  server = await startServer(app, new Map(), 0);
  port = Number(new URL(server.origin).port);
  cookie = cookieOf(await send(port, { path: server.enterUrl.slice(server.origin.length) }));
});

afterEach(async () => {
  const alive = await send(port, { path: '/', headers: { cookie } });
  if (alive.status !== 404) throw new Error('the host does not answer any more');
  await server.close();
});

describe('an upload', () => {
  test('streams: of 300 MiB, only what the collector has not taken yet is in memory at any time', async () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    app.upload = async (_session, bytes) => {
      let size = 0;
      for await (const chunk of bytes) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        size += chunk.byteLength;
      }
      return { staged: 'a'.repeat(32), size };
    };
    const chunk = Buffer.alloc(MiB, 7);
    const sent = beginUpload();
    const answer = answerTo(sent);
    await pipeline(Readable.from(Array.from({ length: 300 }, () => chunk)), sent);
    expect(JSON.parse((await answer).text)).toEqual({ staged: 'a'.repeat(32), size: 300 * MiB });
    expect(most).toBeLessThan(150 * MiB);
  });

  test('waits for the disk: while one chunk is written, the sender is held back', async () => {
    let goOn: (() => void) | undefined;
    app.upload = async (_session, bytes) => {
      let size = 0;
      for await (const chunk of bytes) {
        size += chunk.byteLength;
        if (goOn === undefined) await new Promise<void>((resolve) => (goOn = resolve));
      }
      return { staged: 'a'.repeat(32), size };
    };
    const sent = beginUpload();
    const answer = answerTo(sent);
    let left = 0;
    const pump = pipeline(
      Readable.from(
        (function* () {
          for (let n = 0; n < 100; n += 1) {
            left += MiB;
            yield Buffer.alloc(MiB);
          }
        })(),
        { objectMode: false, highWaterMark: MiB },
      ),
      sent,
    );
    await vi.waitUntil(() => goOn !== undefined);
    // The sender fills the buffers on the way and then stands still.
    let before = -1;
    await vi.waitUntil(
      () => {
        const still = before === left;
        before = left;
        return still;
      },
      { interval: 200, timeout: 20_000 },
    );
    expect(left).toBeLessThan(60 * MiB);
    goOn?.();
    await pump;
    expect((await answer).status).toBe(200);
  });

  test('that the sender gives up ends as an error inside, and leaves the host alone', async () => {
    const ended = new Promise((resolve) => {
      app.upload = async (_session, bytes) => {
        try {
          for await (const chunk of bytes) resolve(chunk);
        } catch (error) {
          resolve(error);
          throw error;
        }
        return { staged: '', size: 0 };
      };
      const sent = beginUpload({ 'content-length': String(10 * MiB) });
      sent.on('error', () => {});
      sent.flushHeaders();
      setTimeout(() => sent.destroy(), 50);
    });
    expect(await ended).toBeInstanceOf(Error);
  });

  test('that trickles does not keep anyone else waiting', async () => {
    const sent = beginUpload({ 'content-length': '2' });
    const answer = answerTo(sent);
    sent.write('a');
    const other = await send(port, { path: '/', headers: { cookie } });
    expect(other.status).toBe(404);
    sent.end('b');
    expect(JSON.parse((await answer).text)).toMatchObject({ size: 2 });
  });

  test('that is refused at once still gets its answer, although 50 MB are on their way', async () => {
    app.upload = async (_session, bytes) => {
      for await (const chunk of bytes)
        if (chunk.byteLength > 0) throw new BulkheadError('LOCKED', 'nobody is signed in');
      return { staged: '', size: 0 };
    };
    const sent = beginUpload();
    sent.on('error', () => {});
    const answer = answerTo(sent);
    await pipeline(Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(MiB))), sent).catch(() => {});
    expect([(await answer).status, JSON.parse((await answer).text)]).toEqual([
      401,
      expect.objectContaining({ code: 'LOCKED' }),
    ]);
  });
});

describe('the feed', () => {
  const follow = async (signal: AbortSignal) => {
    const link = new RPCLink({ url: `${server.origin}/rpc`, headers: () => ({ cookie, origin: server.origin }) });
    const client: ContractRouterClient<Contract> = createORPCClient(link);
    return client.console.feed({}, { signal });
  };

  test('arrives, and is cleaned up when the page goes away', async () => {
    const page = new AbortController();
    const events = await follow(page.signal);
    expect(await events.next()).toEqual({ done: false, value: { what: 'console', incident: null, size: null } });
    expect(app.followers.size).toBe(1);
    page.abort();
    await vi.waitUntil(() => app.followers.size === 0);
  });

  test('does not keep the host from closing', async () => {
    const page = new AbortController();
    const events = await follow(page.signal);
    await events.next();
    const next = events.next().catch(() => 'cut');
    await server.close();
    expect(await next).toBe('cut');
    await vi.waitUntil(() => app.followers.size === 0);
    server = await startServer(app, new Map(), port);
    cookie = cookieOf(await send(port, { path: server.enterUrl.slice(server.origin.length) }));
  });
});
