import { actionTemplates } from './templates.ts';
import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import { at, hex } from './at.ts';
import { ines, lea, tomas } from './people.ts';

const proof = { mustFail: null, mustWork: null, residual: null };

function action(id: string, template: string, part: Partial<ActionView>): ActionView {
  const from = actionTemplates[template];
  if (from === undefined) throw new Error(`no template ${template}`);
  return {
    action: id,
    run: 'run-0000000000000001',
    template,
    title: from.title,
    purpose: from.purpose,
    risk: from.risk,
    reversal: from.reversal,
    reversalNote: from.reversalNote,
    blastRadius: from.blastRadius,
    trap: from.trap,
    quorum: from.quorum,
    target: '',
    targetLabel: '',
    wave: 3,
    mode: 'card',
    fields: from.fields,
    params: Object.fromEntries(from.fields.map((field) => [field.name, field.example])),
    state: 'drafted',
    untold: false,
    revision: 60,
    moves: ['dryRun', 'withdraw'],
    blockedBy: null,
    refusal: null,
    gate: null,
    effects: [],
    proof,
    dryRunExpiresAt: null,
    tested: 'real',
    lease: null,
    ratifyBy: null,
    rejection: null,
    brokeOthers: null,
    hold: null,
    ...part,
  };
}

function effect(id: string, step: EffectView['step'], part: Partial<EffectView>): EffectView {
  return {
    effect: id,
    step,
    mode: 'card',
    startedEntry: Number(id.split('.')[0]),
    startedAt: at(-22),
    commands: [],
    status: 'completed',
    reading: null,
    completedEntry: Number(id.split('.')[0]) + 1,
    completedAt: at(-21),
    outputs: [{ exit: null, timedOut: false, sha256: hex('9f31'), bytes: 1482 }],
    ...part,
  };
}

const dryRun = effect('57.0', 'dryRun', {
  reading: {
    verdict: 'ok',
    summary: 'The user exists, 4 keys patterns, 2 live connections; nothing was changed.',
    facts: [{ name: 'connections', value: '2' }],
  },
});

export const actions: readonly ActionView[] = [
  action('act-00000000000000c1', 'K12', {
    target: 'crd-00000000000000c1',
    targetLabel: 'CI deploy certificate, key id deploy@ci-07',
    wave: 1,
    state: 'effective',
    moves: ['submitUndo', 'reprobe'],
    proof: {
      mustFail: { verdict: 'blocked', summary: 'Login refused: Permission denied (publickey).' },
      mustWork: { verdict: 'passed', summary: 'ops@jump-01 still logs in.' },
      residual: { verdict: 'none', summary: 'No session of deploy@ci-07 on 3 hosts.' },
    },
    effects: [
      effect('44.0', 'apply', {
        reading: {
          verdict: 'done',
          summary: 'KRL version 12 with 1 more key id is in place.',
          facts: [{ name: 'krl', value: '12' }],
        },
      }),
    ],
  }),
  action('act-00000000000000c2', 'K11', {
    target: 'crd-00000000000000c2',
    targetLabel: 'Client certificate of the model registry robot, serial 1007',
    wave: 2,
    state: 'awaitingApproval',
    moves: ['approve', 'reject', 'withdraw'],
    blockedBy: 'A second person has to sign: key custodian or legal.',
    dryRunExpiresAt: at(9),
    effects: [dryRun],
    gate: {
      purpose: 'apply',
      approvalHash: hex('5be07a'),
      expiresAt: at(11),
      expired: false,
      quorumMet: false,
      breakGlass: false,
      leaning: [],
      stillNeeded: '1 more person: key custodian or legal counsel',
      signatures: [
        { ...ines, entry: 71, at: at(-4), decision: 'submitted', note: '' },
        { ...lea, entry: 73, at: at(-2), decision: 'approved', note: 'Seen the dry run on the phone.' },
      ],
    },
  }),
  action('act-00000000000000c3', 'K18', {
    target: 'crd-00000000000000c3',
    targetLabel: 'Redis user feature-writer on cache-eu-1',
    wave: 3,
    state: 'residual',
    moves: ['supplyOutput'],
    proof: {
      mustFail: { verdict: 'blocked', summary: 'WRONGPASS for the old password.' },
      mustWork: { verdict: 'passed', summary: 'shop-reader answers PONG.' },
      residual: {
        verdict: 'live',
        summary: '1 connection of feature-writer is still open.',
        sessions: [{ id: '3317', label: '10.4.2.19:51022, idle 2 s' }],
      },
    },
    effects: [
      dryRun,
      effect('66.0', 'residual', {
        status: 'waiting',
        completedEntry: null,
        completedAt: null,
        outputs: [],
        startedAt: at(-3),
        commands: [
          {
            title: 'List the connections of the user',
            argv: ['redis-cli', '-h', 'cache-eu-1', '--no-auth-warning', 'CLIENT', 'LIST', 'TYPE', 'normal'],
            stdin: '',
          },
          {
            title: 'Read the ACL log',
            argv: ['redis-cli', '-h', 'cache-eu-1', 'ACL', 'LOG', '20'],
            stdin: 'AUTH bulkhead <content of /run/secrets/redis-ir>',
          },
        ],
      }),
    ],
  }),
  action('act-00000000000000c4', 'K18', {
    target: 'crd-00000000000000c4',
    targetLabel: 'Redis user llm-cache on cache-eu-2',
    wave: 3,
    mode: 'exec',
    state: 'applying',
    moves: ['resolveDoubt'],
    effects: [
      effect('69.0', 'apply', {
        mode: 'exec',
        status: 'in-doubt',
        completedEntry: null,
        completedAt: null,
        outputs: [],
        commands: [
          {
            title: 'Switch the user off',
            argv: ['redis-cli', '-h', 'cache-eu-2', 'ACL', 'SETUSER', 'llm-cache', 'off', 'resetpass'],
            stdin: '',
          },
        ],
      }),
    ],
  }),
  action('act-00000000000000c5', 'K11', {
    target: 'crd-00000000000000c6',
    targetLabel: 'Gateway client certificate, serial 1044',
    wave: 2,
    state: 'armed',
    moves: ['execute', 'withdraw'],
    effects: [dryRun],
    gate: {
      purpose: 'apply',
      approvalHash: hex('77aa01'),
      expiresAt: at(6),
      expired: false,
      quorumMet: true,
      breakGlass: false,
      leaning: [],
      stillNeeded: '',
      signatures: [
        { ...ines, entry: 74, at: at(-3), decision: 'submitted', note: '' },
        { ...tomas, entry: 75, at: at(-1), decision: 'approved', note: '' },
      ],
    },
  }),
];
