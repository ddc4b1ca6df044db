import type { Command, LiveSession, Output, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';
import { told } from '../stores/sql-replies.ts';
import { wp } from './wp-cli.ts';

/** Ids as whole numbers, so that they can stand in a statement. */
export function idsOf(context: StepContext, name: string): readonly string[] {
  return param(context, name)
    .split(',')
    .filter((id) => /^[1-9]\d{0,14}$/.test(id));
}

/** Statements in the site's own database, by its own login; answers as `label=value` lines, ended by `all=read`. */
export function rows(context: StepContext, title: string, statements: readonly string[]): Command {
  const text = [...statements, "SELECT 'all=read';", ''].join('\n');
  return wp(context, title, ['db', 'query', '--skip-column-names', '--batch'], [{ text }]);
}

function table(context: StepContext, name: string): string {
  return `\`${param(context, 'prefix')}${name}\``;
}

/** Everything that is kept of a key but its secret, which stands there in clear. */
export function keyRows(context: StepContext): string {
  const columns =
    "key_id, ' user ', user_id, ' ', permissions, ' ...', truncated_key, ' last ', COALESCE(last_access, 'never'), ' ', description";
  return `SELECT CONCAT('key=', ${columns}) FROM ${table(context, 'woocommerce_api_keys')} WHERE key_id IN (${list(context)});`;
}

export function deleteKeys(context: StepContext): string {
  return `DELETE FROM ${table(context, 'woocommerce_api_keys')} WHERE key_id IN (${list(context)});`;
}

/** Other keys of the same users: whoever made one may have made two. */
export function otherKeys(context: StepContext): string {
  const keys = table(context, 'woocommerce_api_keys');
  return `SELECT CONCAT('other=', key_id, ' user ', user_id, ' ...', truncated_key) FROM ${keys} WHERE key_id NOT IN (${list(context)}) ORDER BY key_id LIMIT 100;`;
}

/** They carry orders out of the shop without any key. */
export function webhookRows(context: StepContext): string {
  return `SELECT CONCAT('webhook=', webhook_id, ' ', topic, ' ', delivery_url) FROM ${table(context, 'wc_webhooks')} WHERE status = 'active' ORDER BY webhook_id;`;
}

function list(context: StepContext): string {
  const ids = idsOf(context, 'keyIds');
  return ids.length === 0 ? '0' : ids.join(', ');
}

/** Values of a label; undefined unless the whole answer was read. */
export function rowsOf(output: Output | undefined, label: string): readonly string[] | undefined {
  return told(output, 'all').at(-1) === 'read' ? told(output, label) : undefined;
}

/** Active webhooks nobody vouched for. Where they deliver to is told without the query, which may hold a secret. */
export function strangeWebhooks(output: Output | undefined, context: StepContext): readonly LiveSession[] | undefined {
  const kept = new Set(idsOf(context, 'keptWebhooks'));
  return rowsOf(output, 'webhook')?.flatMap((value) => {
    const [id = '', topic = '', url = ''] = value.split(' ');
    if (!/^\d{1,15}$/.test(id) || kept.has(id)) return [];
    return [{ id, label: `webhook ${id}, ${topic} to ${url.split('?')[0]?.slice(0, 150) ?? ''}` }];
  });
}

/** Why the database told nothing. */
export function rowsTrouble(output: Output | undefined): string {
  if (isIncomplete(output)) return 'there is no complete answer';
  const error = linesOf(output).find((line) => /^(?:Error|ERROR \d{4} )/.test(line));
  return error === undefined ? 'the database gave no clear answer' : error.slice(0, 160);
}
