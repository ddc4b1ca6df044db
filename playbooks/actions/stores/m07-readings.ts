import type { Output, Reading } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { pgAdminTrouble, pgError, pgLogin } from './postgresql-client.ts';
import { HUNG, said } from './said.ts';
import { told, toldOnce, toldSessions } from './sql-replies.ts';

type Outputs = readonly Output[];

interface State {
  readonly rls: boolean;
  readonly force: boolean;
  readonly owner: string;
}

function stateOf(output: Output | undefined): State | undefined {
  const found = /^(true|false) force=(true|false) owner=(\S{1,128})$/.exec(toldOnce(output, 'rls') ?? '');
  return found === null ? undefined : { rls: found[1] === 'true', force: found[2] === 'true', owner: found[3] ?? '' };
}

function countOf(output: Output | undefined, label: string): number | undefined {
  const text = toldOnce(output, label);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function notIn(output: Output | undefined, otherwise: 'failed' | 'refused', what: string): Reading | undefined {
  const login = pgLogin(output);
  if (login === 'accepted') return undefined;
  return said(login === 'unclear' ? 'unclear' : otherwise, `${what}: ${pgAdminTrouble(output)}.`);
}

export function readCollect(outputs: Outputs): Reading {
  const [kept, dump, hash] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const trouble = notIn(kept, 'failed', 'Nothing was kept');
  if (trouble !== undefined) return trouble;
  const sum = isIncomplete(hash) ? undefined : capture(linesOf(hash), /^([0-9a-f]{64}) {2}\//);
  if (sum === undefined || has(linesOf(dump), /^pg_dump: error: /))
    return said('failed', 'No sealed snapshot was written: the administrator may lack the right to read every row.');
  return said('done', 'Kept: flags, policies and rights of the table, and a snapshot under its hash.', {
    snapshot: sum,
  });
}

export function readDryRun(outputs: Outputs): Reading {
  const [tried, application] = outputs;
  const trouble = notIn(tried, 'refused', 'The table was not looked at');
  if (trouble !== undefined) return trouble;
  const state = stateOf(tried);
  if (toldOnce(tried, 'standby') === 'true') return said('refused', 'This server is a standby: change the primary.');
  if (state === undefined) return said('refused', `The table cannot be looked at: ${pgError(tried) ?? 'no answer'}.`);
  // Trap: policies bind neither superusers nor roles with BYPASSRLS, whatever is forced.
  if (toldOnce(tried, 'unbound') !== 'false')
    return said(
      'refused',
      'No policy binds the application role, it is SUPERUSER or has BYPASSRLS, or it is not there.',
    );
  const error = pgError(tried);
  if (error !== undefined) return said('refused', `The trial of the change met an error: ${error}.`);
  const own = countOf(tried, 'trialown');
  const foreign = countOf(tried, 'trialothers');
  if (own === undefined || foreign === undefined) return said('unclear', 'The trial of the change was not confirmed.');
  if (foreign > 0) return said('refused', `With the change ${foreign} row(s) of others could still be read.`);
  if (own === 0)
    return said('refused', 'With the change the tenant could not read its own rows: check column and setting.');
  const before = countOf(application, 'foreign');
  return said(
    'ok',
    before === undefined
      ? 'The table can be closed. What the application reads now is not known.'
      : `The table can be closed. One tenant reads ${before} row(s) of others now.`,
    {
      'rows of others readable before': before === undefined ? 'unknown' : String(before),
      'row security before': `${state.rls ? 'on' : 'off'}, ${state.force ? 'forced' : 'not for the owner'}`,
      owner: state.owner,
      'views that read past it': told(tried, 'view').slice(0, 10).join(' ').slice(0, 300) || 'none',
    },
  );
}

export function readApply(outputs: Outputs): Reading {
  const [set] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const trouble = notIn(set, 'failed', 'Not confirmed');
  if (trouble !== undefined) return trouble;
  const error = pgError(set);
  if (error !== undefined)
    return said(
      'failed',
      error.includes('lock timeout')
        ? 'Somebody holds the table in an open transaction: nothing was changed. End that session, then order again.'
        : `The server refused the change: ${error}.`,
    );
  const state = stateOf(set);
  if (state === undefined) return said('unclear', 'The server did not confirm the change.');
  return state.rls && state.force
    ? said('done', 'Row security is on, and forced on the owner too.')
    : said('failed', 'Row security is not on, or not forced.');
}

export function readMustFail(outputs: Outputs): Reading {
  const [asked, back] = outputs;
  const unset = countOf(asked, 'unset');
  const foreign = countOf(asked, 'foreign');
  if ((foreign ?? 0) > 0) return said('passed', `One tenant still reads ${foreign} row(s) of others.`);
  if ((unset ?? 0) > 0) return said('passed', `Without a tenant ${unset} row(s) can still be read.`);
  if (foreign === undefined || unset === undefined)
    return said('unclear', 'No proof: the application role got no clear answer.');
  const state = stateOf(back);
  if (state === undefined) return said('unclear', `No proof: the flags could not be read: ${pgAdminTrouble(back)}.`);
  if (!state.rls || !state.force || toldOnce(back, 'unbound') !== 'false')
    return said('unclear', 'This role reads nothing of others, but row security is not forced or does not bind it.');
  const views = told(back, 'view');
  return views.length > 0
    ? said('unclear', `Views read past the policies: ${views.slice(0, 10).join(', ').slice(0, 250)}.`)
    : said('blocked', 'One tenant reads nothing of others, nobody reads without a tenant, and the owner is bound too.');
}

export function readMustWork(outputs: Outputs): Reading {
  const login = pgLogin(outputs[0]);
  const own = countOf(outputs[0], 'own');
  if (own !== undefined && own > 0) return said('passed', `The tenant reads its own ${own} row(s).`);
  if (own === 0 || login === 'wrong-password' || login === 'no-login')
    return said('blocked', 'The tenant cannot read its own rows any more.');
  return said('unclear', 'No proof: the application role got no clear answer.');
}

export function readResidual(outputs: Outputs): Reading {
  const [listed] = outputs;
  if (toldOnce(listed, 'listed') !== 'yes' || pgError(listed) !== undefined)
    return said('unclear', `No list of sessions: ${pgAdminTrouble(listed)}.`);
  const sessions = toldSessions(listed);
  return sessions.length > 0
    ? { ...said('live', `${sessions.length} session(s) hold the table open and may read on.`), sessions }
    : { ...said('none', 'Nobody holds the table in an open transaction.'), sessions: [] };
}

export function readUndo(outputs: Outputs): Reading {
  const [set] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const trouble = notIn(set, 'failed', 'Not confirmed');
  if (trouble !== undefined) return trouble;
  const error = pgError(set);
  if (error !== undefined) return said('failed', `The server refused the change: ${error}.`);
  return toldOnce(set, 'policies') === '0'
    ? said('done', 'The policies are gone and the flags are what they were before.')
    : said('unclear', 'The server did not confirm that the policies are gone.');
}
