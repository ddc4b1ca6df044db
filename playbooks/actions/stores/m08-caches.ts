import type { ActionTemplate } from '../../../shared/domain/action.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
} from './m08-commands.ts';
import { readCollect, readDryRun, readMustFail, readMustWork, readPurge, readResidual } from './m08-readings.ts';

/** What is done where no command of ours reaches: edge, inference server, browsers. */
function elsewhere(): readonly string[] {
  return [
    'Purge the answers at the CDN by tag or path, and write down its request id.',
    'Restart the inference servers of the model: their KV and prefix caches live in memory.',
    'Send Clear-Site-Data: "cache", "storage" on the next page of the chat, for what browsers keep.',
  ];
}

/** Reference PB2, M08: a semantic cache in Redis 6 or newer; tried against 7.0.15. Edge and browsers by a person's word. */
export const m08Caches: ActionTemplate = {
  id: 'M08',
  version: 1,
  title: 'Purge cached answers',
  purpose: 'Purges every cached answer of the model by the beginning of its key, and shows that a canary misses.',
  risk: 'R1',
  reversal: 'irreversible',
  reversalNote: 'A cache cannot be put back; it fills itself again.',
  tested: 'real',
  targets: ['model', 'adapter', 'gateway', 'vector-store', 'database'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'Answers are slower and dearer until the cache is warm again. Redis answers nobody else while it purges.',
  trap: 'A model that still serves fills the cache again at once: stop serving first. CDN edges, inference servers and browsers keep copies of their own; each node of a cluster has to be purged.',
  programs: ['redis-cli', 'curl'],
  quorum: { distinct: 1, seats: [['commander', 'mlops-lead', 'containment-lead']] },
  fields: [
    { name: 'host', label: 'Redis host', kind: 'host', hint: 'One node; repeat for each.', example: 'redis-1.example' },
    { name: 'port', label: 'Redis port', kind: 'port', hint: 'Plain TCP port.', example: '6379' },
    {
      name: 'prefix',
      label: 'How the keys begin',
      kind: 'key',
      hint: 'Everything that begins so is purged.',
      example: 'semcache:risk:',
    },
    {
      name: 'canaryKey',
      label: 'Key of the canary',
      kind: 'key',
      hint: 'The entry of a prompt you asked once for this purpose.',
      example: 'semcache:risk:canary',
    },
    {
      name: 'controlKey',
      label: 'Control entry',
      kind: 'key',
      hint: 'Something else in this Redis that must stay.',
      example: 'session:canary',
    },
    {
      name: 'edgeUrl',
      label: 'Canary at the edge',
      kind: 'url',
      hint: 'An address under which a CDN may hold the same answer; may be left empty.',
      example: 'https://cdn.example/answers/canary',
      optional: true,
    },
    {
      name: 'adminUser',
      label: 'Administrator',
      kind: 'text',
      hint: 'May run EVAL, SCAN and UNLINK.',
      example: 'ir-admin',
    },
    {
      name: 'adminPassword',
      label: 'Administrator password',
      kind: 'secret-file',
      hint: 'One line, no quotes or backslashes.',
      example: '/run/ir/admin.pass',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, instructions: elsewhere, parse: readPurge },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readPurge },
  },
};
