import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltHosts, buildHosts } from '../support/built-hosts.ts';
import { type LoopbackRun, runLoopback } from '../support/loopback-run.ts';
import { cookieOf, send } from '../support/raw-http.ts';
import { runNode } from '../support/run-node.ts';
import { declaration, passphrase, setupFile } from '../support/setup-input.ts';

const MiB = 1024 * 1024;

let built: BuiltHosts;
let scratch: string;

beforeAll(async () => {
  built = await buildHosts();
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-loopback-'));
});

afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

describe('the program', () => {
  test('prints one line, ends on Ctrl+C, and leaves the home free', async () => {
    const home = join(scratch, 'one-line');
    const first = await runLoopback(built.entry('loopback'), home);
    expect(first.stdout()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter\?t=[\w-]{43}\n$/);
    expect(await first.stop()).toBe(0);
    const second = await runLoopback(built.entry('loopback'), home);
    expect(second.url).not.toBe(first.url);
    expect(await second.stop()).toBe(0);
  });

  test('ends although a page is open and follows the feed', async () => {
    const run = await runLoopback(built.entry('loopback'), join(scratch, 'open-page'));
    const port = Number(new URL(run.origin).port);
    const cookie = cookieOf(await send(port, { path: run.url.slice(run.origin.length) }));
    const headers = { cookie, origin: run.origin, 'content-type': 'application/json' };
    const feed = fetch(`${run.origin}/rpc/console/feed`, { method: 'POST', headers, body: '{"json":{}}' }).then(
      (answer) => answer.text().catch(() => 'cut'),
    );
    await send(port, { method: 'POST', path: '/rpc/console/view', headers, body: '{"json":{}}' });
    expect(await run.stop()).toBe(0);
    expect(await feed).toBeTypeOf('string');
  });

  test('serves on the port that it was told, and says so when it is taken', async () => {
    const run = await runLoopback(built.entry('loopback'), join(scratch, 'port'));
    const { port } = new URL(run.origin);
    const second = await runNode([
      built.entry('loopback'),
      '--home',
      join(scratch, 'port-2'),
      '--port',
      port,
      '--no-open',
    ]);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toContain('EADDRINUSE');
    await run.stop();
    const third = await runLoopback(built.entry('loopback'), join(scratch, 'port-3'), '--port', port);
    expect(new URL(third.origin).port).toBe(port);
    await third.stop();
  });

  test('does not share a home', async () => {
    const home = join(scratch, 'busy');
    const run = await runLoopback(built.entry('loopback'), home);
    const second = await runNode([built.entry('loopback'), '--home', home, '--no-open']);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(/^error: .* \(HOME_BUSY\)\nhint: /);
    await run.stop();
  });

  test.each([['--port', 'x'], ['--port', '70000'], ['--nonsense'], ['extra']])('refuses %s %s', async (...args) => {
    const { code, stdout, stderr } = await runNode([built.entry('loopback'), ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: .*\nusage: /);
  });
});

describe('a large file', () => {
  let run: LoopbackRun;
  let ask: (path: string, body: unknown) => Promise<unknown>;
  let headers: Record<string, string>;
  const home = (): string => join(scratch, 'large');

  beforeAll(async () => {
    run = await runLoopback(built.entry('loopback'), home());
    const port = Number(new URL(run.origin).port);
    headers = { cookie: cookieOf(await send(port, { path: run.url.slice(run.origin.length) })), origin: run.origin };
    ask = async (path, body) => {
      const sent = { ...headers, 'content-type': 'application/json' };
      const answer = await fetch(`${run.origin}/rpc/${path}`, {
        method: 'POST',
        headers: sent,
        body: JSON.stringify({ json: body }),
      });
      return ((await answer.json()) as { json: unknown }).json;
    };
  });

  afterAll(() => run.stop());

  const upload = (size: number): Promise<Response> => {
    const chunk = new Uint8Array(MiB).fill(7);
    const body = Readable.toWeb(Readable.from(Array.from({ length: size }, () => chunk)));
    const sent = { ...headers, 'content-type': 'application/octet-stream' };
    return fetch(`${run.origin}/upload`, { method: 'POST', headers: sent, body, duplex: 'half' } as RequestInit);
  };

  test('is not taken from nobody', async () => {
    const answer = await upload(1);
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'LOCKED' })]);
  });

  test('goes into the vault, and memory stays flat', async () => {
    await ask('setup/create', { ...setupFile, passphrase });
    const { incident } = (await ask('incidents/declare', declaration)) as { incident: string };
    const before = residentBytes(run.pid);
    const answer = await upload(300);
    const { staged, size } = (await answer.json()) as { staged: string; size: number };
    expect(size).toBe(300 * MiB);
    // What is not collected yet may be there, all of it may not.
    expect(residentBytes(run.pid) - before).toBeLessThan(200 * MiB);

    const about = {
      incident,
      staged,
      name: 'dump.bin',
      source: 'gateway',
      method: 'copied',
      mediaType: 'application/octet-stream',
    };
    expect(await ask('evidence/collect', about)).toMatchObject({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(await ask('evidence/collect', about)).not.toHaveProperty('recorded');
  });

  test('that breaks off leaves nothing behind', async () => {
    const staging = (): readonly string[] =>
      readdirSync(home(), { recursive: true }).filter((name) => String(name).includes('stag')) as string[];
    const before = staging();
    const gone = new AbortController();
    let sentSoFar = 0;
    const endless = new ReadableStream({
      async pull(controller) {
        // Gives way between chunks, or nothing else would ever run here.
        await new Promise((resolve) => setTimeout(resolve, 5));
        controller.enqueue(new Uint8Array(MiB));
        sentSoFar += 1;
        if (sentSoFar === 20) gone.abort();
      },
    });
    const sent = { ...headers, 'content-type': 'application/octet-stream' };
    const broken = fetch(`${run.origin}/upload`, {
      method: 'POST',
      headers: sent,
      body: endless,
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit);
    await expect(broken).rejects.toThrow('abort');
    await expect.poll(staging).toEqual(before);
    expect(await ask('console/view', {})).toMatchObject({ setUp: true });
  });
});

/** Only Linux tells without help; elsewhere the check passes. */
function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return 0;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}
