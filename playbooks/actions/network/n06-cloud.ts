import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { profileField } from '../cloud/aws.ts';
import { readKill } from './n03-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './n06-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './n06-readings.ts';

function field(name: string, label: string, kind: ParamField['kind'], hint: string, example: string): ParamField {
  return { name, label, kind, hint, example };
}

function via(name: string, label: string, example: string): ParamField {
  return { ...field(name, label, 'via', 'netns/NAME or ssh/USER@HOST. Empty: here.', example), optional: true };
}

/** N06 (reference PB4): security group and network ACL together, because the group alone leaves open connections running. */
export const n06Cloud: ActionTemplate = {
  id: 'N06',
  version: 3,
  title: 'Cloud: security group and network ACL',
  purpose: 'An instance gets a quarantine group alone, and the network ACL of its subnet lets forensics only.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'The groups are put back and our three rules removed.',
  tested: 'contract',
  targets: ['segment'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: 4 * HOUR,
  blastRadius: 'The network ACL is for whole subnets: everything in them is cut off, not this instance alone.',
  trap: 'A changed security group leaves tracked connections running until they end; the network ACL cuts at once, knows no answers and so needs both ways and all ports.',
  programs: ['aws', 'curl', 'ssh'],
  quorum: { distinct: 2, seats: [['commander'], ['containment-lead']] },
  fields: [
    via('awsVia', 'Way to the aws program', 'ssh/ir@jump.example'),
    field('region', 'Region', 'region', 'Where the instance runs.', 'eu-central-1'),
    profileField('awsProfile', 'Profile'),
    field('instance', 'Instance', 'name', 'Its id.', 'i-0123456789abcdef0'),
    field('groups', 'Its groups now', 'name-list', 'Undo puts them back.', 'sg-0aaaaaaaaaaaaaaaa'),
    field('quarantineGroup', 'Quarantine group', 'name', 'Lets forensics only.', 'sg-0ffffffffffffffff'),
    field('acl', 'Network ACL of its subnet', 'name', 'Its id.', 'acl-0123456789abcdef0'),
    field('forensic', 'Forensics range', 'cidr', 'Let through both ways.', '10.99.0.0/24'),
    via('instanceVia', 'Way to the instance', 'ssh/ir@10.20.0.2'),
    via('forensicVia', 'Way to a forensics host', 'ssh/ir@forensics.example'),
    field('outsideHost', 'Host outside to try', 'host', 'One of your own, answering now.', '203.0.113.2'),
    field('outsidePort', 'Its port', 'port', 'Must be out of reach.', '443'),
    field('instanceHost', 'Address of the instance', 'host', 'For forensics.', '10.20.0.2'),
    field('instancePort', 'A port it answers on', 'port', 'Must go on answering forensics.', '22'),
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
