import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { keyPair, secretCall } from '../secret-call.ts';
import { through } from '../via.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readSwitchedOff,
} from './k02-readings.ts';
import { deleteKeys, keyRows, otherKeys, rows, webhookRows } from './woocommerce-rows.ts';
import { onSite, siteFields, wp } from './wp-cli.ts';

function askOrders(context: StepContext, title: string, keyFile: string, secretFile: string): Command {
  // Ids alone: no customer's data comes into the record.
  const url = onSite(context, '/wp-json/wc/v3/orders?per_page=1&_fields=id');
  return secretCall(title, url, keyPair(param(context, keyFile), param(context, secretFile)));
}

function asLeaked(context: StepContext): Command {
  return askOrders(context, 'Read orders with the leaked key', 'keyFile', 'secretFile');
}

function asControl(context: StepContext): Command {
  return askOrders(context, 'Read orders with the control key', 'controlKeyFile', 'controlSecretFile');
}

function everything(context: StepContext, title: string): Command {
  return rows(context, title, [keyRows(context), otherKeys(context), webhookRows(context)]);
}

/** By WooCommerce, not by SQL: it keeps the list of webhooks in a cache of its own. */
function switchOff(context: StepContext): readonly Command[] {
  return context.sessions.map(({ id }) =>
    wp(context, `Switch off webhook ${id}`, [
      'wc',
      'webhook',
      'update',
      id,
      '--status=disabled',
      `--user=${param(context, 'adminUser')}`,
    ]),
  );
}

/** Reference PB1, K02. Shapes after the documentation, not captured: wp-cli 2.10 with the mysql client, WooCommerce 9 REST errors. */
export const k02RestKeys: ActionTemplate = {
  id: 'K02',
  version: 1,
  title: 'Delete WooCommerce REST keys',
  purpose: 'Deletes API keys of the shop and switches off the webhooks nobody vouches for.',
  risk: 'R2',
  reversal: 'irreversible',
  reversalNote: 'A deleted key does not come back: issue a new one with no more rights than needed.',
  tested: 'contract',
  targets: ['credential', 'shop.woocommerce'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'Whatever uses these keys stops: stock, ERP, the plugin itself. Webhooks that are switched off deliver no more.',
  trap: 'Webhooks go on sending orders out after the key is gone. Keys are taken in the address too, so access logs and Referers hold them, and a copy of the database holds their secrets in clear.',
  programs: ['ssh', 'wp', 'curl', 'grep'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    ...siteFields,
    { name: 'prefix', label: 'Prefix of the tables', kind: 'name', hint: 'In wp-config.php.', example: 'wp_' },
    {
      name: 'keyIds',
      label: 'Numbers of the keys',
      kind: 'name-list',
      hint: 'key_id of each, separated by commas.',
      example: '12,15',
    },
    {
      name: 'keyFile',
      label: 'Leaked consumer key',
      kind: 'secret-file',
      hint: 'ck_…, one line, for the probe that must fail.',
      example: '/run/ir/leaked.ck',
    },
    {
      name: 'secretFile',
      label: 'Its consumer secret',
      kind: 'secret-file',
      hint: 'cs_…, one line.',
      example: '/run/ir/leaked.cs',
    },
    {
      name: 'controlKeyFile',
      label: 'Control consumer key',
      kind: 'secret-file',
      hint: 'Of another key that may read orders and must keep working.',
      example: '/run/ir/control.ck',
    },
    {
      name: 'controlSecretFile',
      label: 'Its consumer secret',
      kind: 'secret-file',
      hint: 'One line.',
      example: '/run/ir/control.cs',
    },
    {
      name: 'keptWebhooks',
      label: 'Webhooks that stay',
      kind: 'name-list',
      hint: 'Numbers of those the shop needs; every other active one is switched off.',
      example: '3,4',
      optional: true,
    },
    {
      name: 'adminUser',
      label: 'Administrator',
      kind: 'name',
      hint: 'A WordPress user who may manage the shop: webhooks are switched off in its name.',
      example: 'ir-admin',
    },
    {
      name: 'accessLog',
      label: 'Access log',
      kind: 'path',
      hint: 'On the web server: lines with a key in the address are counted.',
      example: '/var/log/nginx/access.log',
    },
  ],
  steps: {
    collect: {
      commands: (context) => [
        everything(context, 'Keep the keys and webhooks, without secrets'),
        {
          title: 'Count the log lines that hold a key',
          argv: through(param(context, 'via'), ['grep', '-c', '-F', 'consumer_key=', param(context, 'accessLog')]),
          timeoutMs: 30_000,
        },
      ],
      parse: readCollect,
    },
    dryRun: {
      commands: (context) => [everything(context, 'List keys and webhooks'), asLeaked(context), asControl(context)],
      parse: readDryRun,
    },
    apply: {
      commands: (context) => [rows(context, 'Delete the keys', [deleteKeys(context), keyRows(context)])],
      parse: readApply,
    },
    mustFail: {
      commands: (context) => [asLeaked(context), rows(context, 'Look for the keys', [keyRows(context)])],
      parse: readMustFail,
    },
    mustWork: { commands: (context) => [asControl(context)], parse: readMustWork },
    residual: {
      commands: (context) => [rows(context, 'List the active webhooks', [webhookRows(context)])],
      parse: readResidual,
    },
    killSessions: { commands: switchOff, parse: readSwitchedOff },
  },
};
