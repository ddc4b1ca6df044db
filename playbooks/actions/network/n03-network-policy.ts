import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { contextField } from '../cloud/kubectl.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './n03-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './n03-readings.ts';

function field(name: string, label: string, kind: ParamField['kind'], hint: string, example: string): ParamField {
  return { name, label, kind, hint, example };
}

/** N03 (reference PB4): one pod into quarantine, by label and policy. */
export const n03NetworkPolicy: ActionTemplate = {
  id: 'N03',
  version: 3,
  title: 'Kubernetes: quarantine a pod',
  purpose: 'The pod leaves its service and is cut off; only the forensics namespace reaches it.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'The label is put back and the policy deleted.',
  tested: 'contract',
  targets: ['segment', 'cluster'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: 4 * HOUR,
  blastRadius: 'The pod takes no more requests. Its ReplicaSet starts another one, with the same hole.',
  trap: 'Policies only add: what another policy allows this pod, a policy that denies cannot take back. Open connections may be kept by the network plugin. Pods on the network of their host are not touched.',
  programs: ['kubectl', 'ssh'],
  quorum: { distinct: 2, seats: [['commander'], ['containment-lead']] },
  fields: [
    { ...field('kubectlVia', 'Way to kubectl', 'via', 'Empty: here.', 'ssh/ir@jump.example'), optional: true },
    contextField,
    field('namespace', 'Namespace', 'name', 'Where the pod runs.', 'ai'),
    field('pod', 'Pod', 'name', 'Its full name.', 'llm-7d9f-x2x4z'),
    field('label', 'Label its service selects by', 'text', 'Usually app.', 'app'),
    field('labelValue', 'Value of that label', 'name', 'Put back by undo.', 'llm'),
    field('forensicNamespace', 'Forensics namespace', 'name', 'Let in.', 'forensics'),
    field('controlPod', 'Control pod', 'name', 'Same namespace; must go on reaching the target.', 'llm-7d9f-k8k2p'),
    field('targetHost', 'Target to try', 'host', 'Reached by both pods now.', '198.51.100.2'),
    field('targetPort', 'Its port', 'port', 'Where it answers.', '443'),
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
