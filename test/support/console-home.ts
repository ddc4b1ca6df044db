import { createRouterClient, type RouterClient } from '@orpc/server';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Session } from '../../main/app/app.ts';
import { composeApp, type ComposeOptions } from '../../main/hosts/compose.ts';
import type { Mode } from '../../shared/domain/action.ts';
import type { ActionId, CredentialId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import type { Role } from '../../shared/domain/risk.ts';
import { FakeRedis, redisParams } from './fake-redis.ts';
import { HandClock } from './hand-clock.ts';
import { PlayedRun } from './played-run.ts';
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

  /** Ada and Ben vouch at one keyboard; answers the key. */
  async enrol(operator: { name: string; roles: Role[] }, words = passphrase): Promise<string> {
    await this.ada.session.takeSecond({ fingerprint: this.benKey, passphrase });
    try {
      return (await this.ada.operators.enrol({ operator, passphrase: words })).fingerprint;
    } finally {
      await this.ada.session.giveBack({});
    }
  }

  /** Ada and Ben let this console run commands by itself. */
  async armExec(): Promise<void> {
    await this.ada.session.takeSecond({ fingerprint: this.benKey, passphrase });
    await this.ada.permit.armExec({ reason: 'tested before' });
    await this.ada.session.giveBack({});
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

/** What the credentials are revoked with, and where. */
export interface Aim {
  readonly template: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
}

const FAKE_REDIS: Aim = { template: 'K18', params: redisParams };

/** One incident in which PB1 runs, with a credential for each wave, users of the fake Redis unless it is aimed elsewhere. */
export class Revocation extends PlayedRun {
  readonly #aim: Aim;

  private constructor(console: ConsoleHome, incident: IncidentId, run: RunId, aim: Aim) {
    super(console, incident, run);
    this.#aim = aim;
  }

  static resume(console: ConsoleHome, incident: IncidentId, run: RunId): Revocation {
    return new Revocation(console, incident, run, FAKE_REDIS);
  }

  static async start(
    console: ConsoleHome,
    waves: readonly (1 | 2 | 3)[] = [3],
    aim: Aim = FAKE_REDIS,
    declared?: IncidentId,
  ): Promise<Revocation> {
    if ((await console.ada.console.view({})).permits?.mayRun.length === 0) await console.armExec();
    const incident = declared ?? (await console.declare());
    const { run } = await console.ada.run.start({ incident, playbook: 'PB1' });
    for (const wave of waves) {
      await console.ada.incident.addCredential({
        incident,
        credential: {
          label: `wave ${wave}`,
          template: aim.template,
          canMint: wave === 1,
          issues: wave === 2,
          consumers: 'checkout',
        },
      });
    }
    const revocation = new Revocation(console, incident, run as RunId, aim);
    await revocation.moves(
      ['KEY_SUSPECTED', '', 'seen in a paste'],
      ['INVENTORY_DONE'],
      ['BLAST_ASSESSED', 'consumers-known'],
      ['STRATEGY_CHOSEN', 'revoke-now', 'abuse is confirmed'],
      ['EVIDENCE_HELD', 'skipped', 'cut first'],
    );
    return revocation;
  }

  async draft(wave: 1 | 2 | 3 = 3, mode: Mode = 'exec'): Promise<ActionId> {
    const credential = (await this.view()).credentials.find((line) => line.wave === wave);
    return this.drafted({ target: credential?.id as CredentialId, mode, params: this.#aim.params });
  }

  /** Draft, dry run, submitted by one, approved by the other. */
  async arm(wave: 1 | 2 | 3 = 3, mode: Mode = 'exec'): Promise<ActionId> {
    const action = await this.draft(wave, mode);
    await this.dryRun(action);
    await this.approve(action, 'apply');
    return action;
  }
}
