import type { Command, StepContext } from '../../../shared/domain/action.ts';
import type { Level } from '../../../shared/domain/probe-matrix.ts';
import { collectPack } from '../collect-pack.ts';
import { param } from '../param.ts';
import { deleteFlow, flowOf } from './flows.ts';
import { matrixCommands, rowsOf } from './matrix-plan.ts';
import { ruleset } from './n01-ruleset.ts';
import { counters, KEEP_RULES, onFirewall, removeTable, showTable, trackedFlows } from './own-table.ts';

export function collectCommands(context: StepContext): readonly Command[] {
  return collectPack(param(context, 'firewallVia'), [{ title: 'Keep the rules as they are', argv: KEEP_RULES }]);
}

export function dryRunCommands(context: StepContext, level: Level): readonly Command[] {
  return [
    onFirewall(context, 'Ask for the version of nft', ['nft', '--version']),
    onFirewall(context, 'Check the table without loading it', ['nft', '-c', '-f', '-'], ruleset(context, level)),
    onFirewall(context, 'List flow tables', ['nft', 'list', 'flowtables']),
    onFirewall(context, 'List the tables', ['nft', 'list', 'tables']),
    ...matrixCommands(rowsOf(context, level, 'all'), context),
  ];
}

export function applyCommands(context: StepContext, level: Level): readonly Command[] {
  return [
    onFirewall(context, 'Load the table in one transaction', ['nft', '-f', '-'], ruleset(context, level)),
    showTable(context, 'Read the table back'),
  ];
}

/** The counter stands before and after: only a packet that this table stopped proves that it was this table. */
export function mustFailCommands(context: StepContext, level: Level): readonly Command[] {
  const rows = rowsOf(context, level, level === 'observe' ? 'all' : 'blocked');
  return between(context, matrixCommands(rows, context));
}

export function mustWorkCommands(context: StepContext, level: Level): readonly Command[] {
  return between(context, matrixCommands(rowsOf(context, level, 'open'), context));
}

function between(context: StepContext, probes: readonly Command[]): readonly Command[] {
  return [counters(context, 'Read the counters'), ...probes, counters(context, 'Read the counters again')];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [showTable(context, 'Show the table and its lease'), ...trackedFlows(context)];
}

export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) => {
    const flow = flowOf(id);
    return flow === undefined ? [] : [onFirewall(context, `Forget ${label}`, deleteFlow(flow))];
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [
    ...trackedFlows(context),
    removeTable(context),
    showTable(context, 'Ask for the table'),
    onFirewall(context, 'Keep the rules as they are now', KEEP_RULES),
  ];
}
