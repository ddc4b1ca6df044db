import { largestCall } from '../../main/hosts/wire-body.ts';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contentSecurityPolicy } from '../../main/hosts/csp.ts';
import { type LoopbackServer, startServer } from '../../main/hosts/loopback/server.ts';
import type { RendererFiles } from '../../main/hosts/renderer-files.ts';
import { BulkheadError } from '../../shared/domain/failure.ts';
import { type FakeApp, fakeApp } from '../support/fake-app.ts';
import { type Answer, cookieOf, send, type Sent } from '../support/raw-http.ts';

const page = {
  body: new TextEncoder().encode('<!doctype html>'),
  headers: { 'content-type': 'text/html; charset=utf-8' },
};
const files: RendererFiles = new Map([['/', page]]);

const someText: unknown = expect.any(String);

let app: FakeApp;
let server: LoopbackServer;
let port: number;
let cookie: string;

const ask = (sent: Sent): Promise<Answer> => send(port, sent);
const enter = (): string => new URL(server.enterUrl).pathname + new URL(server.enterUrl).search;
/** What our own page sends. */
const own = (): Record<string, string> => ({ cookie, origin: server.origin, 'content-type': 'application/json' });
const call = (
  headers: Record<string, string>,
  body: string | Uint8Array = '{"json":{}}',
  path = '/rpc/incidents/list',
): Promise<Answer> => ask({ method: 'POST', path, headers, body });
const codeIn = (answer: Answer): unknown => (JSON.parse(answer.text) as { json: { code: unknown } }).json.code;

beforeEach(async () => {
  app = fakeApp();
  server = await startServer(app, files, 0);
  port = Number(new URL(server.origin).port);
  cookie = cookieOf(await ask({ path: enter() }));
});

afterEach(async () => {
  // After everything that was done to it, the host still serves its own page.
  const answer = await call(own());
  if (answer.text !== '{"json":[]}') throw new Error(`the host does not serve its page any more: ${answer.text}`);
  await server.close();
});

describe('who is let in', () => {
  test('the link is swapped for a cookie that scripts cannot read and other sites do not send', async () => {
    const fresh = await startServer(app, files, 0);
    const at = Number(new URL(fresh.origin).port);
    const answer = await send(at, { path: fresh.enterUrl.slice(fresh.origin.length) });
    expect([answer.status, answer.headers['location'], answer.headers['cache-control']]).toEqual([
      303,
      '/',
      'no-store',
    ]);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^bulkhead-${at}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)),
    ]);
    await fresh.close();
  });

  test('the link works once', async () => {
    const again = await ask({ path: enter() });
    expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined]);
    expect(app.sessions).toHaveLength(1);
  });

  test('going back to the link inside the same browser leads to the page, with no second session', async () => {
    const again = await ask({ path: enter(), headers: { cookie } });
    expect([again.status, again.headers['location'], again.headers['set-cookie']]).toEqual([303, '/', undefined]);
    expect(app.sessions).toHaveLength(1);
  });

  test.each(['/enter', '/enter?t=', '/enter?t=A', '/enter?t=%00', `/enter?t=${'A'.repeat(43)}`])(
    '%s is refused',
    async (path) => {
      expect((await ask({ path })).status).toBe(403);
    },
  );

  test('a browser that loads ahead does not use the link up', async () => {
    const fresh = await startServer(app, files, 0);
    const at = Number(new URL(fresh.origin).port);
    const path = fresh.enterUrl.slice(fresh.origin.length);
    expect((await send(at, { path, headers: { 'sec-purpose': 'prefetch' } })).status).toBe(403);
    expect((await send(at, { path })).status).toBe(303);
    await fresh.close();
  });

  test.each([
    ['none', {}],
    ['an empty one', { cookie: '' }],
    ['another value', { cookie: `bulkhead-0=${'A'.repeat(43)}` }],
  ])('with %s as cookie, page, calls and uploads are refused', async (_what, headers) => {
    expect((await ask({ path: '/', headers })).status).toBe(403);
    const withOrigin = { ...headers, origin: server.origin, 'content-type': 'application/json' };
    const refused = await call(withOrigin);
    expect([refused.status, codeIn(refused)]).toEqual([403, 'HOST_REFUSED']);
    const upload = await ask({ method: 'POST', path: '/upload', headers: withOrigin, body: 'x' });
    expect([upload.status, JSON.parse(upload.text)]).toEqual([
      403,
      expect.objectContaining({ code: 'HOST_REFUSED', hint: someText }),
    ]);
  });

  test('two cookies of the right name are none: one of them was planted', async () => {
    const planted = `bulkhead-${port}=planted`;
    expect((await call({ ...own(), cookie: `${planted}; ${cookie}` })).status).toBe(403);
    expect((await call({ ...own(), cookie: `${cookie}; ${planted}` })).status).toBe(403);
  });
});

