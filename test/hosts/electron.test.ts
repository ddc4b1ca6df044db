import { largestCall } from '../../main/hosts/wire-body.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentSecurityPolicy } from '../../main/hosts/csp.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { type BuiltHosts, buildHosts, stubPage } from '../support/built-hosts.ts';
import type { Call } from '../support/electron-double.ts';
import { type ElectronRun, type PagePort, runElectron } from '../support/electron-run.ts';

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

let built: BuiltHosts;
let scratch: string;
let home: string;
let electron: ElectronRun;

beforeAll(async () => {
  built = await buildHosts();
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-electron-'));
  home = join(scratch, 'home');
  electron = runElectron(built.entry('index'), home);
  await electron.started;
});

afterAll(async () => {
  await electron.stop();
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

const calls = async (name: string): Promise<readonly (readonly unknown[])[]> =>
  ((await electron.ask('calls')) as Call[]).filter((call) => call.name === name).map(({ args }) => args);

async function connect(): Promise<{ client: ContractRouterClient<Contract>; port: PagePort }> {
  const port = await electron.connect();
  return { port, client: createORPCClient(new RPCLink({ port })) };
}

describe('before ready', () => {
  test('scheme, sandbox, switches, paths and the single-instance lock are settled', async () => {
    const order = ((await electron.ask('calls')) as Call[]).map(({ name }) => name);
    const firstAfter = order.indexOf('app.configureHostResolver');
    expect(order.slice(0, firstAfter)).toEqual([
      'protocol.registerSchemesAsPrivileged',
      'app.enableSandbox',
      ...Array.from({ length: 5 }, () => 'app.commandLine.appendSwitch'),
      'app.setPath',
      'app.setPath',
      'app.requestSingleInstanceLock',
    ]);
    expect(await calls('protocol.registerSchemesAsPrivileged')).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]],
    ]);
    expect(await calls('app.commandLine.appendSwitch')).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND']);
    expect(await calls('app.setPath')).toContainEqual(['userData', join(home, 'window')]);
  });

  test('an entry that waits for ready at top level is caught', async () => {
    const planted = await buildHosts({
      name: 'planted',
      enforce: 'pre',
      transform: (code, id) =>
        id.endsWith('hosts/electron/entry.ts') ? `${code}\nawait app.whenReady();\n` : undefined,
    });
    try {
      const run = runElectron(planted.entry('index'), join(scratch, 'planted'));
      const { code, stderr } = await run.exited;
      expect(code).not.toBe(0);
      expect(stderr).toContain('the entry never settled');
    } finally {
      planted.remove();
    }
  });

  test('a call on the wrong side of ready is caught', async () => {
    const planted = await buildHosts({
      name: 'planted',
      enforce: 'pre',
      transform: (code, id) =>
        id.endsWith('hosts/electron/start.ts')
          ? code.replace('app.configureHostResolver', 'app.enableSandbox(); app.configureHostResolver')
          : undefined,
    });
    try {
      const run = runElectron(planted.entry('index'), join(scratch, 'planted-late'));
      expect(await run.exited).toEqual({
        code: 1,
        stderr: matching(/app\.enableSandbox belongs before ready/),
      });
    } finally {
      planted.remove();
    }
  });

  test('a second instance touches nothing and leaves', async () => {
    const unused = join(scratch, 'second');
    const second = runElectron(built.entry('index'), unused, { lockTaken: true });
    expect(await second.exited).toEqual({ code: 0, stderr: '' });
    expect(existsSync(join(unused, 'incidents'))).toBe(false);
  });

  test('the first instance shows its window when a second one starts', async () => {
    await electron.ask('secondInstance');
    expect(await calls('window.focus')).toHaveLength(1);
  });
});

