import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { through } from '../via.ts';

const QUICK = 10_000;

/** One table an action, so that levels lie on top of each other: the stricter drop wins, and lifting one leaves the one below. */
export function tableOf(context: StepContext): string {
  return `bulkhead_${context.actionId.replaceAll(/[^A-Za-z0-9_]/g, '_')}`;
}

export function onFirewall(context: StepContext, title: string, argv: readonly string[], stdin?: string): Command {
  return {
    title,
    argv: through(param(context, 'firewallVia'), argv),
    ...(stdin === undefined ? {} : { stdin: [{ text: stdin }] }),
    timeoutMs: QUICK,
  };
}

export function showTable(context: StepContext, title: string): Command {
  return onFirewall(context, title, ['nft', 'list', 'table', 'inet', tableOf(context)]);
}

export function counters(context: StepContext, title: string): Command {
  return onFirewall(context, title, ['nft', 'list', 'counters', 'table', 'inet', tableOf(context)]);
}

export function removeTable(context: StepContext): Command {
  const table = tableOf(context);
  // Naming it first makes the deletion right even when it is gone already.
  return onFirewall(
    context,
    'Remove the table',
    ['nft', '-f', '-'],
    `table inet ${table}\ndelete table inet ${table}\n`,
  );
}

export function trackedFlows(context: StepContext): readonly Command[] {
  return (['ipv4', 'ipv6'] as const).map((family) =>
    onFirewall(context, `List the tracked ${family} connections`, ['conntrack', '-L', '-f', family, '-o', 'extended']),
  );
}

/** -s leaves counters out: the same rules give the same hash before containment and after it. */
export const KEEP_RULES = ['nft', '-s', 'list', 'ruleset'] as const;
