import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { readEnded } from '../cloud/k20-readings.ts';
import { clusterFields } from '../cloud/kubectl.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './m03-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './m03-readings.ts';

const fields: readonly ParamField[] = [
  ...clusterFields.filter(({ name }) => name !== 'namespace'),
  { name: 'namespace', label: 'Namespace', kind: 'name', hint: 'Of the Deployment.', example: 'inference' },
  { name: 'deployment', label: 'Deployment', kind: 'name', hint: 'That runs the model server.', example: 'wealth-llm' },
  {
    name: 'way',
    label: 'Way',
    kind: 'choice',
    choices: ['stop', 'rollback'],
    hint: 'Stop scales to 0; rollback returns to an earlier revision.',
    example: 'stop',
  },
  {
    name: 'undoReplicas',
    label: 'Replicas that undo sets',
    kind: 'number',
    hint: 'For a stop.',
    example: '3',
    optional: true,
  },
  {
    name: 'revision',
    label: 'Leaked revision',
    kind: 'number',
    hint: 'For a rollback: the one that runs now. Undo returns to it.',
    example: '7',
    optional: true,
  },
  {
    name: 'safeRevision',
    label: 'Revision to go back to',
    kind: 'number',
    hint: 'For a rollback; kubectl rollout history shows them.',
    example: '5',
    optional: true,
  },
  {
    name: 'endpoint',
    label: 'Endpoint',
    kind: 'url',
    hint: 'As clients reach the model, without /v1.',
    example: 'https://llm.example',
  },
  {
    name: 'model',
    label: 'Model as listed',
    kind: 'key',
    hint: 'Its id in /v1/models; its root path where both revisions share an id.',
    example: 'wealth-llm-v7',
  },
  {
    name: 'apiKeyFile',
    label: 'API key of the endpoint',
    kind: 'secret-file',
    hint: 'Only where it asks for one.',
    example: '/run/ir/llm.key',
    optional: true,
  },
  {
    name: 'controlUrl',
    label: 'Control endpoint',
    kind: 'url',
    hint: 'Of another service behind the same way in; must answer 200 without a key.',
    example: 'https://fraud-llm.example/health',
  },
];

/**
 * Reference PB2, M03. Recorded shapes: kubectl and API server 1.32, the OpenAI list of models as vLLM gives it, Flux (kustomize v1,
 * helm v2), Argo CD v1alpha1 and KEDA v1alpha1 as documented.
 */
export const m03Serving: ActionTemplate = {
  id: 'M03',
  version: 2,
  title: 'Stop serving or roll back',
  purpose: 'No pod of the Deployment serves the leaked model: scaled to 0, or back at an earlier revision.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'Undo scales back or returns to the revision from before. Autoscaler and GitOps are resumed by hand.',
  tested: 'contract',
  targets: ['model', 'adapter', 'llm.server', 'cluster'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Every client of the endpoint: a stop leaves them without an answer, a rollback with an older model.',
  trap: 'An autoscaler or GitOps brings it back: suspend it first. The model stays in memory until the last process ends, and in the caches of nodes after that.',
  programs: ['kubectl', 'curl'],
  quorum: { distinct: 2, seats: [['commander'], ['mlops-lead', 'containment-lead']] },
  fields,
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readEnded },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
