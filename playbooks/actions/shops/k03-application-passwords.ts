import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { login, secretCall } from '../secret-call.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readEnded,
  readMustFail,
  readMustWork,
  readResidual,
} from './k03-readings.ts';
import { endSessions, listSessions, onSite, siteFields, wp } from './wp-cli.ts';

function listPasswords(context: StepContext): Command {
  const fields = '--fields=uuid,name,created,last_used,last_ip';
  const words = ['user', 'application-password', 'list', param(context, 'user'), fields, '--format=json'];
  return wp(context, 'List the application passwords, without their values', words);
}

function loginAs(context: StepContext, who: 'user' | 'controlUser', passwordFile: string): Command {
  const title = who === 'user' ? 'Log in with the leaked password' : 'Log in as the control user';
  const url = onSite(context, '/?rest_route=/wp/v2/users/me&_fields=id');
  return secretCall(title, url, login(param(context, who), param(context, passwordFile)));
}

function sessions(context: StepContext): Command {
  return listSessions(context, param(context, 'user'));
}

/** Reference PB1, K03. Shapes after the documentation, not captured: wp-cli 2.10 and WordPress 6.1. */
export const k03ApplicationPasswords: ActionTemplate = {
  id: 'K03',
  version: 1,
  title: 'Delete WordPress application passwords',
  purpose: 'Deletes every application password of one user and ends the sessions that could make new ones.',
  risk: 'R2',
  reversal: 'irreversible',
  reversalNote: 'A deleted password does not come back: give each integration a new one of its own.',
  tested: 'contract',
  targets: ['credential', 'cms.wordpress', 'shop.woocommerce'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Every integration that logs in as this user stops, not the leaked one alone. The user is logged out.',
  trap: 'New salts and a new password for the user leave application passwords working: only deleting them ends them.',
  programs: ['ssh', 'wp', 'curl'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    ...siteFields,
    { name: 'user', label: 'Compromised user', kind: 'name', hint: 'Its login name.', example: 'svc-plugin' },
    {
      name: 'userPassword',
      label: 'Its leaked application password',
      kind: 'secret-file',
      hint: 'For the probe that must fail. One line.',
      example: '/run/ir/leaked.pass',
    },
    { name: 'controlUser', label: 'Control user', kind: 'name', hint: 'Must keep working.', example: 'svc-stock' },
    {
      name: 'controlPassword',
      label: 'Its application password',
      kind: 'secret-file',
      hint: 'For the probe that must work.',
      example: '/run/ir/control.pass',
    },
  ],
  steps: {
    collect: { commands: (context) => [listPasswords(context), sessions(context)], parse: readCollect },
    dryRun: {
      commands: (context) => [
        listPasswords(context),
        loginAs(context, 'user', 'userPassword'),
        loginAs(context, 'controlUser', 'controlPassword'),
      ],
      parse: readDryRun,
    },
    apply: {
      commands: (context) => [
        wp(context, 'Delete the application passwords', [
          'user',
          'application-password',
          'delete',
          param(context, 'user'),
          '--all',
        ]),
        listPasswords(context),
      ],
      parse: readApply,
    },
    mustFail: {
      commands: (context) => [loginAs(context, 'user', 'userPassword'), listPasswords(context)],
      parse: readMustFail,
    },
    mustWork: { commands: (context) => [loginAs(context, 'controlUser', 'controlPassword')], parse: readMustWork },
    residual: { commands: (context) => [sessions(context)], parse: readResidual },
    killSessions: { commands: (context) => [endSessions(context, param(context, 'user'))], parse: readEnded },
  },
};
