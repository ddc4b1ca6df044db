import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURES, type FailureCode } from '../../shared/domain/failure.ts';
import { type BuiltHosts, buildHosts } from '../support/built-hosts.ts';
import { type HostUnderTest, hosts, type Outcome } from '../support/contract-hosts.ts';
import { declaration, passphrase, setupFile } from '../support/setup-input.ts';

let built: BuiltHosts;

beforeAll(async () => {
  built = await buildHosts();
});

afterAll(() => built.remove());

const text: unknown = expect.any(String);

function failing(code: FailureCode): Outcome {
  const details: unknown = expect.any(Array);
  return { failure: { code, message: text as string, ...FAILURES[code], details: details as string[] } };
}

/** The answer of a call that has to succeed; what it failed with is the message when it did not. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- owner: hosts; answers are read by name, untyped on purpose
function output<T>(outcome: Outcome): T {
  if ('failure' in outcome)
    throw new Error(`${outcome.failure.code}: ${outcome.failure.message} ${outcome.failure.details.join(', ')}`);
  return outcome.output as T;
}

const strangers = [
  'ledger.erase',
  '__proto__',
  '__proto__.toString',
  'console.__proto__',
  'console',
  'console.view.more',
  'constructor.name',
];

// One story, told to each host: the tests of a host build on each other.
describe.each(Object.entries(hosts))('%s', (name, start) => {
  let host: HostUnderTest;
  let fingerprint = '';
  let incident = '';

  beforeAll(async () => {
    host = await start(built);
  });

  afterAll(() => host.stop());

  test('says what it is before anyone is signed in', async () => {
    expect(output(await host.call('console.view', {}))).toMatchObject({ host: name, home: host.home, setUp: false });
  });

  test('refuses an operation that it does not know', async () => {
    for (const operation of strangers) {
      expect([operation, await host.call(operation, {})]).toEqual([operation, failing('UNKNOWN_OPERATION')]);
    }
  });

  test('refuses a field that it does not know', async () => {
    expect(await host.call('console.view', { operator: 'someone else' })).toEqual(failing('BAD_INPUT'));
    expect(await host.call('setup.create', { ...setupFile, passphrase, fingerprint: 'f' })).toEqual(
      failing('BAD_INPUT'),
    );
  });

  test('is not of use before it is set up', async () => {
    expect(await host.call('session.unlock', { fingerprint: 'a'.repeat(64), passphrase })).toEqual(
      failing('NOT_SET_UP'),
    );
  });

  test('is set up once', async () => {
    ({ fingerprint } = output<{ fingerprint: string }>(await host.call('setup.create', { ...setupFile, passphrase })));
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(await host.call('setup.create', { ...setupFile, passphrase })).toEqual(failing('ALREADY_SET_UP'));
  });

  test('shows nothing and takes nothing while it is locked', async () => {
    output(await host.call('session.lock', {}));
    expect(await host.call('incidents.list', {})).toEqual(failing('LOCKED'));
    expect(await host.call('incidents.declare', declaration)).toEqual(failing('LOCKED'));
  });

  test('tells a wrong passphrase from the right one', async () => {
    expect(await host.call('session.unlock', { fingerprint, passphrase: `${passphrase}!` })).toEqual(
      failing('PASSPHRASE_WRONG'),
    );
    expect(output(await host.call('session.unlock', { fingerprint, passphrase }))).toMatchObject({
      session: { acting: { fingerprint, name: 'Ada Commander' } },
    });
  });

  test('keeps what is typed until it is recorded, for whoever is signed in', async () => {
    const form = { scope: 'console', form: 'note' };
    const typed = { ...form, label: 'Note', hash: '#/', at: 1, value: '"weights seen on a mir"' };
    output(await host.call('typed.keep', typed));
    output(await host.call('typed.keep', { ...typed, at: 2, value: '"weights seen on a mirror"' }));
    expect(output(await host.call('typed.list', {}))).toEqual([
      { ...typed, at: 2, value: '"weights seen on a mirror"' },
    ]);
    expect(await host.call('typed.keep', { ...typed, hash: 'javascript:alert(1)' })).toEqual(failing('BAD_INPUT'));
    output(await host.call('session.lock', {}));
    expect(await host.call('typed.list', {})).toEqual(failing('LOCKED'));
    expect(await host.call('typed.keep', typed)).toEqual(failing('LOCKED'));
    output(await host.call('session.unlock', { fingerprint, passphrase }));
    output(await host.call('typed.drop', form));
    output(await host.call('typed.drop', form));
    expect(output(await host.call('typed.list', {}))).toEqual([]);
  });

  test('records a declaration and a note, and shows both', async () => {
    const declared = output<{ incident: string; recorded: number }>(await host.call('incidents.declare', declaration));
    ({ incident } = declared);
    const note = output<{ recorded: number; sealed: number }>(
      await host.call('incident.addNote', { incident, text: 'weights seen on a mirror' }),
    );
    expect(note.recorded).toBeGreaterThan(declared.recorded);
    expect(note.sealed).toBeGreaterThan(note.recorded);

    expect(output(await host.call('incidents.list', {}))).toEqual([
      expect.objectContaining({ incident, codename: declaration.codename }),
    ]);
    expect(output(await host.call('incident.view', { incident }))).toMatchObject({
      incident,
      codename: declaration.codename,
      commander: { fingerprint },
    });
    const { rows } = output<{ rows: { index: number; kind: string; sealed: boolean }[] }>(
      await host.call('incident.timeline', { incident, from: 0, count: 500 }),
    );
    expect(rows.find(({ index }) => index === note.recorded)).toMatchObject({ kind: 'note.added', sealed: true });
  });

  test('refuses what does not exist, and what is malformed, by code', async () => {
    expect(await host.call('incident.view', { incident: 'inc-0000000000000000' })).toEqual(failing('INCIDENT_UNKNOWN'));
    expect(await host.call('incident.view', { incident: '../../etc' })).toEqual(failing('BAD_INPUT'));
    expect(await host.call('incident.timeline', { incident, from: 0, count: 501 })).toEqual(failing('BAD_INPUT'));
    expect(await host.call('incident.addNote', null)).toEqual(failing('BAD_INPUT'));
  });

  test('finds its own ledger sound', async () => {
    expect(output(await host.call('incident.fsck', { incident }))).toMatchObject({
      verified: true,
      summary: { operators: [expect.objectContaining({ fingerprint })] },
    });
  });

  test('tells about a change as it happens, where it has a feed', async () => {
    if (host.follow === undefined)
      return expect(await host.call('console.feed', {})).toEqual(failing('UNKNOWN_OPERATION'));
    const page = new AbortController();
    const events = await host.follow(page.signal);
    const heard = (async () => {
      for (;;) {
        const event = await events.next();
        if (event.done === true) throw new Error('the feed ended');
        if (event.value.what === 'incident') return event.value;
      }
    })();
    // Unheard if the next line fails; that line then says why.
    heard.catch(() => {});
    const { recorded } = output<{ recorded: number }>(
      await host.call('incident.addNote', { incident, text: 'a second look' }),
    );
    expect(await heard).toMatchObject({ what: 'incident', incident, size: recorded + 1 });
    page.abort();
  });

  test('forgets who was there when it is locked', async () => {
    output(await host.call('session.lock', {}));
    expect(await host.call('incident.view', { incident })).toEqual(failing('LOCKED'));
  });
});

test.each(Object.entries(hosts))('%s: a passphrase that is refused does not use the home up', async (_name, start) => {
  const host = await start(built);
  try {
    expect(await host.call('setup.create', { ...setupFile, passphrase: 'short' })).toEqual(failing('PASSPHRASE_WEAK'));
    output(await host.call('setup.create', { ...setupFile, passphrase }));
  } finally {
    await host.stop();
  }
});
