import type { StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { provider } from './llm-providers.ts';

/** Where each provider keeps its keys. Taken from their documentation, not tried. */
function place(context: StepContext): string {
  switch (provider(context)) {
    case 'litellm':
      return 'the LiteLLM admin page, Virtual Keys';
    case 'openai':
      return 'platform.openai.com, the project, API keys';
    case 'anthropic':
      return 'the Claude Console, API keys';
    default:
      return 'the Azure portal, the resource, Keys and Endpoint';
  }
}

export function collectInstructions(context: StepContext): readonly string[] {
  return [`Open ${place(context)}.`, `Save the line of ${param(context, 'keyId')}: created, last used, usage.`];
}

export function dryRunInstructions(context: StepContext): readonly string[] {
  return [
    `Open ${place(context)}.`,
    `Find ${param(context, 'keyId')} and compare its last letters with those of the leaked key.`,
    'Look for the same secret in a second region or project.',
    ...(provider(context) === 'azure-openai' ? ['Check that clients use the other of the two keys.'] : []),
  ];
}

export function applyInstructions(context: StepContext): readonly string[] {
  switch (provider(context)) {
    case 'azure-openai':
      return [
        `Open ${place(context)}.`,
        `Regenerate ${param(context, 'keyId')}, and only that one.`,
        'Do not copy the new key into this console.',
      ];
    case 'openai':
      return [`Open ${place(context)}.`, `Revoke ${param(context, 'keyId')}. There is no way back.`];
    default:
      return [`Open ${place(context)}.`, `Disable ${param(context, 'keyId')}; do not delete it yet.`];
  }
}

export function residualInstructions(context: StepContext): readonly string[] {
  return [
    `Open ${place(context)} and look at the batch jobs, uploaded files and fine-tunes.`,
    'List the jobs that run. Say none only when there is none.',
  ];
}

export function killInstructions(): readonly string[] {
  return ['Cancel the jobs the key may have started.', 'Delete files it uploaded, after they were kept as evidence.'];
}

export function undoInstructions(context: StepContext): readonly string[] {
  return provider(context) === 'azure-openai' || provider(context) === 'openai'
    ? ['There is no way back. Issue a new key and give it to the client.']
    : [`Open ${place(context)}.`, `Enable ${param(context, 'keyId')} again.`];
}
