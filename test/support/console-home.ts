import { createRouterClient, type RouterClient } from '@orpc/server';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Session } from '../../main/app/app.ts';
import { composeApp, type ComposeOptions } from '../../main/hosts/compose.ts';
import type { ActionId, CredentialId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import type { ActionView } from '../../shared/view/action-view.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { FakeRedis, redisParams } from './fake-redis.ts';
import { HandClock } from './hand-clock.ts';
import { declaration, passphrase, setupFile } from './setup-input.ts';

export type Client = RouterClient<App['router']>;

const BEN = { name: 'Ben Custodian', roles: ['key-custodian', 'containment-lead'] } as const;

/** One console on a temporary home, with two people who each have a session of their own, as at two screens. */
export class ConsoleHome {
  readonly home: string;
  readonly clock = new HandClock();
  readonly redis = new FakeRedis();
  readonly logged: string[] = [];
  readonly #options: Partial<ComposeOptions>;
  declare app: App;
  declare session: Session;
  declare ada: Client;
  declare ben: Client;
  adaKey = '';
  benKey = '';

  private constructor(options: Partial<ComposeOptions>) {
    this.home = options.home ?? mkdtempSync(join(quickFolder(), 'bulkhead-home-'));
    this.#options = options;
  }

  /** A home that was set up, with both people signed in. */
  static async create(options: Partial<ComposeOptions> = {}): Promise<ConsoleHome> {
    const console = new ConsoleHome(options);
    await console.#compose();
    await console.#setUp().catch(async (error: unknown) => {
      await console.app.close();
      throw error;
    });
    return console;
  }

  async #setUp(): Promise<void> {
    this.adaKey = (await this.ada.setup.create({ ...setupInput(), passphrase })).fingerprint;
    this.benKey = (
      await this.ada.operators.enrol({ operator: { ...BEN, roles: [...BEN.roles] }, passphrase })
    ).fingerprint;
    await this.ben.session.unlock({ fingerprint: this.benKey, passphrase });
  }

  /** A home that another process left behind. */
  static async resume(
    home: string,
    keys: { readonly adaKey: string; readonly benKey: string },
    options: Partial<ComposeOptions> = {},
  ): Promise<ConsoleHome> {
    const console = new ConsoleHome({ ...options, home });
    Object.assign(console, { adaKey: keys.adaKey, benKey: keys.benKey });
    await console.open();
    return console;
  }

  async #compose(): Promise<void> {
    this.app = await composeApp({
      host: 'cli',
      clock: this.clock,
      kdfLogN: 10,
      runner: this.redis,
      log: (event, detail) => this.logged.push(`${event} ${detail}`),
      ...this.#options,
      home: this.home,
    });
    this.session = this.app.openSession();
    this.ada = this.client(this.session);
    this.ben = this.client();
  }

  client(session: Session = this.app.openSession()): Client {
    return createRouterClient(this.app.router, { context: { session } });
  }

  /** Ends this console as it is meant to end, and opens the same home again with both people signed in. */
  async reopen(): Promise<void> {
    await this.app.close();
    await this.open();
  }

  async open(): Promise<void> {
    await this.#compose();
    await this.ada.session.unlock({ fingerprint: this.adaKey, passphrase });
    await this.ben.session.unlock({ fingerprint: this.benKey, passphrase });
  }

  async remove(): Promise<void> {
    await this.app.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  async declare(): Promise<IncidentId> {
    const { incident } = await this.ada.incidents.declare({
      ...declaration,
      leaked: [...declaration.leaked],
      assets: [],
      detectedAt: this.clock.now(),
    });
    return incident as IncidentId;
  }
}

