import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../../main/app/app.ts';
import { composeApp } from '../../../main/hosts/compose.ts';
import type { WorkProgress } from '../../../shared/contract/contract.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { makeLongIncident } from '../../bench/long-incident.ts';
import { runLoopback } from '../../support/loopback-run.ts';
import { cookieOf, send } from '../../support/raw-http.ts';
import { passphrase } from '../../support/setup-input.ts';

const ENTRIES = 20_000;
const source = join(import.meta.dirname, '../../..');
const WORK = 'a1'.repeat(16);

let home: string;
let passphraseFile: string;
let incident: IncidentId;
let adaKey: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'bulkhead-work-'));
  passphraseFile = join(home, 'passphrase');
  writeFileSync(passphraseFile, passphrase);
  ({ incident, adaKey } = await makeLongIncident(home, ENTRIES));
}, 240_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

type Client = RouterClient<App['router']>;

/** Follows one piece of work and stops it at the first sign of entries. Resolves to what was seen, once the work has ended. */
async function stopAtFirstEntries(client: Client, stop: AbortController): Promise<readonly WorkProgress[]> {
  const seen: WorkProgress[] = [];
  for await (const progress of await client.work.follow({ work: WORK })) {
    seen.push(progress);
    if (progress.phase === 'entries') stop.abort();
  }
  return seen;
}

describe('in the console', () => {
  let app: App;
  let client: Client;

  beforeAll(async () => {
    app = await composeApp({ home, host: 'cli', kdfLogN: 10 });
    client = createRouterClient(app.router, { context: { session: app.openSession() } });
    await client.session.unlock({ fingerprint: adaKey, passphrase });
  });
  afterAll(() => app.close());

  test('a check tells how far it is, and who follows hears when it ends', async () => {
    const seen: WorkProgress[] = [];
    const following = (async () => {
      for await (const progress of await client.work.follow({ work: WORK })) seen.push(progress);
    })();
    const report = await client.incident.fsck({ incident, work: WORK });
    await following;
    expect(report).toMatchObject({ verified: true, findings: [] });
    expect(seen.at(-1)).toEqual({ phase: 'entries', done: ENTRIES, total: ENTRIES });
  });

  test('a check that is stopped says so, and leaves the console as it was', async () => {
    const stop = new AbortController();
    const following = stopAtFirstEntries(client, stop);
    await expect(client.incident.fsck({ incident, work: WORK }, { signal: stop.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    expect((await following).length).toBeGreaterThan(0);
    expect(await client.incident.fsck({ incident })).toMatchObject({ verified: true });
  });

  test('an export that is stopped leaves no folder', async () => {
    const stop = new AbortController();
    const following = stopAtFirstEntries(client, stop);
    const input = { incident, recipient: 'Court', purpose: 'a test', directory: join(home, 'out') };
    const call = client.handoff.export({ ...input, work: WORK }, { signal: stop.signal });
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
    await following;
    expect(existsSync(join(home, 'out')) ? readdirSync(join(home, 'out')) : []).toEqual([]);
    const { path } = await client.handoff.export(input);
    expect(await client.handoff.verify({ path })).toMatchObject({ verified: true });
  }, 240_000);

  test('notes are recorded while the ledger is checked, and the check is of one moment', async () => {
    const check = client.incident.fsck({ incident });
    for (let i = 0; i < 5; i += 1) await client.incident.addNote({ incident, text: `meanwhile ${i}` });
    expect(await check).toMatchObject({ verified: true, findings: [] });
  });
});

test('over HTTP: the call that goes away stops the work', async () => {
  const run = await runLoopback(join(source, 'main/hosts/loopback/entry.ts'), home);
  try {
    const cookie = cookieOf(await send(Number(new URL(run.origin).port), { path: run.url.slice(run.origin.length) }));
    const client: Client = createORPCClient(
      new RPCLink({ url: `${run.origin}/rpc`, headers: () => ({ cookie, origin: run.origin }) }),
    );
    await client.session.unlock({ fingerprint: adaKey, passphrase });
    const stop = new AbortController();
    const following = stopAtFirstEntries(client, stop);
    await expect(client.incident.fsck({ incident, work: WORK }, { signal: stop.signal })).rejects.toThrow(/abort/i);
    const seen = await following;
    expect(seen.at(-1)?.done).toBeLessThan(ENTRIES);
    expect(await client.incident.fsck({ incident })).toMatchObject({ verified: true });
  } finally {
    await run.stop();
  }
}, 240_000);

describe('at a terminal', () => {
  const script = existsSync('/usr/bin/script') ? '/usr/bin/script' : null;
  const children: ReturnType<typeof spawn>[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** `bulkhead fsck` on a terminal of its own, as `script` makes one. */
  function onTerminal(onText: (text: string, press: (keys: string) => void) => void): Promise<[string, number | null]> {
    const command = [
      process.execPath,
      join(source, 'main/hosts/cli/entry.ts'),
      'fsck',
      ...Object.entries({ home, operator: adaKey, 'passphrase-file': passphraseFile, incident }).flatMap(
        ([name, value]) => [`--${name}`, value],
      ),
    ];
    const child = spawn(script ?? '', ['-qec', command.join(' '), '/dev/null']);
    children.push(child);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      onText(text, (keys) => child.stdin.write(keys));
    });
    return new Promise((resolve) => child.on('close', (code) => resolve([text, code])));
  }

  test.skipIf(script === null)(
    'fsck shows how far it is (needs the program script)',
    async () => {
      const [text, code] = await onTerminal(() => undefined);
      expect(text).toMatch(/\d+ of \d+ \(\d+ %\) entries checked/);
      expect(text).toContain('verified');
      expect(code).toBe(0);
    },
    60_000,
  );

  test.skipIf(script === null)(
    'Ctrl-C stops it with 130 (needs the program script)',
    async () => {
      let pressed = false;
      const [text, code] = await onTerminal((soFar, press) => {
        if (pressed || !soFar.includes('entries checked')) return;
        pressed = true;
        press('\u0003');
      });
      expect(text).not.toContain('verified');
      expect(text).toContain('stopped before it was done');
      expect(code).toBe(130);
    },
    60_000,
  );
});
