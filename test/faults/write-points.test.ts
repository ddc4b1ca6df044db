import { createRouterClient } from '@orpc/server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ActionId, IncidentId } from '../../shared/domain/ids.ts';
import { composeApp } from '../../main/hosts/compose.ts';
import { ConsoleHome, Revocation, setupInput } from '../support/console-home.ts';
import { FaultyStores, type Fault } from '../support/faulty-stores.ts';
import { findingsOf } from '../support/fsck-home.ts';
import { passphrase } from '../support/setup-input.ts';

/** One case from the first note to a proven revocation, every act a step of its own that can be tried again. */
class Story {
  readonly console: ConsoleHome;
  #revocation: Revocation | null = null;
  #action: ActionId | null = null;

  constructor(console: ConsoleHome) {
    this.console = console;
  }

  get revocation(): Revocation {
    if (!this.#revocation) throw new Error('not that far yet');
    return this.#revocation;
  }

  get action(): ActionId {
    if (!this.#action) throw new Error('not that far yet');
    return this.#action;
  }

  readonly steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['begin', async () => (this.#revocation = await Revocation.start(this.console))],
    ['draft', async () => (this.#action = await this.revocation.draft(3, 'card'))],
    ['dry run', () => this.console.ada.action.dryRun({ ...this.#on(), action: this.action })],
    ['collected', () => this.#paste()],
    ['dry run ok', () => this.#paste()],
    ['submit', () => this.console.ada.action.submit({ ...this.#on(), action: this.action, purpose: 'apply' })],
    [
      'approve',
      async () =>
        this.console.ben.gate.decide({
          ...this.#on(),
          action: this.action,
          approvalHash: await this.revocation.hash(this.action),
          decision: 'approve',
          note: '',
        }),
    ],
    ['all armed', () => this.revocation.moves(['ALL_ARMED'])],
    ['fire', () => this.revocation.moves(['FIRE'])],
    ['wave 1', () => this.revocation.moves(['WAVE_DONE'])],
    ['wave 2', () => this.revocation.moves(['WAVE_DONE'])],
    ['order', () => this.console.ada.action.order({ ...this.#on(), action: this.action, purpose: 'apply' })],
    ['applied', () => this.#paste()],
    ['must fail', () => this.#paste()],
    ['must work', () => this.#paste()],
    ['residual', () => this.#paste()],
    ['offer', () => this.console.ada.command.offer({ ...this.#on(), to: this.console.benKey, situation: 'proven' })],
    [
      'accept',
      async () =>
        this.console.ben.command.accept({ ...this.#on(), offer: (await this.revocation.view()).offer?.entry ?? -1 }),
    ],
  ];

  #on(): { incident: IncidentId } {
    return { incident: this.revocation.incident };
  }

  async #paste(): Promise<void> {
    const waiting = (await this.revocation.look(this.action)).effects.find(({ status }) => status === 'waiting');
    await this.console.ada.action.supplyOutput({
      ...this.#on(),
      action: this.action,
      effect: waiting?.effect ?? '0.0',
      outputs: waiting?.commands.map((command) => this.console.redis.answer(command)) ?? [],
    });
  }

  async kinds(): Promise<readonly string[]> {
    const { rows } = await this.console.ada.incident.timeline({ ...this.#on(), from: 0, count: 500 });
    return rows.map(({ kind }) => kind);
  }
}

const first = 1;
const points = new Story(undefined as never).steps.slice(first).map(([name], i) => [name, i + first] as const);

async function begin(): Promise<{ stores: FaultyStores; console: ConsoleHome; story: Story }> {
  const stores = new FaultyStores();
  const console = await ConsoleHome.create({ stores });
  return { stores, console, story: new Story(console) };
}

async function end(console: ConsoleHome): Promise<void> {
  await console.app.close();
  rmSync(console.home, { recursive: true, force: true });
}

let unbroken: readonly string[] | null = null;
async function unbrokenKinds(): Promise<readonly string[]> {
  if (unbroken) return unbroken;
  const { console, story } = await begin();
  for (const [, act] of story.steps) await act();
  unbroken = await story.kinds();
  await end(console);
  return unbroken;
}

describe.each(['lost', 'landed'] as const satisfies readonly Fault[])('a write that is %s', (fault) => {
  test.each(points)(
    'at "%s": what was acknowledged is there, what was not is not, and the case goes on',
    async (_, broken) => {
      const expected = await unbrokenKinds();
      const { stores, console, story } = await begin();
      for (const [i, [, act]] of story.steps.entries()) {
        if (i === broken) {
          Object.assign(stores, { failAt: stores.commits + 1, fault });
          if (fault === 'landed') await act();
          else {
            const before = await story.kinds();
            await expect(act()).rejects.toMatchObject({ code: 'CANNOT_RECORD' });
            expect((await console.ada.console.view({})).recordingProblem).toContain('lost');
            expect(await story.kinds()).toEqual(before);
          }
          expect(stores.struck).toBe(true);
          await console.app.close();
          expect(findingsOf(console.home)).toEqual([]);
          await console.open();
          if (fault === 'landed') continue;
        }
        await act();
      }
      expect(await story.kinds()).toEqual(expected);
      expect(await story.revocation.look(story.action)).toMatchObject({ state: 'effective' });
      expect((await console.ada.console.view({})).recordingProblem).toBeNull();
      await end(console);
    },
  );
});

test.each(['lost', 'landed', 'deaf'] as const)(
  '%s, without reopening: the console goes on once the disk does',
  async (fault) => {
    const { stores, console, story } = await begin();
    for (const [i, [, act]] of story.steps.entries()) {
      if (i > 0 && i % 4 === 0) {
        const before = await story.kinds();
        Object.assign(stores, { failAt: stores.commits + 1, fault });
        expect(
          await act().then(
            () => 'recorded',
            () => 'refused',
          ),
        ).toBe(fault === 'landed' ? 'recorded' : 'refused');
        // Deaf: it landed, but could not be read back. Whoever looks again sees it, and does not do it twice.
        expect((await story.kinds()).length > before.length).toBe(fault !== 'lost');
        if (fault !== 'lost') continue;
      }
      await act();
    }
    expect(await story.kinds()).toEqual(await unbrokenKinds());
    expect((await console.ada.console.view({})).recordingProblem).toBeNull();
    await console.app.close();
    expect(findingsOf(console.home)).toEqual([]);
    rmSync(console.home, { recursive: true, force: true });
  },
);

describe('the journal', () => {
  test.each([1, 2] as const)('a set-up whose write %i is lost is no set-up, and says so', async (failAt) => {
    const stores = new FaultyStores();
    stores.failAt = failAt;
    const home = mkdtempSync(join(tmpdir(), 'bulkhead-setup-'));
    await expect(ConsoleHome.create({ stores, home })).rejects.toMatchObject({ code: 'CANNOT_RECORD' });
    const app = await composeApp({ home, host: 'cli', kdfLogN: 10 });
    const client = createRouterClient(app.router, { context: { session: app.openSession() } });
    expect((await client.console.view({})).setUp).toBe(false);
    await expect(client.setup.create({ ...setupInput(), passphrase })).rejects.toMatchObject({ code: 'HOME_UNUSABLE' });
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });

  test.each(['lost', 'landed', 'deaf'] as const)(
    'signing out always empties the seat, also when the entry about it is %s',
    async (fault) => {
      const { stores, console } = await begin();
      Object.assign(stores, { failAt: stores.commits + 1, fault });
      await console.ben.session.lock({});
      await expect(console.ben.incidents.list({})).rejects.toMatchObject({ code: 'LOCKED' });
      await console.ada.session.lock({});
      await console.ada.session.unlock({ fingerprint: console.adaKey, passphrase });
      await console.ben.session.unlock({ fingerprint: console.benKey, passphrase });
      await console.declare();
      expect((await console.ada.console.view({})).recordingProblem).toBeNull();
      await console.app.close();
      expect(findingsOf(console.home)).toEqual([]);
      rmSync(console.home, { recursive: true, force: true });
    },
  );
});
