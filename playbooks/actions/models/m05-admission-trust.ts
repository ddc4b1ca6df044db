import type { ActionTemplate } from '../../../shared/domain/action.ts';
import { clusterFields } from '../cloud/kubectl.ts';
import { field } from './by-word.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './m05-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './m05-readings.ts';

/** Reference PB2, M05. Kubernetes 1.30 and later (ValidatingAdmissionPolicy v1); no cluster was there to try it on. */
export const m05AdmissionTrust: ActionTemplate = {
  id: 'M05',
  version: 2,
  title: 'Take trust from a signed digest',
  purpose:
    'The cluster refuses pods with the digest, however well it is signed, and references by tag in its repository.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'Undo deletes our policy and binding. Those of before were not touched.',
  tested: 'contract',
  targets: ['model', 'adapter', 'cluster'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'In all namespaces pods with the digest, or by tag from the repository, cannot start again: a restart or a new node ends them.',
  trap: 'An entry in a transparency log cannot be withdrawn, so the signature stays valid elsewhere. Running pods are not admitted again. The same files under another digest, and static pods, pass.',
  programs: ['kubectl'],
  quorum: { distinct: 2, seats: [['commander'], ['mlops-lead', 'containment-lead']] },
  fields: [
    ...clusterFields.map((one) =>
      one.name === 'namespace' ? { ...one, hint: 'Where the probes ask for pods.' } : one,
    ),
    field('repository', 'Repository', 'key', 'As pods name it, without tag.', 'registry.example:5000/wealth-llm'),
    field('digest', 'Digest to refuse', 'digest', 'The withdrawn one.', `sha256:${'a1'.repeat(32)}`),
    field(
      'current',
      'Current digest',
      'digest',
      'In the same repository; must be admitted.',
      `sha256:${'b2'.repeat(32)}`,
    ),
    field('tag', 'A tag', 'name', 'Must be refused.', 'latest'),
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
