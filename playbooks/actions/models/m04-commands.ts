import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { serverCall } from './served-models.ts';

/** Each replica by its own address: adapters are loaded into a process, and a balancer would show one of them. */
export function replicasOf(context: StepContext): readonly string[] {
  return param(context, 'replicas')
    .split(',')
    .filter((host) => host !== '');
}

type Call = readonly [title: string, path: string, body?: Readonly<Record<string, unknown>>];

/** The calls for the first replica, then for the next: readings take the outputs apart in the same order. */
function atEach(context: StepContext, calls: readonly Call[]): readonly Command[] {
  return replicasOf(context).flatMap((host) => {
    const base = `${param(context, 'scheme')}://${host.includes(':') ? `[${host}]` : host}:${param(context, 'port')}`;
    return calls.map(([title, path, body]) => serverCall(context, `${title} (${host})`, base, path, body));
  });
}

const MODELS: Call = ['List models and adapters', '/v1/models'];

function complete(context: StepContext, field: string, title: string): Call {
  return [title, '/v1/completions', { model: param(context, field), prompt: 'ping', max_tokens: 1, temperature: 0 }];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return atEach(context, [MODELS]);
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return atEach(context, [
    MODELS,
    // The route takes POST alone, so this changes nothing: 405 where it exists, 404 where runtime updating is off.
    ['Ask whether adapters can be unloaded at run time', '/v1/unload_lora_adapter'],
    complete(context, 'baseModel', 'Ask the base model'),
  ]);
}

export function applyCommands(context: StepContext): readonly Command[] {
  return atEach(context, [['Unload the adapter', '/v1/unload_lora_adapter', { lora_name: param(context, 'adapter') }]]);
}

/** The request first: a server that finds adapters by itself loads one when it is asked for, and only then lists it. */
export function mustFailCommands(context: StepContext): readonly Command[] {
  return atEach(context, [complete(context, 'adapter', 'Ask the adapter'), MODELS]);
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return atEach(context, [complete(context, 'baseModel', 'Ask the base model')]);
}

export function residualCommands(context: StepContext): readonly Command[] {
  return atEach(context, [['Read which adapters still answer requests', '/metrics']]);
}

export function undoCommands(context: StepContext): readonly Command[] {
  const body = { lora_name: param(context, 'adapter'), lora_path: param(context, 'approvedPath') };
  return atEach(context, [['Load the adapter from the approved path', '/v1/load_lora_adapter', body], MODELS]);
}
