import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { batchesPath, keyPath, manage, modelCalls, provider } from './llm-providers.ts';

/** A gateway with several workers remembers keys in each of them: one refusal says nothing about the others. */
export const CALLS = 6;

function keyInfo(context: StepContext): Command {
  return manage(context, {
    title: 'Ask the provider for the key',
    method: 'GET',
    path: keyPath(context),
    keyFile: param(context, 'adminKeyFile'),
  });
}

export function callControl(context: StepContext): Command {
  return modelCalls(context, 'Ask for the models with the control key', param(context, 'controlKeyFile'), 1);
}

function callOld(context: StepContext, times: number): Command {
  return modelCalls(context, 'Ask for the models with the key', param(context, 'keyFile'), times);
}

function batches(context: StepContext): Command {
  return manage(context, {
    title: 'List the batch jobs',
    method: 'GET',
    path: `${batchesPath(context)}?limit=100`,
    keyFile: param(context, 'controlKeyFile'),
  });
}

export function collectCommands(context: StepContext): readonly Command[] {
  return provider(context) === 'azure-openai' ? [callControl(context)] : [keyInfo(context), batches(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    callOld(context, 1),
    callControl(context),
    ...(provider(context) === 'azure-openai' ? [] : [keyInfo(context)]),
  ];
}

function change(context: StepContext, on: boolean): readonly Command[] {
  const id = param(context, 'keyId');
  const keyFile = param(context, 'adminKeyFile');
  switch (provider(context)) {
    case 'litellm':
      return [
        manage(context, {
          title: on ? 'Unblock the key' : 'Block the key',
          method: 'POST',
          path: on ? '/key/unblock' : '/key/block',
          keyFile,
          body: JSON.stringify({ key: id }),
        }),
      ];
    case 'anthropic':
      return [
        manage(context, {
          title: on ? 'Activate the key' : 'Make the key inactive',
          method: 'POST',
          path: keyPath(context),
          keyFile,
          body: JSON.stringify({ status: on ? 'active' : 'inactive' }),
        }),
      ];
    case 'openai':
      return on
        ? []
        : [manage(context, { title: 'Delete the key', method: 'DELETE', path: keyPath(context), keyFile })];
    default:
      return [];
  }
}

export function applyCommands(context: StepContext): readonly Command[] {
  return provider(context) === 'azure-openai' ? [] : [...change(context, false), keyInfo(context)];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [callOld(context, CALLS), ...(provider(context) === 'azure-openai' ? [] : [keyInfo(context)])];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return provider(context) === 'azure-openai' ? [] : [batches(context)];
}

export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions
    .filter((session) => /^[A-Za-z0-9_.:-]+$/.test(session.id))
    .map((session) =>
      manage(context, {
        title: `Cancel batch job ${session.id}`,
        method: 'POST',
        path: `${batchesPath(context)}/${session.id}/cancel`,
        keyFile: param(context, 'controlKeyFile'),
      }),
    );
}

export function undoCommands(context: StepContext): readonly Command[] {
  return provider(context) === 'azure-openai' ? [] : [...change(context, true), keyInfo(context)];
}
