import type { ActionTemplate } from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { readCollectPack } from '../collect-pack.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  lookCommands,
  mustFailCommands,
  mustWorkCommands,
  undoCommands,
} from './n02-commands.ts';
import { readApply, readDryRun, readKill, readMustFail, readMustWork, readResidual, readUndo } from './n02-readings.ts';

/** N02 (reference PB4): ends the connections that were open before containment, on both ends, with resets. */
export const n02LiveFlows: ActionTemplate = {
  id: 'N02',
  version: 3,
  title: 'End live connections',
  purpose:
    'Connections between two sides are reset, forgotten by the firewall and closed on the host; nothing buffered is delivered.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo stops the resets. What was closed stays closed; clients connect again.',
  tested: 'real',
  targets: ['segment'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: 4 * HOUR,
  blastRadius: 'Every connection between the two sides ends, and none opens while the resets are in force.',
  trap: 'New connections blocked, the open one flowing: that is not contained. Held by a level it only waits, and delivers its buffer when the level is lifted. With address translation the original addresses count.',
  programs: ['ip', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields: [
    {
      name: 'from',
      label: 'Connections from',
      kind: 'cidr-list',
      hint: 'Original addresses of who opened them.',
      example: '10.20.0.0/24,fd00:20::/64',
    },
    {
      name: 'to',
      label: 'Connections to',
      kind: 'cidr-list',
      hint: 'Original destinations.',
      example: '203.0.113.0/24',
    },
    { name: 'port', label: 'Port', kind: 'port', hint: 'Empty: all of them.', example: '7000', optional: true },
    {
      name: 'lease',
      label: 'Minutes until the kernel lets go',
      kind: 'duration',
      hint: 'Long enough for every side to send once more.',
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
      label: 'Way to the host that opened them',
      kind: 'via',
      hint: 'Its sockets are closed, too.',
      example: 'ssh/root@ai.example',
      optional: true,
    },
    { name: 'probeHost', label: 'Host to try', kind: 'host', hint: 'Among the destinations.', example: '203.0.113.2' },
    {
      name: 'probePort',
      label: 'Port of the host to try',
      kind: 'port',
      hint: 'Must not open any more.',
      example: '7000',
    },
    {
      name: 'controlHost',
      label: 'Host that must stay reachable',
      kind: 'host',
      hint: 'From the same host.',
      example: '10.99.0.2',
    },
    {
      name: 'controlPort',
      label: 'Port that must stay reachable',
      kind: 'port',
      hint: 'Must go on opening.',
      example: '8080',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: (outputs) => readCollectPack(outputs, 1) },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: lookCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
