import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { mariadbError, mariadbLogin, mariadbTrouble } from '../stores/mariadb-client.ts';
import { HUNG, said } from '../stores/said.ts';
import { told, toldOnce } from '../stores/sql-replies.ts';
import { admissions, hostsOf, named } from './magento-api.ts';
import { idsOf, rowsOf } from './woocommerce-rows.ts';

type Outputs = readonly Output[];

interface TokenRow {
  readonly id: string;
  readonly live: boolean;
  readonly label: string;
}

/** Tokens of the consumer; undefined unless the whole answer was read. */
function tokensOf(output: Output | undefined): readonly TokenRow[] | undefined {
  return rowsOf(output, 'token')?.flatMap((value) => {
    const [, id = '', state = '', rest = ''] = /^(\d{1,15}) (live|revoked) (.{0,100})$/.exec(value) ?? [];
    return id === '' ? [] : [{ id, live: state === 'live', label: `token ${id}, ${rest}` }];
  });
}

function trouble(output: Output | undefined): string {
  return mariadbError(output) ?? mariadbTrouble(output);
}

/** The database's plain no, or silence. */
function noOr<V extends 'failed' | 'refused'>(output: Output | undefined, no: V): V | 'unclear' {
  const login = mariadbLogin(output);
  return mariadbError(output) !== undefined || login === 'locked' || login === 'wrong-password' ? no : 'unclear';
}

export function readCollect([kept]: Outputs): Reading {
  const tokens = tokensOf(kept);
  if (tokens === undefined) return said(noOr(kept, 'failed'), `Nothing was kept: ${trouble(kept)}.`);
  const rows = tokens.map(({ label, live }) => `${label} (${live ? 'live' : 'revoked'})`).join('; ');
  return said('done', `Kept: ${tokens.length} token row(s) without their values.`, {
    consumer: toldOnce(kept, 'consumer')?.slice(0, 200) ?? 'unknown',
    tokens: rows.slice(0, 480) || 'none',
  });
}

export function readDryRun([rows, ...asked]: Outputs, context: StepContext): Reading {
  const tokens = tokensOf(rows);
  if (tokens === undefined) return said(noOr(rows, 'refused'), `The tokens cannot be read: ${trouble(rows)}.`);
  const ids = idsOf(context, 'tokenIds');
  const chosen = tokens.filter(({ id }) => ids.includes(id));
  if (ids.length === 0 || chosen.length < ids.length || ids.length !== param(context, 'tokenIds').split(',').length)
    return said('refused', `Of the rows named, ${chosen.length} belong to this consumer: look the numbers up again.`);
  if (chosen.some(({ live }) => !live))
    return said('refused', 'A row named is revoked already: leave it out, or undo would let it in again.');
  const leaked = told(rows, 'leaked');
  if (leaked.length === 0)
    return said('refused', 'The leaked token is none of this consumer: another one’s, or a JWT, which no row ends.');
  if (!leaked.every((id) => ids.includes(id)))
    return said(
      'refused',
      `The leaked token is row ${leaked.join(', ').slice(0, 60)}, which is not among those named.`,
    );
  const hosts = hostsOf(context).length;
  const before = admissions(asked.slice(0, hosts), context);
  const control = admissions(asked.slice(hosts), context);
  if (hosts === 0 || control.unclear.length + before.unclear.length > 0)
    return said('unclear', `No clear answer now from ${named([...new Set([...before.unclear, ...control.unclear])])}.`);
  if (before.refused.length + control.refused.length > 0)
    return said(
      'refused',
      'A token in force is refused as bearer now: a later 401 would prove nothing. See oauth/consumer/enable_integration_as_bearer and the right to Stores.',
    );
  return said('ok', `${chosen.length} token(s) would be revoked. The leaked one works now at all ${hosts} host(s).`, {
    consumer: toldOnce(rows, 'consumer')?.slice(0, 200) ?? 'unknown',
    'other live tokens': String(tokens.filter(({ id, live }) => live && !ids.includes(id)).length),
  });
}

function readChange(changed: Output | undefined, context: StepContext, live: boolean, done: string): Reading {
  if (changed?.timedOut === true) return said('unclear', HUNG);
  const ids = idsOf(context, 'tokenIds');
  const chosen = tokensOf(changed)?.filter(({ id }) => ids.includes(id));
  if (chosen === undefined) return said(noOr(changed, 'failed'), `Not confirmed: ${trouble(changed)}.`);
  return chosen.length === ids.length && ids.length > 0 && chosen.every((row) => row.live === live)
    ? said('done', done, { rows: ids.join(', ').slice(0, 480) })
    : said('failed', 'Not every row named is in the state wanted.');
}

export function readApply([changed]: Outputs, context: StepContext): Reading {
  return readChange(changed, context, false, 'The rows are revoked; the probe of each store view is the proof.');
}

export function readUndo([changed]: Outputs, context: StepContext): Reading {
  return readChange(changed, context, true, 'The rows named are in force again, the leaked token among them.');
}

export function readMustFail([rows, ...asked]: Outputs, context: StepContext): Reading {
  const answers = admissions(asked, context);
  // The trap: a store view with a cache of its own.
  if (answers.in.length > 0)
    return said('passed', `The leaked token still works at ${named(answers.in)}: flush the cache there.`);
  if (answers.refused.length === 0 || answers.unclear.length > 0)
    return said('unclear', `No proof: no answer of Magento’s from ${named(answers.unclear) || 'any host'}.`);
  const tokens = tokensOf(rows);
  if (tokens === undefined) return said('unclear', `Refused; whether it is revoked is not known: ${trouble(rows)}.`);
  const leaked = told(rows, 'leaked');
  if (leaked.length === 0)
    return said('unclear', 'Refused, but it is no row of this consumer: a JWT is not ended by this.');
  return tokens.some(({ id, live }) => live && leaked.includes(id))
    ? said('unclear', 'Refused as bearer, but its row is in force: a signed OAuth call would get in.')
    : said('blocked', `Refused (401) at all ${answers.refused.length} host(s), and its row is revoked.`);
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const answers = admissions(outputs, context);
  if (answers.refused.length > 0) return said('blocked', `The control token is refused at ${named(answers.refused)}.`);
  return answers.in.length > 0 && answers.unclear.length === 0
    ? said('passed', 'The control token works at every host.')
    : said('unclear', 'No proof: a host gave no answer of Magento’s.');
}

export function readResidual([rows]: Outputs): Reading {
  const tokens = tokensOf(rows);
  if (tokens === undefined) return said('unclear', `The tokens cannot be listed: ${trouble(rows)}.`);
  const sessions = tokens.filter(({ live }) => live).map(({ id, label }) => ({ id, label }));
  return sessions.length === 0
    ? { ...said('none', 'The consumer has no token in force. JWTs of people are not in this list.'), sessions }
    : { ...said('live', `${sessions.length} other token(s) of the consumer are in force.`), sessions };
}

export function readRevoked(outputs: Outputs, context: StepContext): Reading {
  const [changed] = outputs;
  if (changed === undefined) return said('done', 'There was nothing to revoke.');
  const tokens = tokensOf(changed);
  if (tokens === undefined) return said(noOr(changed, 'failed'), `Not confirmed: ${trouble(changed)}.`);
  const meant = new Set(context.sessions.map(({ id }) => id));
  return tokens.some(({ id, live }) => live && meant.has(id))
    ? said('failed', 'A token that was to be revoked is in force.')
    : said('done', 'The other tokens are revoked; the next list shows it.');
}
