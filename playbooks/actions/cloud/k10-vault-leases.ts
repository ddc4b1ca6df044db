import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { psql, WHO } from '../stores/postgresql-client.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readEnded,
  readMustFail,
  readMustWork,
  readResidual,
} from './k10-readings.ts';
import { vaultCall, vaultFields } from './vault-calls.ts';

function prefixOf(context: StepContext): string {
  return param(context, 'prefix').replace(/\/+$/, '');
}

function leases(context: StepContext): Command {
  return vaultCall(context, 'List the leases', ['LIST', `sys/leases/lookup/${prefixOf(context)}`]);
}

function lookUp(context: StepContext): Command {
  return vaultCall(context, 'Look the accessor up', [
    'POST',
    'auth/token/lookup-accessor',
    { accessor: param(context, 'accessor') },
  ]);
}

function asHolder(context: StepContext, title: string, tokenFile: string): Command {
  return vaultCall(context, title, ['GET', 'auth/token/lookup-self'], tokenFile);
}

function asLeaked(context: StepContext): Command {
  return asHolder(context, 'Ask the vault with the leaked token', 'leakedToken');
}

function asControl(context: StepContext): Command {
  return asHolder(context, 'Ask the vault with the control token', 'controlToken');
}

/** The lease is only the vault's word: whether the login is gone is asked where it opens something. */
function asLeased(context: StepContext): Command {
  const login = { user: param(context, 'leasedUser'), passwordFile: param(context, 'leasedPassword') };
  return psql(context, 'Log in to the database with what was leased', login, [WHO]);
}

/** By prefix and in step with the engine, never by `revoke-force`, which drops a lease although the login lives on. */
function revokeLeases(context: StepContext): Command {
  return vaultCall(context, 'Revoke the leases, waiting for the database', [
    'PUT',
    `sys/leases/revoke-prefix/${prefixOf(context)}`,
    { sync: true },
  ]);
}

/** Reference PB1, K10. Shapes after the documentation, not captured: HTTP API of Vault 1.17, the same in OpenBao 2; PostgreSQL as its database. */
export const k10VaultLeases: ActionTemplate = {
  id: 'K10',
  version: 1,
  title: 'Revoke vault leases and a token',
  purpose: 'Revokes a token with its children and every lease under a prefix, and proves it at the database.',
  risk: 'R2',
  reversal: 'irreversible',
  reversalNote: 'Revoked leases and tokens do not come back: consumers log in again and get new ones.',
  tested: 'contract',
  targets: ['credential', 'vault'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Every consumer with a lease under the prefix loses its login at once, not the attacker alone.',
  trap: 'Forcing a revocation drops the lease although the database user lives on. A token made as an orphan survives its parent, and a new lease is one request away.',
  programs: ['curl', 'psql'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    ...vaultFields,
    {
      name: 'prefix',
      label: 'Prefix of the leases',
      kind: 'text',
      hint: 'As narrow as it can be: everything under it is revoked.',
      example: 'database/creds/recommender',
    },
    {
      name: 'accessor',
      label: 'Accessor of the token',
      kind: 'name',
      hint: 'From the audit log.',
      example: 'E3Ibsr585EmmeSaZeB3uSpdx',
    },
    {
      name: 'leakedToken',
      label: 'Leaked token',
      kind: 'secret-file',
      hint: 'For the probe that must fail. One line.',
      example: '/run/ir/leaked.token',
    },
    {
      name: 'controlToken',
      label: 'Control token',
      kind: 'secret-file',
      hint: 'Another token that must keep working.',
      example: '/run/ir/control.token',
    },
    { name: 'host', label: 'Database host', kind: 'host', hint: 'PostgreSQL, not a pooler.', example: 'pg-1.example' },
    { name: 'port', label: 'Port', kind: 'port', hint: 'Of the server.', example: '5432' },
    { name: 'database', label: 'Database', kind: 'name', hint: 'That the leased login may open.', example: 'shop' },
    {
      name: 'leasedUser',
      label: 'Leased login',
      kind: 'name',
      hint: 'The user the vault made for the leaked lease.',
      example: 'v-token-recommen-x7Yq2',
    },
    {
      name: 'leasedPassword',
      label: 'Its password',
      kind: 'secret-file',
      hint: 'For the login that must fail.',
      example: '/run/ir/leased.pass',
    },
  ],
  steps: {
    collect: { commands: (context) => [leases(context), lookUp(context)], parse: readCollect },
    dryRun: {
      commands: (context) => [
        leases(context),
        lookUp(context),
        asLeaked(context),
        asLeased(context),
        asControl(context),
      ],
      parse: readDryRun,
    },
    apply: {
      commands: (context) => [
        vaultCall(context, 'Revoke the token and its children', [
          'POST',
          'auth/token/revoke-accessor',
          { accessor: param(context, 'accessor') },
        ]),
        revokeLeases(context),
        leases(context),
      ],
      parse: readApply,
    },
    mustFail: { commands: (context) => [asLeaked(context), lookUp(context), asLeased(context)], parse: readMustFail },
    mustWork: { commands: (context) => [asControl(context)], parse: readMustWork },
    residual: { commands: (context) => [leases(context)], parse: readResidual },
    killSessions: {
      commands: (context) => (context.sessions.length === 0 ? [] : [revokeLeases(context)]),
      parse: readEnded,
    },
  },
};