/** These tests ask what is recorded, not whether the disk keeps it; where there is a file system in memory they need not wait for one. */
function quickFolder(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

export function setupInput() {
  const { organisation, operator } = setupFile;
  return {
    organisation: { name: organisation.name, entities: [...organisation.entities] },
    operator: { name: operator.name, roles: [...operator.roles] },
  };
}

/** One incident in which PB1 runs, with a credential for each wave, all of them users of the fake Redis. */
export class Revocation {
  readonly console: ConsoleHome;
  readonly incident: IncidentId;
  readonly run: RunId;

  private constructor(console: ConsoleHome, incident: IncidentId, run: RunId) {
    this.console = console;
    this.incident = incident;
    this.run = run;
  }

  static resume(console: ConsoleHome, incident: IncidentId, run: RunId): Revocation {
    return new Revocation(console, incident, run);
  }

  static async start(console: ConsoleHome, waves: readonly (1 | 2 | 3)[] = [3]): Promise<Revocation> {
    const incident = await console.declare();
    const { run } = await console.ada.run.start({ incident, playbook: 'PB1' });
    for (const wave of waves) {
      await console.ada.incident.addCredential({
        incident,
        credential: {
          label: `wave ${wave}`,
          template: 'K18',
          canMint: wave === 1,
          issues: wave === 2,
          consumers: 'checkout',
        },
      });
    }
    const revocation = new Revocation(console, incident, run as RunId);
    await revocation.moves(
      ['KEY_SUSPECTED', '', 'seen in a paste'],
      ['INVENTORY_DONE'],
      ['BLAST_ASSESSED', 'consumers-known'],
      ['STRATEGY_CHOSEN', 'revoke-now', 'abuse is confirmed'],
      ['EVIDENCE_HELD', 'skipped', 'cut first'],
    );
    return revocation;
  }

  async moves(...list: readonly (readonly [string, string?, string?])[]): Promise<void> {
    for (const [event, choice = '', detail = ''] of list)
      await this.console.ada.run.advance({ incident: this.incident, run: this.run, event, choice, detail });
  }

  view(): Promise<IncidentView> {
    return this.console.ada.incident.view({ incident: this.incident });
  }

  async look(action: ActionId): Promise<ActionView> {
    const found = (await this.view()).actions.find((view) => view.action === action);
    if (!found) throw new Error(`no action ${action}`);
    return found;
  }

  async draft(wave: 1 | 2 | 3 = 3, mode: 'card' | 'exec' = 'exec'): Promise<ActionId> {
    const credential = (await this.view()).credentials.find((line) => line.wave === wave);
    const { action } = await this.console.ada.action.draft({
      incident: this.incident,
      run: this.run,
      credential: credential?.id as CredentialId,
      mode,
      params: redisParams,
    });
    return action as ActionId;
  }

  /** Draft, dry run, submitted by one, approved by the other. */
  async arm(wave: 1 | 2 | 3 = 3, mode: 'card' | 'exec' = 'exec'): Promise<ActionId> {
    const action = await this.draft(wave, mode);
    await this.console.ada.action.dryRun({ incident: this.incident, action });
    await this.settle(action);
    await this.approve(action, 'apply');
    return action;
  }

  async approve(action: ActionId, purpose: 'apply' | 'undo'): Promise<void> {
    await this.console.ada.action.submit({ incident: this.incident, action, purpose });
    await this.console.ben.gate.decide({
      incident: this.incident,
      action,
      approvalHash: await this.hash(action),
      decision: 'approve',
      note: '',
    });
  }

  async hash(action: ActionId): Promise<string> {
    return (await this.look(action)).gate?.approvalHash ?? '';
  }

  async order(action: ActionId, purpose: 'apply' | 'undo' | 'reprobe'): Promise<ActionView> {
    await this.console.ada.action.order({ incident: this.incident, action, purpose });
    return this.settle(action);
  }

  /** Waits until nothing runs; in card mode plays the person who pastes what the server prints. */
  async settle(action: ActionId): Promise<ActionView> {
    for (;;) {
      const view = await this.look(action);
      const open = view.effects.find(({ status }) => ['running', 'waiting'].includes(status));
      if (!open) return view;
      if (open.status === 'waiting') await this.paste(action, open.effect);
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async paste(action: ActionId, effect: string): Promise<void> {
    const open = (await this.look(action)).effects.find((one) => one.effect === effect);
    const outputs = open?.commands.map((command) => this.console.redis.answer(command)) ?? [];
    await this.console.ada.action.supplyOutput({ incident: this.incident, action, effect, outputs });
  }
}
