import type { ActionTemplate } from '../../../shared/domain/action.ts';
import { partyFields, whereFields } from './artefact-fields.ts';
import { readConnections, readEnded } from './earlier-connections.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './m02-commands.ts';
import { readApply, readCollect, readDryRun, readMustFail, readMustWork, readUndo } from './m02-readings.ts';

/**
 * Reference PB2, M02, the preferred half: out of reach, kept under seal. What erases is M02-DEL, because risk, quorum and legal hold
 * differ. Tried against docker-registry 2.8.2 and skopeo 1.9.3.
 */
export const m02QuarantineArtefact: ActionTemplate = {
  id: 'M02',
  version: 1,
  title: 'Quarantine an artefact',
  purpose: 'Copies the artefact under seal, then withdraws manifest and weights from every repository of the registry.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote:
    'Undo pushes the sealed copy back to its repository. Other repositories that shared the weights get them back by a push of their own.',
  tested: 'real',
  targets: ['model', 'adapter', 'algorithm', 'registry'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'Nothing can pull this artefact any more, nor any other that shares its weights. What runs already goes on.',
  trap: 'Deleting a tag or a manifest leaves the weights there for whoever knows their digest, and other repositories that share them go on serving. Copies that were pulled are untouched.',
  programs: ['curl', 'skopeo', 'sha256sum', 'mkdir', 'ss'],
  quorum: { distinct: 2, seats: [['commander'], ['mlops-lead', 'containment-lead']] },
  fields: [
    ...whereFields,
    {
      name: 'manifest',
      label: 'Digest of the manifest',
      kind: 'digest',
      hint: 'Not a tag: tags move.',
      example: `sha256:${'b'.repeat(64)}`,
    },
    { name: 'tag', label: 'Tag', kind: 'name', hint: 'For undo, and in the sealed copy.', example: 'prod' },
    ...partyFields,
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readConnections },
    killSessions: { commands: killCommands, parse: readEnded },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
