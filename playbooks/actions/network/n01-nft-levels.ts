import type { ActionTemplate, QuorumRule } from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import type { Level } from '../../../shared/domain/probe-matrix.ts';
import { readCollectPack } from '../collect-pack.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './n01-commands.ts';
import { readDryRun } from './n01-dry-run.ts';
import { n01Fields } from './n01-fields.ts';
import { readApply, readKill, readMustFail, readMustWork, readResidual, readUndo } from './n01-readings.ts';

interface LevelFacts {
  readonly id: string;
  readonly level: Level;
  readonly risk: ActionTemplate['risk'];
  readonly quorum: QuorumRule;
  readonly breakGlass: boolean;
  readonly purpose: string;
  readonly blastRadius: string;
}

const COMMANDER_AND_LEAD: QuorumRule = { distinct: 2, seats: [['commander'], ['containment-lead']] };

/**
 * N01 (reference PB4): a table of our own in nftables, one template a level, because each level has people of its own who must sign
 * (reference F): L0 none, L1 by break-glass if need be, L2 commander and lead, L3 commander and business owner.
 */
function nftLevel({ id, level, risk, quorum, breakGlass, purpose, blastRadius }: LevelFacts): ActionTemplate {
  return {
    id,
    version: 5,
    title: `nftables table: ${level}`,
    purpose,
    risk,
    reversal: 'undo',
    reversalNote: 'The table is deleted; what another level holds stays held. End held connections first (N02).',
    tested: 'real',
    targets: ['segment'],
    modes: ['card', 'exec', 'attest'],
    leaseMs: 4 * HOUR,
    ...(breakGlass ? { breakGlass } : {}),
    blastRadius,
    trap: 'A drop behind a rule that accepts established connections stops nothing that is open. IPv6 left out stays open. Lifting the table lets held connections deliver what they buffered.',
    // What gets a command to its place. nft, conntrack and curl have to be there; where they are not, nothing reads as done.
    programs: ['ip', 'ssh'],
    quorum,
    fields: n01Fields,
    steps: {
      collect: { commands: collectCommands, parse: (outputs) => readCollectPack(outputs, 1) },
      dryRun: {
        commands: (context) => dryRunCommands(context, level),
        parse: (outputs, context) => readDryRun(outputs, context, level),
      },
      apply: {
        commands: (context) => applyCommands(context, level),
        parse: (outputs, context) => readApply(outputs, context, level),
      },
      mustFail: {
        commands: (context) => mustFailCommands(context, level),
        parse: (outputs, context) => readMustFail(outputs, context, level),
      },
      mustWork: {
        commands: (context) => mustWorkCommands(context, level),
        parse: (outputs, context) => readMustWork(outputs, context, level),
      },
      residual: {
        commands: residualCommands,
        parse: (outputs, context) => readResidual(outputs, context, level),
      },
      killSessions: { commands: killCommands, parse: readKill },
      undo: { commands: undoCommands, parse: (outputs, context) => readUndo(outputs, context, level) },
    },
  };
}

export const n01Observe = nftLevel({
  id: 'N01-L0',
  level: 'observe',
  risk: 'R1',
  quorum: { distinct: 1, seats: [] },
  breakGlass: false,
  purpose: 'Everything from and to the segment is logged and counted; nothing is stopped.',
  blastRadius: 'None. New connections are logged (NFLOG group 5).',
});

export const n01Restrict = nftLevel({
  id: 'N01-L1',
  level: 'restrict',
  risk: 'R2',
  quorum: COMMANDER_AND_LEAD,
  breakGlass: true,
  purpose: 'The segment reaches its partners, the payment service and its name servers, and nothing else.',
  blastRadius: 'Every other way out of the segment ends at once: updates, mail, analytics, outside APIs.',
});

export const n01Isolate = nftLevel({
  id: 'N01-L2',
  level: 'isolate',
  risk: 'R2',
  quorum: COMMANDER_AND_LEAD,
  breakGlass: false,
  purpose: 'Only payment, name servers and forensics; shop and AI no longer talk to each other.',
  blastRadius: 'AI functions stop. Checkout runs on its fallback.',
});

export const n01Cut = nftLevel({
  id: 'N01-L3',
  level: 'cut',
  risk: 'R2',
  quorum: { distinct: 2, seats: [['commander'], ['business-owner']] },
  breakGlass: false,
  purpose: 'Forensics only.',
  blastRadius: 'Checkout stops: no order, no payment.',
});

export const n01Levels: readonly ActionTemplate[] = [n01Observe, n01Restrict, n01Isolate, n01Cut];
