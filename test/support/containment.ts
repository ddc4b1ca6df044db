import type { Mode, Params } from '../../shared/domain/action.ts';
import type { ActionId, AssetId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import { LEVELS, type Level } from '../../shared/domain/probe-matrix.ts';
import type { ConsoleHome } from './console-home.ts';
import { PlayedRun } from './played-run.ts';

/** A segment as the register has it: what the console is to talk to stands among its endpoints. */
export function segmentWith(params: Params) {
  const endpoints = Object.values(params).filter((value) => /^[a-z0-9:/.@[\]-]+$/iu.test(value));
  return { type: 'segment', name: 'Shop and AI', owner: '', criticalFunction: 'yes', endpoints } as const;
}

/** One incident in which PB4 runs for one segment. */
export class Containment extends PlayedRun {
  readonly segment: AssetId;
  readonly #params: Params;

  private constructor(console: ConsoleHome, incident: IncidentId, run: RunId, segment: AssetId, params: Params) {
    super(console, incident, run);
    this.segment = segment;
    this.#params = params;
  }

  static async start(console: ConsoleHome, params: Params): Promise<Containment> {
    await console.armExec();
    const incident = await console.declare();
    await console.ada.incident.addAsset({ incident, asset: segmentWith(params) });
    const segment = (await console.ada.incident.view({ incident })).assets[0]?.id as AssetId;
    const { run } = await console.ada.run.start({ incident, playbook: 'PB4', subject: segment });
    return new Containment(console, incident, run as RunId, segment, params);
  }

  draft(level: Level, mode: Mode = 'exec'): Promise<ActionId> {
    const params = Object.entries(this.#params).map(([name, value]) => ({ name, value }));
    return this.drafted({ target: this.segment, template: `N01-L${LEVELS.indexOf(level)}`, mode, params });
  }

  /** Where each of the parallel regions stands. */
  async current(): Promise<string> {
    return (await this.view()).runs[0]?.current ?? '';
  }

  /** A move that takes a second person. */
  async together(event: string, choice = '', detail = ''): Promise<void> {
    await this.moves([event, choice, detail]);
    await this.console.ben.run.advance({ incident: this.incident, run: this.run, event, choice, detail });
  }

  /** Planned, dry run, signed by whoever has to, and the run brought to where the level is applied. */
  async arm(level: Level): Promise<ActionId> {
    await this.moves(['PLAN', level, 'weights leave by the plugin']);
    const action = await this.draft(level);
    await this.dryRun(action);
    await this.approve(action, 'apply');
    await this.moves(['ARMED'], ['RAISE']);
    return action;
  }
}
