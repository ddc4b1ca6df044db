import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { readCollectPack } from '../collect-pack.ts';
import { readKill } from './n01-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './n12-commands.ts';
import { readApply, readDryRun, readMustFail, readMustWork, readResidual, readUndo } from './n12-readings.ts';

function host(name: string, label: string, hint: string, example: string): readonly ParamField[] {
  return [
    { name: `${name}Host`, label, kind: 'host', hint, example },
    {
      name: `${name}Port`,
      label: `Port of the ${label.toLowerCase()}`,
      kind: 'port',
      hint: 'Where it answers.',
      example: '443',
    },
  ];
}

/** N12 (reference PB4): egress by jurisdiction, as a tripwire with evidence; the control for CDN-fronted services is N09. */
export const n12Jurisdiction: ActionTemplate = {
  id: 'N12',
  version: 3,
  title: 'Egress by jurisdiction',
  purpose: 'What the segment sends to addresses outside of a table of ranges is counted and kept, or refused.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'The table is deleted.',
  tested: 'real',
  targets: ['segment'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: 4 * HOUR,
  blastRadius:
    'In enforce: every service outside of the table that is not allowed, payment and fraud checks among them.',
  trap: 'Registry country is not the place of processing: anycast and CDN ranges read as elsewhere. A tripwire with evidence; the control for such services is the egress proxy (N09).',
  programs: ['ip', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields: [
    {
      name: 'segment',
      label: 'Ranges watched',
      kind: 'cidr-list',
      hint: 'IPv4 and IPv6.',
      example: '10.20.0.0/24,fd00:20::/64',
    },
    {
      name: 'table',
      label: 'Table of ranges, on the firewall',
      kind: 'path',
      hint: 'One IPv4 range a line, such as 192.0.2.0/24. Other lines are left out.',
      example: '/srv/ir/eea.txt',
    },
    {
      name: 'allowed',
      label: 'Allowed whatever the table says',
      kind: 'cidr-list',
      hint: 'Payment, fraud checks, forensics.',
      example: '198.51.100.0/28,10.99.0.0/24',
    },
    {
      name: 'mode',
      label: 'What to do',
      kind: 'choice',
      choices: ['observe', 'enforce'],
      hint: 'Observe first.',
      example: 'observe',
    },
    {
      name: 'lease',
      label: 'Minutes until the kernel lets go',
      kind: 'duration',
      hint: '240 is as long as the lease of the console.',
      example: '240',
    },
    {
      name: 'firewallVia',
      label: 'Way to the firewall',
      kind: 'via',
      hint: 'netns/NAME or ssh/USER@HOST. Empty: here.',
      example: 'ssh/root@fw.example',
      optional: true,
    },
    {
      name: 'hostVia',
      label: 'Way to a host of the segment',
      kind: 'via',
      hint: 'The probes run there.',
      example: 'ssh/ir@ai.example',
      optional: true,
    },
    ...host('outside', 'Host outside of the table', 'One of your own, answering now.', '203.0.113.2'),
    ...host('inside', 'Host in the table', 'Must go on answering.', '192.0.2.2'),
    ...host('allowed', 'Allowed host', 'Must go on answering.', '198.51.100.2'),
  ],
  steps: {
    collect: { commands: collectCommands, parse: (outputs) => readCollectPack(outputs, 1) },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
