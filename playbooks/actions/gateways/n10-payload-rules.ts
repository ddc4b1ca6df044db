import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { killCommands, residualCommands } from '../k11-probes.ts';
import { readResidual } from '../k11-sessions.ts';
import { readKill } from '../kill-reading.ts';
import { atGateway, viaField } from './at-gateway.ts';
import { KEY_HEADERS } from './gateway-calls.ts';
import { readKept } from './list-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  mustFailCommands,
  mustWorkCommands,
  undoCommands,
} from './n10-commands.ts';
import { readApply, readDryRun, readMustFail, readMustWork, readUndo } from './n10-readings.ts';
import { CONTAINMENT_LEASE_MS, gatewayFields, nginxConfigField } from './nginx-fields.ts';
import { RULE_SETS } from './waf-rules.ts';

const fields: readonly ParamField[] = [
  viaField,
  {
    name: 'rules',
    label: 'What to stop',
    kind: 'choice',
    hint: 'Account numbers in prompts, and what model extraction asks for.',
    example: 'iban-and-logprobs',
    choices: RULE_SETS,
  },
  {
    name: 'mostHits',
    label: 'Hits that are acceptable',
    kind: 'number',
    hint: 'More calls of others than this, counted in the dry run, refuse it.',
    example: '0',
  },
  ...gatewayFields,
  {
    name: 'probePath',
    label: 'Path of the model',
    kind: 'path',
    hint: 'Where the rules are to hold.',
    example: '/v1/chat/completions',
  },
  {
    name: 'keyHeader',
    label: 'Header with the key',
    kind: 'choice',
    hint: 'Authorization sends it as a bearer token.',
    example: 'Authorization',
    choices: KEY_HEADERS,
  },
  {
    name: 'controlKeyFile',
    label: 'Key for the calls',
    kind: 'secret-file',
    hint: 'One that is admitted; both probes use it.',
    example: '/srv/ir/control.key',
  },
  nginxConfigField,
  {
    name: 'rulesFile',
    label: 'Rules file',
    kind: 'path',
    hint: 'The file modsecurity_rules_file names in this location; replaced as a whole.',
    example: '/etc/nginx/bulkhead/payload-rules.conf',
  },
  {
    name: 'auditLog',
    label: 'Audit log',
    kind: 'path',
    hint: 'Of these rules alone; nginx must be able to write it.',
    example: '/var/log/nginx/bulkhead-audit.log',
  },
];

/** Reference PB4, N10: inspection of request bodies at the gateway with ModSecurity. */
export const n10PayloadRules: ActionTemplate = {
  id: 'N10',
  version: 2,
  title: 'Stop calls by what they carry',
  purpose:
    'Refuses calls to a model with account numbers in the prompt or with parameters that model extraction needs.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo lets every call through again; the rules stay in and count.',
  tested: 'real',
  targets: ['gateway', 'llm.server'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: CONTAINMENT_LEASE_MS,
  blastRadius: 'Calls to this path whose body is not JSON, is compressed, or looks like it holds an account number.',
  trap: 'Rules that read JSON are walked past by another Content-Type. Audit logs with bodies, and rules that log what they matched, become the next leak. Order numbers may look like an IBAN: the dry run puts the rules in, counting only.',
  programs: ['curl', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields,
  steps: atGateway({
    collect: { commands: collectCommands, parse: readKept },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  }),
};
