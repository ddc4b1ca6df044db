import { findTemplate } from '../../playbooks/actions/registry.ts';
import type { StepName, Verdict } from '../../shared/domain/action.ts';
import type { ActionId } from '../../shared/domain/ids.ts';
import type { ConsoleHome } from './console-home.ts';
import { Containment } from './containment.ts';
import type { PlayedRun, Purpose } from './played-run.ts';

const GOOD: Readonly<Record<StepName, Verdict>> = {
  collect: 'done',
  dryRun: 'ok',
  apply: 'done',
  mustFail: 'blocked',
  mustWork: 'passed',
  residual: 'none',
  killSessions: 'done',
  undo: 'done',
};

/** A segment restricted by people at a firewall of their own, who say that each step went well: in force under a lease, and no network needed. */
export async function restrictedByHand(
  console: ConsoleHome,
): Promise<{ readonly run: Containment; readonly action: ActionId }> {
  const fields = findTemplate('N01-L1')?.fields ?? [];
  const run = await Containment.start(console, Object.fromEntries(fields.map(({ name, example }) => [name, example])));
  await run.moves(['PLAN', 'restrict', 'weights leave by the plugin']);
  const action = await run.draft('restrict', 'attest');
  await console.ada.action.dryRun({ incident: run.incident, action });
  await saidWell(run, action);
  await run.approve(action, 'apply');
  await run.moves(['ARMED'], ['RAISE']);
  await orderedByHand(run, action, 'apply');
  return { run, action };
}

export async function orderedByHand(run: PlayedRun, action: ActionId, purpose: Purpose): Promise<void> {
  await run.console.ada.action.order({ incident: run.incident, action, purpose });
  await saidWell(run, action);
}

/** Attests whatever waits, until nothing does: each step went well. */
export async function saidWell(run: PlayedRun, action: ActionId): Promise<void> {
  const { ada } = run.console;
  for (;;) {
    const open = (await run.look(action)).effects.find(({ status }) => status === 'waiting');
    if (!open) return;
    await ada.action.attest({
      incident: run.incident,
      action,
      effect: open.effect,
      verdict: GOOD[open.step],
      statement: 'seen at the firewall',
      exhibits: [await run.exhibit()],
    });
  }
}
