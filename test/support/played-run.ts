import { findTemplate } from '../../playbooks/actions/registry.ts';
import type { Command, Mode, Output } from '../../shared/domain/action.ts';
import type { ActionId, AssetId, CredentialId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import type { ActionView, EffectView } from '../../shared/view/action-view.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import type { ConsoleHome } from './console-home.ts';

export type Purpose = 'apply' | 'undo' | 'reprobe' | 'renew';

/** What an action is drafted with. */
export interface Draft {
  readonly target: CredentialId | AssetId;
  readonly template?: string;
  readonly mode: Mode;
  readonly params: readonly { readonly name: string; readonly value: string }[];
}

/** One run of a playbook and its actions, moved by two people; whoever extends it brings the run to where its actions are applied. */
export class PlayedRun {
  readonly console: ConsoleHome;
  readonly incident: IncidentId;
  readonly run: RunId;
  /** A person at another terminal: runs what a card prints, or looks at the system to say what they saw. */
  hand: (command: Command) => Promise<Output> = async (command) => ({
    text: this.console.redis.answer(command),
    exit: null,
    timedOut: false,
  });

  constructor(console: ConsoleHome, incident: IncidentId, run: RunId) {
    this.console = console;
    this.incident = incident;
    this.run = run;
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

  async drafted({ params, ...draft }: Draft): Promise<ActionId> {
    const { action } = await this.console.ada.action.draft({
      incident: this.incident,
      run: this.run,
      ...draft,
      params: [...params],
    });
    return action as ActionId;
  }

  async dryRun(action: ActionId): Promise<ActionView> {
    await this.console.ada.action.dryRun({ incident: this.incident, action });
    return this.settle(action);
  }

  /** Submitted by one, approved by the other. */
  async approve(action: ActionId, purpose: 'apply' | 'undo'): Promise<void> {
    await this.console.ada.action.submit({ incident: this.incident, action, purpose });
    if ((await this.look(action)).gate?.quorumMet) return;
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

  async order(action: ActionId, purpose: Purpose): Promise<ActionView> {
    await this.console.ada.action.order({ incident: this.incident, action, purpose });
    return this.settle(action);
  }

  /** Waits until nothing runs; on a card plays the person who pastes what the system prints, or says what it shows. */
  async settle(action: ActionId): Promise<ActionView> {
    for (;;) {
      const view = await this.look(action);
      const open = view.effects.find(({ status }) => ['running', 'waiting'].includes(status));
      if (!open) return view;
      if (open.status === 'waiting') await this.answer(view, open);
      else await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Gives the step that waits for a person what it waits for. */
  async answer(view: ActionView, open: EffectView): Promise<void> {
    const action = view.action as ActionId;
    const step = findTemplate(view.template)?.steps[open.step];
    if (!step) throw new Error(`${view.template} has no ${open.step}`);
    const sessions = view.proof.residual?.sessions ?? [];
    const context = { params: view.params, actionId: action, sessions };
    const outputs: Output[] = [];
    for (const command of step.commands(context)) outputs.push(await this.hand(command));
    const given = { incident: this.incident, action, effect: open.effect };
    if (open.mode === 'card')
      await this.console.ada.action.supplyOutput({ ...given, outputs: outputs.map(({ text }) => text) });
    else {
      const { verdict } = step.parse(outputs, context);
      const exhibits = [await this.exhibit()];
      await this.console.ada.action.attest({ ...given, verdict, statement: 'seen in its own console', exhibits });
    }
  }

  /** What statements rest on; collected once. */
  async exhibit(): Promise<string> {
    const [kept] = (await this.view()).exhibits;
    if (kept) return kept.exhibit;
    const bytes = (async function* () {
      yield new TextEncoder().encode('a screenshot');
    })();
    const { staged } = await this.console.app.stageUpload(this.console.session, bytes);
    const { exhibit } = await this.console.ada.evidence.collect({
      incident: this.incident,
      staged,
      name: 'screenshot.txt',
      source: 'the console of the system',
      method: 'saved by hand',
      mediaType: 'text/plain',
    });
    return exhibit;
  }
}
