import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { connections } from '../k11-probes.ts';
import { param } from '../param.ts';
import { addLine, countLine, dropOwnLine, mapLine, nginxTest, showList, testAndReload } from './nginx-list.ts';
import { timedCalls } from './timed-calls.ts';

/** One quick answer can be luck; three in a row are an open breaker. */
export const CALLS = 3;

export function breakerLine(context: StepContext): string {
  return mapLine(param(context, 'breaker'), 'open');
}

function callModel(context: StepContext, times: number): Command {
  return timedCalls(context, 'Call the model through the gateway', param(context, 'probePath'), times);
}

function callCheckout(context: StepContext): Command {
  return timedCalls(context, 'Call the checkout', param(context, 'checkoutPath'), 1);
}

function listed(context: StepContext): Command {
  return countLine(param(context, 'listFile'), breakerLine(context));
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [...showList(context, param(context, 'listFile')), connections(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  const rehearsal = param(context, 'rehearsalPath');
  return [
    nginxTest(context),
    listed(context),
    callModel(context, 1),
    callCheckout(context),
    ...(rehearsal === '' ? [] : [timedCalls(context, 'Call the path whose upstream stalls on purpose', rehearsal, 1)]),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    ...addLine(context, param(context, 'listFile'), breakerLine(context)),
    ...testAndReload(context),
    listed(context),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [callModel(context, CALLS), listed(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [callCheckout(context)];
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [dropOwnLine(context, param(context, 'listFile')), ...testAndReload(context), listed(context)];
}
