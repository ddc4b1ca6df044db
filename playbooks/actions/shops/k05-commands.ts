import type { Command, StdinPart, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { mariadb, WHO } from '../stores/mariadb-client.ts';
import { askStores } from './magento-api.ts';
import { idsOf } from './woocommerce-rows.ts';

type Lines = readonly (string | readonly StdinPart[])[];

function database(context: StepContext, title: string, lines: Lines): Command {
  const login = { user: param(context, 'dbUser'), passwordFile: param(context, 'dbPassword') };
  return mariadb(context, title, login, [WHO, ...lines, "SELECT 'all=read';"]);
}

/** The alphabet of names has neither quotes nor backticks. */
function table(context: StepContext, name: string): string {
  return `\`${param(context, 'database')}\`.\`${param(context, 'prefix')}${name}\``;
}

function consumer(context: StepContext): string {
  const id = param(context, 'consumerId');
  return /^\d{1,15}$/.test(id) ? id : '0';
}

function consumerName(context: StepContext): string {
  return `SELECT CONCAT('consumer=', name) FROM ${table(context, 'oauth_consumer')} WHERE entity_id = ${consumer(context)};`;
}

/** Everything of the tokens but the tokens, which stand there in clear. */
function tokenRows(context: StepContext): string {
  return `SELECT CONCAT('token=', entity_id, ' ', IF(revoked = 0, 'live', 'revoked'), ' ', type, ' of ', created_at) FROM ${table(context, 'oauth_token')} WHERE consumer_id = ${consumer(context)} ORDER BY entity_id;`;
}

/**
 * Which row the leaked token is: a JWT has none. The client prints a statement that fails, so the one that may fail holds no token;
 * compared as bytes, for a variable has another collation than the column.
 */
function leakedRow(context: StepContext): Lines {
  return [
    [{ text: "SET @leaked = '" }, { secretFile: param(context, 'tokenFile') }, { text: "';\n" }],
    `SELECT CONCAT('leaked=', entity_id) FROM ${table(context, 'oauth_token')} WHERE consumer_id = ${consumer(context)} AND CAST(token AS BINARY) = CAST(@leaked AS BINARY);`,
  ];
}

function setRevoked(context: StepContext, to: 0 | 1, ids: readonly string[]): string {
  const list = ids.length === 0 ? '0' : ids.join(', ');
  return `UPDATE ${table(context, 'oauth_token')} SET revoked = ${to} WHERE consumer_id = ${consumer(context)} AND entity_id IN (${list});`;
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    database(context, 'Keep the tokens of the consumer, without their values', [
      consumerName(context),
      tokenRows(context),
    ]),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    database(context, 'Look for the tokens', [consumerName(context), tokenRows(context), ...leakedRow(context)]),
    ...askStores(context, 'the leaked', 'tokenFile'),
    ...askStores(context, 'the control', 'controlTokenFile'),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const revoke = setRevoked(context, 1, idsOf(context, 'tokenIds'));
  return [database(context, 'Revoke the tokens', [revoke, tokenRows(context)])];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [
    database(context, 'Read the tokens back', [tokenRows(context), ...leakedRow(context)]),
    ...askStores(context, 'the leaked', 'tokenFile'),
  ];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return askStores(context, 'the control', 'controlTokenFile');
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [database(context, 'List the tokens of the consumer', [tokenRows(context)])];
}

/** The other tokens of the consumer, by the rows of the last list. */
export function killCommands(context: StepContext): readonly Command[] {
  const ids = context.sessions.map(({ id }) => id).filter((id) => /^[1-9]\d{0,14}$/.test(id));
  if (ids.length === 0) return [];
  return [
    database(context, 'Revoke the other tokens of the consumer', [setRevoked(context, 1, ids), tokenRows(context)]),
  ];
}

/** The rows named and no other: tokens that were revoked before, or as the others of the consumer, stay so. */
export function undoCommands(context: StepContext): readonly Command[] {
  const allow = setRevoked(context, 0, idsOf(context, 'tokenIds'));
  return [database(context, 'Let the tokens in again', [allow, tokenRows(context)])];
}
