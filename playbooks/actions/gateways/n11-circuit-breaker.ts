import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { killCommands, residualCommands } from '../k11-probes.ts';
import { readResidual } from '../k11-sessions.ts';
import { readKill } from '../kill-reading.ts';
import { atGateway, viaField } from './at-gateway.ts';
import { KEY_HEADERS } from './gateway-calls.ts';
import { readAdded, readDropped, readKept } from './list-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  mustFailCommands,
  mustWorkCommands,
  undoCommands,
} from './n11-commands.ts';
import { readDryRun, readMustFail, readMustWork } from './n11-readings.ts';
import { CONTAINMENT_LEASE_MS, gatewayFields, nginxConfigField } from './nginx-fields.ts';

const fields: readonly ParamField[] = [
  viaField,
  {
    name: 'breaker',
    label: 'Breaker',
    kind: 'name',
    hint: 'The name the gateway looks for in its list of open breakers.',
    example: 'recommender',
  },
  ...gatewayFields,
  {
    name: 'probePath',
    label: 'Path of the model',
    kind: 'path',
    hint: 'Must be answered by the fallback.',
    example: '/llm/recommend',
  },
  {
    name: 'checkoutPath',
    label: 'Path of the checkout',
    kind: 'path',
    hint: 'Must keep working.',
    example: '/checkout/health',
  },
  {
    name: 'rehearsalPath',
    label: 'Path with a stalled upstream',
    kind: 'path',
    hint: 'Shows in the dry run that the fallback works. May be empty.',
    example: '/llm/rehearsal',
    optional: true,
  },
  {
    name: 'fallbackHeader',
    label: 'Header of the fallback',
    kind: 'name',
    hint: 'Only the fallback sends it.',
    example: 'X-Fallback',
  },
  {
    name: 'budgetMs',
    label: 'Time for the fallback',
    kind: 'number',
    hint: 'Milliseconds; at most a fifth of what the checkout may take.',
    example: '300',
  },
  {
    name: 'checkoutMs',
    label: 'Time for the checkout',
    kind: 'number',
    hint: 'Milliseconds it may take.',
    example: '1500',
  },
  {
    name: 'keyHeader',
    label: 'Header with the key',
    kind: 'choice',
    hint: 'Authorization sends it as a bearer token.',
    example: 'X-Api-Key',
    choices: KEY_HEADERS,
  },
  {
    name: 'keyFile',
    label: 'Key for the calls',
    kind: 'secret-file',
    hint: 'May be empty when the paths need none.',
    example: '/srv/ir/probe.key',
    optional: true,
  },
  nginxConfigField,
  {
    name: 'listFile',
    label: 'List of open breakers',
    kind: 'path',
    hint: 'The file the map of the breaker includes.',
    example: '/etc/nginx/bulkhead/open-breakers.map',
  },
];

/** Reference PB4, N11: the circuit breaker in front of a model is opened by hand, so that the shop sells without it. */
export const n11CircuitBreaker: ActionTemplate = {
  id: 'N11',
  version: 2,
  title: 'Force a circuit breaker open',
  purpose: 'Answers every call to the model with the fallback at once, so that the checkout no longer waits for it.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo closes the breaker: calls go to the model again.',
  tested: 'real',
  targets: ['gateway', 'llm.server'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: CONTAINMENT_LEASE_MS,
  blastRadius: 'Everything that shows answers of this model shows the fallback instead.',
  trap: 'A longer time-out makes the outage larger: every waiting call holds a worker of the shop. Calls that wait already go on waiting after the reload. A breaker that opened by itself closes by itself.',
  programs: ['curl', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields,
  steps: atGateway({
    collect: { commands: collectCommands, parse: readKept },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readAdded },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readDropped },
  }),
};