describe('what other sites can make a browser send', () => {
  test.each([
    ['a name that points at this machine', { host: 'evil.example' }],
    ['that name with our port', { host: 'localhost:1' }],
  ])('%s is refused', async (_what, headers) => {
    expect((await ask({ path: '/', headers: { cookie, ...headers } })).status).toBe(403);
    expect((await call({ ...own(), ...headers })).status).toBe(403);
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', ''])(
    'origin "%s" is refused',
    async (origin) => {
      const refused = await call({ ...own(), origin });
      expect([refused.status, codeIn(refused)]).toEqual([403, 'HOST_REFUSED']);
    },
  );

  test('a call that does not name its origin is refused', async () => {
    expect((await call({ cookie, 'content-type': 'application/json' })).status).toBe(403);
  });

  test.each(['cross-site', 'same-site', 'nonsense'])('Sec-Fetch-Site %s is refused, for the link too', async (site) => {
    expect((await call({ ...own(), 'sec-fetch-site': site })).status).toBe(403);
    expect((await ask({ path: '/', headers: { cookie, 'sec-fetch-site': site } })).status).toBe(403);
    expect((await ask({ path: enter(), headers: { 'sec-fetch-site': site } })).status).toBe(403);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('a call as "%s" is refused', async (type) => {
    const refused = await call({ ...own(), 'content-type': type });
    expect([refused.status, codeIn(refused)]).toEqual([400, 'BAD_INPUT']);
  });

  test('an upload in a type that a form can send is refused', async () => {
    const refused = await ask({
      method: 'POST',
      path: '/upload',
      headers: { ...own(), 'content-type': 'text/plain' },
      body: 'x',
    });
    expect([refused.status, JSON.parse(refused.text)]).toEqual([400, expect.objectContaining({ code: 'BAD_INPUT' })]);
  });
});

describe('what cannot be read', () => {
  test.each([
    '/%zz',
    '/rpc/%zz',
    '/..%2f..%2fetc/passwd',
    '/../package.json',
    '/__proto__',
    '/constructor',
    '//',
    '/assets/',
    '/?%zz',
    '*',
    'http://evil.example/',
  ])('GET %s is answered and harmless', async (path) => {
    const answer = await ask({ path, headers: { cookie } });
    expect([200, 404, 405]).toContain(answer.status);
    expect(answer.text).not.toContain('root:');
  });

  test.each([
    '/rpc/__proto__',
    '/rpc/__proto__/toString',
    '/rpc/incidents/__proto__',
    '/rpc/constructor',
    '/rpc/%zz',
    '/rpc/ledger/erase',
    '/rpc/',
    '/rpc/incidents',
    '/rpc/incidents/list/more',
  ])('POST %s is an unknown operation', async (path) => {
    const refused = await call(own(), '{"json":{}}', path);
    expect([refused.status, codeIn(refused)]).toEqual([404, 'UNKNOWN_OPERATION']);
  });

  test.each([
    '{',
    'null',
    '[]',
    '"x"',
    '7',
    '',
    '{"json":{},"meta":[[1,"a"]]}',
    '{"json":{},"maps":[["a"]]}',
    '{"json":{"x":1}}',
    '{"json":[]}',
    '{"json":null}',
  ])('a call with body %s is bad input', async (body) => {
    const refused = await call(own(), body);
    expect([refused.status, codeIn(refused)]).toEqual([400, 'BAD_INPUT']);
  });

  test('bytes that are not UTF-8 are bad input', async () => {
    expect(codeIn(await call(own(), new Uint8Array([0x7b, 0xff, 0x7d])))).toBe('BAD_INPUT');
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is not served', async (method) => {
    for (const path of ['/', '/upload', '/rpc/incidents/list', '/enter']) {
      expect((await ask({ method, path, headers: own() })).status).toBe(405);
    }
  });

  test.each(['/upload', '/rpc/incidents/list'])('GET %s is not served', async (path) => {
    expect((await ask({ path, headers: own() })).status).toBe(405);
  });

  test('a request that is no HTTP is cut off', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.end('\0\0\0 nonsense\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('400');
  });
});

describe('what is too large', () => {
  test.each([
    ['announced', true],
    ['sent in chunks', false],
  ])('a call over the limit, %s, is refused with a reason', async (_how, announced) => {
    const body = `{"json":{"x":"${'a'.repeat(largestCall)}"}}`;
    const headers = announced
      ? { ...own(), 'content-length': String(body.length) }
      : { ...own(), 'transfer-encoding': 'chunked' };
    const refused = await call(headers, body);
    expect([refused.status, codeIn(refused)]).toEqual([400, 'BAD_INPUT']);
    expect(refused.text).toContain(`holds at most ${largestCall} bytes`);
  });

  test('headers of 100 kB are refused, or the connection is cut while they arrive', async () => {
    const asked = ask({ path: '/', headers: { cookie, 'x-large': 'a'.repeat(100_000) } });
    expect(await asked.then(({ status }) => status).catch(({ code }: NodeJS.ErrnoException) => code)).toSatisfy(
      (end) => end === 431 || end === 'ECONNRESET',
    );
  });
});

describe('what is hidden', () => {
  test('a defect is named to the log of the host and not to the client', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const answer = await call(own(), '{"json":{"incident":"inc-0123456789abcdef"}}', '/rpc/incident/fsck');
    expect([answer.status, codeIn(answer)]).toEqual([500, 'INTERNAL']);
    expect(answer.text).not.toContain('secret');
    expect(String(log.mock.calls[0]?.[0])).toContain('secret');
    log.mockRestore();
  });

  test('every answer carries the policy, refusals included', async () => {
    const answers = [
      await ask({ path: '/', headers: { cookie } }),
      await ask({ path: '/' }),
      await call(own()),
      await call({}),
      await ask({ path: '/nothing', headers: { cookie } }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(contentSecurityPolicy).toContain(`require-trusted-types-for 'script'`);
  });

  test('a failure of the core crosses whole', async () => {
    app.upload = () => Promise.reject(new BulkheadError('LOCKED', 'nobody is signed in', { details: ['x'] }));
    const answer = await ask({
      method: 'POST',
      path: '/upload',
      headers: { ...own(), 'content-type': 'application/octet-stream' },
      body: 'x',
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      401,
      {
        code: 'LOCKED',
        message: 'nobody is signed in',
        hint: someText,
        retry: 'after-unlock',
        details: ['x'],
      },
    ]);
  });
});
