import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import {
  applyCommands,
  callControl,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  residualCommands,
  undoCommands,
} from './k14-commands.ts';
import {
  applyInstructions,
  collectInstructions,
  dryRunInstructions,
  killInstructions,
  residualInstructions,
  undoInstructions,
} from './k14-instructions.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './k14-readings.ts';
import { PROVIDERS } from './llm-providers.ts';

const fields: readonly ParamField[] = [
  {
    name: 'provider',
    label: 'Provider',
    kind: 'choice',
    hint: 'Azure OpenAI is done by hand, in attest mode.',
    example: 'litellm',
    choices: PROVIDERS,
  },
  {
    name: 'baseUrl',
    label: 'Address',
    kind: 'url',
    hint: 'Without path.',
    example: 'https://llm-gateway.example:4000',
  },
  {
    name: 'keyId',
    label: 'Key id',
    kind: 'name',
    hint: 'Never the key. LiteLLM: its hash. OpenAI: key_… Anthropic: apikey_… Azure: KEY1 or KEY2.',
    example: '88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b',
  },
  {
    name: 'project',
    label: 'Project',
    kind: 'name',
    hint: 'OpenAI only.',
    example: 'proj_abc',
    optional: true,
  },
  {
    name: 'keyFile',
    label: 'The key',
    kind: 'secret-file',
    hint: 'For the probe that must fail.',
    example: '/srv/ir/leaked.key',
  },
  {
    name: 'controlKeyFile',
    label: 'Control key',
    kind: 'secret-file',
    hint: 'Another key of the same project that must keep working; lists and cancels batch jobs.',
    example: '/srv/ir/control.key',
  },
  {
    name: 'adminKeyFile',
    label: 'Administration key',
    kind: 'secret-file',
    hint: 'LiteLLM: master key. OpenAI, Anthropic: admin key.',
    example: '/srv/ir/llm-admin.key',
  },
];

/** Reference PB1, K14: keys of LLM providers and of an LLM gateway. */
export const k14LlmKey: ActionTemplate = {
  id: 'K14',
  version: 1,
  title: 'Block a key of an LLM provider or gateway',
  purpose: 'Blocks the key (LiteLLM), makes it inactive (Anthropic), deletes it (OpenAI) or replaces it (Azure).',
  risk: 'R2',
  reversal: 'undo',
  reversalNote:
    'LiteLLM and Anthropic give the same key back. At OpenAI and Azure there is no way back: issue a new key.',
  tested: 'contract',
  targets: ['credential', 'llm.server', 'gateway', 'saas'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Every client that uses this key. Cancelling jobs hits every job of the project.',
  trap: 'Batch jobs and streams go on without the key; uploaded files and fine-tunes stay. Workers of a gateway remember keys for a while. The same secret may lie in a second region or project.',
  programs: ['curl'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields,
  steps: {
    collect: { commands: collectCommands, parse: readCollect, instructions: collectInstructions },
    dryRun: { commands: dryRunCommands, parse: readDryRun, instructions: dryRunInstructions },
    apply: { commands: applyCommands, parse: readApply, instructions: applyInstructions },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: (context) => [callControl(context)], parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual, instructions: residualInstructions },
    killSessions: { commands: killCommands, parse: readKill, instructions: killInstructions },
    undo: { commands: undoCommands, parse: readUndo, instructions: undoInstructions },
  },
};