describe('the window', () => {
  test('has no power of its own', async () => {
    expect(await electron.ask('window')).toEqual({
      loaded: ['app://bulkhead/'],
      ownSession: true,
      webPreferences: {
        preload: matching(/preload[/\\]preload\.cjs$/),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    });
  });

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is prevented',
    async (event) => {
      expect(await electron.ask('prevented', event)).toBe(true);
    },
  );

  test('opens nothing, downloads nothing but the verifier page, and WebRTC finds no way out', async () => {
    expect(await electron.ask('openWindow', 'app://bulkhead/')).toEqual({ action: 'deny' });
    expect(await electron.ask('download', 'app://bulkhead/verify.html')).toEqual([false, false]);
    for (const url of [
      'app://bulkhead/',
      'app://bulkhead.evil/verify.html',
      'blob:app://bulkhead/x',
      'data:text/html,x',
    ])
      expect(await electron.ask('download', url)).toEqual([true, true]);
    expect(await electron.ask('webRtc')).toEqual(['disable_non_proxied_udp']);
  });

  test('is granted nothing, in its own session and in the default one', async () => {
    const nothing = { request: false, check: false, device: false, display: null, usb: ['hid'], bluetooth: null };
    expect(await electron.ask('permissions')).toEqual([nothing, nothing]);
    expect(await calls('session.setSpellCheckerEnabled')).toEqual([
      ['bulkhead', false],
      ['', false],
    ]);
  });
});

describe('the network', () => {
  test.each([
    ['app://bulkhead/', true],
    ['app://bulkhead/assets/x.js', true],
    ['app://bulkhead.evil/', false],
    ['app://user@bulkhead/', false],
    ['app:bulkhead', false],
    ['https://bulkhead/', false],
    ['http://127.0.0.1/', false],
    ['file:///etc/passwd', false],
    ['devtools://devtools/x', false],
    ['data:text/html,x', false],
    ['blob:app://bulkhead/x', false],
    ['wss://evil.example/', false],
    ['', false],
  ])('%s: %s', async (url, allowed) => {
    expect(await electron.ask('allowed', url)).toEqual([allowed, allowed]);
  });

  test('no proxy, no secure DNS', async () => {
    expect(await calls('session.setProxy')).toEqual([
      ['bulkhead', { mode: 'direct' }],
      ['', { mode: 'direct' }],
    ]);
    expect(await calls('app.configureHostResolver')).toEqual([
      [{ secureDnsMode: 'off', enableBuiltInResolver: false }],
    ]);
  });
});

