import { findTemplate } from '../../playbooks/actions/registry.ts';
import type { StepName, Verdict } from '../../shared/domain/action.ts';
import type { ActionId, AssetId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import { instantFromMs } from '../../shared/domain/instant.ts';
import type { Role } from '../../shared/domain/risk.ts';
import { type Client, ConsoleHome } from '../support/console-home.ts';
import { HandClock } from '../support/hand-clock.ts';
import { passphrase } from '../support/setup-input.ts';

/** What a person attests where everything goes well. */
const WELL: Readonly<Record<StepName, Verdict>> = {
  collect: 'done',
  dryRun: 'ok',
  apply: 'done',
  mustFail: 'blocked',
  mustWork: 'passed',
  residual: 'none',
  killSessions: 'done',
  undo: 'done',
};

/**
 * A home with a past: the real use cases, at hours that have gone by when the browser opens it. Actions are attested, so that no system
 * is needed; everybody's passphrase is the same.
 */
export class PreparedHome {
  readonly console: ConsoleHome;
  readonly #clock: HandClock;

  private constructor(console: ConsoleHome, clock: HandClock) {
    this.console = console;
    this.#clock = clock;
  }

  /** Ada commands, Ben is key custodian and containment lead; it is now `minutes` ago. */
  static async create(home: string, minutes: number): Promise<PreparedHome> {
    const clock = new HandClock(instantFromMs(Date.now() - minutes * 60_000));
    return new PreparedHome(await ConsoleHome.create({ home, clock }), clock);
  }

  /** Lets time pass until it is `minutes` ago. */
  at(minutes: number): void {
    this.#clock.advance(Date.now() - minutes * 60_000 - Date.parse(this.#clock.now()));
  }

  async close(): Promise<void> {
    await this.console.app.close();
  }

  async enrol(name: string, roles: Role[]): Promise<Client> {
    const fingerprint = await this.console.enrol({ name, roles });
    const client = this.console.client();
    await client.session.unlock({ fingerprint, passphrase });
    return client;
  }

  async declare(codename: string): Promise<IncidentId> {
    const { incident } = await this.console.ada.incidents.declare({
      codename,
      pattern: 'LP-1',
      summary: 'Weights leave by a plugin of the shop.',
      leaked: ['weights'],
      assets: [],
      detectedAt: this.#clock.now(),
      exercise: false,
    });
    return incident as IncidentId;
  }

  async exhibit(incident: IncidentId, name: string): Promise<string> {
    const bytes = (async function* () {
      yield new TextEncoder().encode(`what ${name} shows`);
    })();
    const { staged } = await this.console.app.stageUpload(this.console.session, bytes);
    const { exhibit } = await this.console.ada.evidence.collect({
      incident,
      staged,
      name,
      source: 'console of the firewall',
      method: 'screenshot',
      mediaType: 'image/png',
    });
    return exhibit;
  }

  async asset(incident: IncidentId, type: 'segment' | 'registry', name: string): Promise<AssetId> {
    await this.console.ada.incident.addAsset({
      incident,
      asset: { type, name, owner: 'Platform', criticalFunction: 'yes' },
    });
    return (await this.console.ada.incident.view({ incident })).assets.at(-1)?.id as AssetId;
  }

  async draft(incident: IncidentId, run: RunId, target: AssetId, template: string): Promise<ActionId> {
    const params = (findTemplate(template)?.fields ?? []).map(({ name, example }) => ({ name, value: example }));
    const drafted = await this.console.ada.action.draft({ incident, run, target, template, mode: 'attest', params });
    return drafted.action as ActionId;
  }

  /** Attests whatever waits, until nothing does. */
  async attestAll(incident: IncidentId, action: ActionId, exhibits: string[]): Promise<void> {
    for (;;) {
      const { actions } = await this.console.ada.incident.view({ incident });
      const open = actions.find((one) => one.action === action)?.effects.find(({ status }) => status === 'waiting');
      if (!open) return;
      await this.console.ada.action.attest({
        incident,
        action,
        effect: open.effect,
        verdict: WELL[open.step],
        statement: 'As seen at the firewall.',
        exhibits,
      });
    }
  }

  /** A segment of which a level was planned and its action drafted. */
  async planned(codename: string): Promise<Planned> {
    const incident = await this.declare(codename);
    const segment = await this.asset(incident, 'segment', 'Shop and AI');
    const { run } = await this.console.ada.run.start({ incident, playbook: 'PB4', subject: segment });
    const exhibit = await this.exhibit(incident, 'firewall.png');
    const plan = { event: 'PLAN', choice: 'restrict', detail: 'weights leave by the plugin' };
    await this.console.ada.run.advance({ incident, run: run as RunId, ...plan });
    const action = await this.draft(incident, run as RunId, segment, 'N01-L1');
    return { incident, run: run as RunId, action, exhibit };
  }

  /** Contained by the commander alone, and nobody ratified it. */
  async containedAlone(codename: string): Promise<Planned> {
    const scene = await this.planned(codename);
    const { incident, run, action, exhibit } = scene;
    const { ada } = this.console;
    const move = (event: string) => ada.run.advance({ incident, run, event, choice: '', detail: '' });
    await ada.action.dryRun({ incident, action });
    await this.attestAll(incident, action, []);
    await ada.action.submit({ incident, action, purpose: 'apply', breakGlass: 'Nobody else answers the telephone.' });
    await move('ARMED');
    await move('RAISE');
    await ada.action.order({ incident, action, purpose: 'apply' });
    await this.attestAll(incident, action, [exhibit]);
    await move('APPLIED');
    await move('VERIFIED');
    return scene;
  }
}

export interface Planned {
  readonly incident: IncidentId;
  readonly run: RunId;
  readonly action: ActionId;
  readonly exhibit: string;
}
