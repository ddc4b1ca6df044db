import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './m10-readings.ts';

function table(context: StepContext): readonly Command[] {
  return [{ title: 'Read the result table', argv: ['cat', param(context, 'resultFile')], timeoutMs: 10_000 }];
}

function hash(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Keep the hash of the result table',
      argv: ['sha256sum', param(context, 'resultFile')],
      timeoutMs: 10_000,
    },
  ];
}

function howTo(context: StepContext): readonly string[] {
  return [
    'Ask the suspect, our model and every control the same prompts, at temperature 0, and keep the answers.',
    `Use at least 300 prompts and 5 controls; ${param(context, 'baseControl')}, which ours was made from, is one of them.`,
    'Count for each prompt which share of tokens agrees: suspect with ours, suspect with each control.',
    'Write one line a prompt: its id, the agreement with ours, the agreement with each control; a first line names them.',
  ];
}

/** Reference PB2, M10: does a model elsewhere answer as ours would. The prompts are asked elsewhere; here the table is compared. */
export const m10LeakedCopy: ActionTemplate = {
  id: 'M10',
  version: 1,
  title: 'Check a suspected copy of the model',
  purpose: 'Compares how far a suspect agrees with our model and with unrelated controls, with p and effect.',
  risk: 'R0',
  reversal: 'undo',
  reversalNote: 'Reads a table only; there is nothing to undo.',
  tested: 'real',
  targets: ['model', 'adapter'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'None. Asking the suspect is seen by whoever runs it.',
  trap: 'Models tuned from one public model agree whoever tuned them: it has to be a control. A result is consistent with derivation or not, never more. Canaries and watermarks are listed separately.',
  programs: ['cat', 'sha256sum'],
  quorum: { distinct: 0, seats: [] },
  fields: [
    {
      name: 'resultFile',
      label: 'Result table',
      kind: 'path',
      hint: 'First line: prompt ours CONTROL... Then one line a prompt, shares from 0 to 1.',
      example: '/srv/ir/m10/agreement.tsv',
    },
    {
      name: 'baseControl',
      label: 'Model ours was made from',
      kind: 'name',
      hint: 'Its column among the controls. A model made from nothing: any of them.',
      example: 'public-base',
    },
  ],
  steps: {
    collect: { commands: hash, parse: readCollect },
    dryRun: { commands: table, parse: readDryRun, instructions: howTo },
    apply: { commands: table, parse: readApply },
    mustFail: { commands: table, parse: readMustFail },
    mustWork: { commands: table, parse: readMustWork },
    residual: { commands: table, parse: readResidual },
    killSessions: { commands: table, parse: readUndo },
    undo: { commands: table, parse: readUndo },
  },
};
