import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { connections } from '../k11-probes.ts';
import { param } from '../param.ts';
import { keyedCalls } from './gateway-calls.ts';
import { addLine, countLine, dropOwnLine, mapLine, nginxTest, showList, testAndReload } from './nginx-list.ts';

const QUICK = 15_000;

/** Enough to run into any limit worth the name; the control key makes as many and may not run into it. */
export const BURST = 12;

export const MEASURES = ['block-key', 'throttle-key', 'deny-path'] as const;

/** In the list stands the id of the key, never the key: the gateway maps keys to ids before it looks here. */
export function listLine(context: StepContext): string {
  const keyId = param(context, 'keyId');
  switch (param(context, 'measure')) {
    case 'throttle-key':
      return mapLine(keyId, keyId);
    case 'deny-path':
      // A regular expression from the beginning: everything below the path goes too. The alphabet of paths leaves . and + to escape.
      return mapLine(`~^${param(context, 'probePath').replace(/[.+]/g, String.raw`\$&`)}`, '1');
    default:
      return mapLine(keyId, '1');
  }
}

export function callsOf(context: StepContext): number {
  return param(context, 'measure') === 'throttle-key' ? BURST : 1;
}

function callCompromised(context: StepContext): Command {
  const keyFile = param(context, 'keyFile');
  return keyedCalls(context, 'Call with the key', keyFile, param(context, 'probePath'), callsOf(context));
}

function callControl(context: StepContext): Command {
  const keyFile = param(context, 'controlKeyFile');
  return keyedCalls(context, 'Call with the control key', keyFile, param(context, 'controlPath'), callsOf(context));
}

/** Counts lines of the log that hold the key itself; the key comes on standard input, only a number goes out. */
function keyInLog(context: StepContext): Command {
  return {
    title: 'Count the log lines that hold the key in clear',
    argv: ['grep', '-c', '-F', '-f', '-', param(context, 'accessLog')],
    stdin: [{ secretFile: param(context, 'keyFile') }, { text: '\n' }],
    timeoutMs: QUICK,
  };
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [...showList(context, param(context, 'listFile')), connections(context), keyInLog(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    nginxTest(context),
    countLine(param(context, 'listFile'), listLine(context)),
    callCompromised(context),
    callControl(context),
    keyInLog(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const file = param(context, 'listFile');
  return [...addLine(context, file, listLine(context)), ...testAndReload(context), countLine(file, listLine(context))];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [callCompromised(context), countLine(param(context, 'listFile'), listLine(context))];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [callControl(context)];
}

export function undoCommands(context: StepContext): readonly Command[] {
  const file = param(context, 'listFile');
  return [dropOwnLine(context, file), ...testAndReload(context), countLine(file, listLine(context))];
}