describe('the page', () => {
  const fetchPage = async (url: string, method = 'GET') =>
    (await electron.ask('fetch', url, method)) as { status: number; headers: Record<string, string>; text: string };

  test('is served with the policy that the loopback host sends', async () => {
    const answer = await fetchPage('app://bulkhead/');
    expect(answer).toMatchObject({ status: 200, text: stubPage });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    const script = await fetchPage('app://bulkhead/assets/app-0.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': matching(/immutable/),
    });
  });

  test.each([
    ['app://bulkhead/../../package.json', 404],
    ['app://bulkhead/%2e%2e/main/index.js', 404],
    ['app://bulkhead/..%2f..%2fpackage.json', 404],
    ['app://bulkhead/%zz', 404],
    ['app://bulkhead//etc/passwd', 404],
    ['app://bulkhead/__proto__', 404],
    ['app://elsewhere/', 403],
  ])('%s is answered with %i', async (url, status) => {
    expect(await fetchPage(url)).toMatchObject({ status, text: '' });
  });

  test('takes no other method', async () => {
    expect(await fetchPage('app://bulkhead/', 'POST')).toMatchObject({ status: 405 });
    expect(await fetchPage('app://bulkhead/', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });
});

describe('the preload', () => {
  test('gives the page one object with what it needs', async () => {
    expect(await electron.ask('exposed')).toEqual({ bulkhead: ['host', 'connect', 'pathOf', 'remind', 'copyText'] });
    expect(await electron.ask('host')).toBe('electron');
    expect(await electron.ask('pathOf', 'dump.bin')).toBe('/evidence/dump.bin');
  });

  test('puts text on the clipboard through the main process', async () => {
    await electron.ask('copyText', 'kubectl get pods');
    expect(await calls('clipboard.writeText')).toEqual([['kubectl get pods']]);
  });
});

describe('a reminder', () => {
  const reminder = { title: 'A legal deadline in 15 minutes', body: 'Open Bulkhead.' };

  test('is shown by the system, and brings the window forward when it is clicked', async () => {
    await electron.ask('remind', reminder);
    expect(await calls('Notification.show')).toEqual([[{ ...reminder, urgency: 'critical', timeoutType: 'never' }]]);
    expect(await calls('window.flashFrame')).toEqual([[true]]);
    const focused = (await calls('window.focus')).length;
    await electron.ask('clickReminder');
    expect(await calls('window.focus')).toHaveLength(focused + 1);
  });

  test('is short, and nothing but a title and a line', async () => {
    const icon = { ...reminder, icon: 'https://evil.example/' };
    await expect(electron.ask('remind', icon)).rejects.toThrow('icon');
    await expect(electron.ask('remind', { ...reminder, title: 'x'.repeat(121) })).rejects.toThrow('title');
    await expect(electron.ask('remind', {})).rejects.toThrow('title');
    expect(await calls('Notification.show')).toHaveLength(1);
  });

  test('on a system without notifications the window asks for attention all the same', async () => {
    await electron.ask('withoutNotifications');
    await electron.ask('remind', reminder);
    expect(await calls('Notification.show')).toHaveLength(1);
    expect(await calls('window.flashFrame')).toHaveLength(2);
  });
});

describe('the port', () => {
  const strangers = [
    { url: 'app://bulkhead/', top: false, kind: 'frame' },
    { url: 'app://bulkhead/', top: true, kind: 'frame' },
    { url: 'https://evil.example/', top: true, kind: 'frame' },
    { url: '', top: true, kind: 'null' },
  ];

  test.each(strangers)('is not handed to %o', async (who) => {
    expect(await electron.ask('connectFrom', who)).toBe(0);
    await expect(electron.ask('copyTextFrom', who)).rejects.toThrow('refused');
    await expect(electron.ask('remindFrom', who)).rejects.toThrow('refused');
  });

  test('goes to our own page, for our own origin', async () => {
    const { message } = await electron.connect();
    expect(message).toEqual({ data: { type: 'bulkhead-port' }, targetOrigin: 'app://bulkhead' });
  });

  test('carries calls and failures', async () => {
    const { client } = await connect();
    expect(await client.console.view({})).toMatchObject({ host: 'electron', setUp: false, home });
    await expect(client.incidents.list({ more: 1 } as never)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { hint: matching(/./) },
    });
  });

  test.each([
    ['not JSON', 'x'],
    ['another kind of value', { i: '1', p: { u: '/console/view' } }],
    ['bytes', new Uint8Array([0x7b, 0xff])],
    ['no address', '{"i":"1","p":{}}'],
    ['another host', '{"i":"1","p":{"u":"http://evil.example/"}}'],
    ['a stream that nobody asked for', '{"i":"1","p":{"u":"/console/view","h":{"content-type":"text/event-stream"}}}'],
    ['a part of such a stream', '{"i":"1","t":3,"p":{"e":"message"}}'],
    ['a type that the contract does not use', '{"i":"1","p":{"u":"/console/view","b":{"json":"x","meta":[[1]]}}}'],
    ['too much', `{"i":"1","p":{"u":"/console/view","b":{"json":"${'a'.repeat(largestCall)}"}}}`],
  ])('drops %s, and goes on', async (_what, message) => {
    const { client, port } = await connect();
    const before = electron.stderr().length;
    port.postMessage(message);
    expect(await client.console.view({})).toMatchObject({ host: 'electron' });
    // Printed before the answer was sent, but it travels another way.
    await vi.waitUntil(() => electron.stderr().slice(before).includes('dropped'));
  });

  test('a reload gets a new port and keeps its session', async () => {
    await connect();
    const { client } = await connect();
    expect(await client.console.view({})).toMatchObject({ host: 'electron' });
  });
});

describe('the key store of the system', () => {
  test.each([
    ['gnome_libsecret', { kind: 'passphrase+os', warning: null }],
    ['basic_text', { kind: 'passphrase+os', warning: matching(/protects nothing/) }],
    ['none', { kind: 'passphrase', warning: null }],
  ] as const)('%s', async (keyStore, shown) => {
    const run = runElectron(built.entry('index'), join(scratch, keyStore), { keyStore });
    await run.started;
    const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port: await run.connect() }));
    expect((await client.console.view({})).keyStore).toEqual(shown);
    await run.stop();
  });
});

describe('the end', () => {
  test('closing the window closes the core, then quits', async () => {
    const run = runElectron(built.entry('index'), join(scratch, 'closing'));
    await run.started;
    void run.ask('closeWindow').catch(() => {});
    expect((await run.exited).code).toBe(0);
  });

  test('a page that navigated away is no longer listened to', async () => {
    const run = runElectron(built.entry('index'), join(scratch, 'navigated'));
    await run.started;
    expect(await run.ask('connectFrom', { url: 'https://evil.example/', kind: 'main', top: true })).toBe(0);
    await run.stop();
  });
});
