import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { answerOf } from '../secret-call.ts';
import { pgLogin } from '../stores/postgresql-client.ts';
import { HUNG, said } from '../stores/said.ts';
import { accessorAnswer, keysListed, tokenAnswer, vaultErrors, vaultTrouble } from './vault-calls.ts';

type Outputs = readonly Output[];

export function readCollect([leases, token]: Outputs): Reading {
  const keys = keysListed(leases);
  if (keys === undefined) return said('unclear', `Nothing was kept: ${vaultTrouble(leases)}.`);
  return said('done', `Kept: the names of ${keys.length} lease(s) and what is known of the token.`, {
    leases: String(keys.length),
    token: textAt(answerOf(token)?.body, 'data', 'display_name') || 'unknown',
    path: textAt(answerOf(token)?.body, 'data', 'path') || 'unknown',
  });
}

export function readDryRun([leases, token, leaked, database, control]: Outputs, context: StepContext): Reading {
  const keys = keysListed(leases);
  if (keys === undefined)
    return /permission denied/.test(vaultErrors(leases))
      ? said('refused', 'The token of the responder may not list leases: it needs sudo on sys/leases/lookup.')
      : said('unclear', `The leases cannot be listed: ${vaultTrouble(leases)}.`);
  if (accessorAnswer(token) === 'unclear') return said('unclear', `The accessor: ${vaultTrouble(token)}.`);
  const works = tokenAnswer(control);
  if (works === 'unclear') return said('unclear', `The control token: ${vaultTrouble(control)}.`);
  if (works === 'dead')
    return said('refused', 'The control token is refused now: without it a refusal proves nothing.');
  const own = textAt(answerOf(leaked)?.body, 'data', 'accessor');
  if (own !== '' && own !== param(context, 'accessor'))
    return said('refused', 'The accessor belongs to another token than the leaked one.');
  if (textAt(answerOf(control)?.body, 'data', 'accessor') === param(context, 'accessor'))
    return said('refused', 'The accessor is that of the control token.');
  if (keys.length === 0 && accessorAnswer(token) === 'dead')
    return said('refused', 'There are no leases under this prefix, and the token is dead: nothing would change.');
  const before = tokenAnswer(leaked) === 'alive';
  const login = pgLogin(database) === 'accepted';
  return said(
    'ok',
    `${keys.length} lease(s) or folders of them would be revoked, and the token with its children.${before && login ? '' : ' The token or the database login does not work now, so a later refusal is weaker proof.'}`,
    {
      leases: String(keys.length),
      'token works before': before ? 'yes' : 'no',
      'login works before': login ? 'yes' : 'no',
    },
  );
}

export function readApply(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const [token, leases, left] = outputs;
  const tokenCode = answerOf(token)?.code;
  const known = tokenCode === 204 || tokenCode === 200 || /invalid accessor/.test(vaultErrors(token));
  // The vault answers 400 or 500 with the secrets engine's error when the database did not take the user away: the lease stays.
  const code = answerOf(leases)?.code;
  if (vaultErrors(leases) !== '')
    return said('failed', `Not revoked: ${vaultErrors(leases)} Mend the engine; do not force it.`);
  if (!known && vaultErrors(token) !== '') return said('failed', `The token: ${vaultErrors(token)}`);
  if (!known || (code !== 204 && code !== 200))
    return said('unclear', `Not confirmed: ${vaultTrouble(known ? leases : token)}.`);
  const keys = keysListed(left);
  if (keys === undefined) return said('unclear', `The leases could not be listed afterwards: ${vaultTrouble(left)}.`);
  return keys.length === 0
    ? said('done', 'The token and its children are revoked, and no lease is left under the prefix.')
    : said('failed', `${keys.length} lease(s) are still there.`);
}

export function readMustFail([leaked, token, database]: Outputs): Reading {
  // The trap: a lease that was forced away is gone from the vault, while the login it stood for lives on in the database.
  const login = pgLogin(database);
  if (login === 'accepted') return said('passed', 'The login that was leased still opens the database.');
  if (tokenAnswer(leaked) === 'alive') return said('passed', 'The leaked token is still alive.');
  if (accessorAnswer(token) === 'alive') return said('passed', 'The token of the accessor is still alive.');
  if (tokenAnswer(leaked) !== 'dead') return said('unclear', `No proof: ${vaultTrouble(leaked)}.`);
  if (accessorAnswer(token) !== 'dead') return said('unclear', `No proof for the accessor: ${vaultTrouble(token)}.`);
  return login === 'unclear'
    ? said('unclear', 'The token is dead; the database gave no clear answer to the login that was leased.')
    : said(
        'blocked',
        'The vault does not know the token any more, and the database refuses the login that was leased.',
      );
}

export function readMustWork([control]: Outputs): Reading {
  const answer = tokenAnswer(control);
  if (answer === 'alive') return said('passed', 'The control token works.');
  return answer === 'dead'
    ? said('blocked', 'The control token is refused too.')
    : said('unclear', `No proof: ${vaultTrouble(control)}.`);
}

/** Leases are what lives on here: a token made as an orphan may have asked for new ones. */
export function readResidual([leases]: Outputs, context: StepContext): Reading {
  const keys = keysListed(leases);
  if (keys === undefined) return said('unclear', `The leases cannot be listed: ${vaultTrouble(leases)}.`);
  if (keys.length === 0) return { ...said('none', 'There is no lease under the prefix.'), sessions: [] };
  const prefix = param(context, 'prefix');
  return {
    ...said('live', `${keys.length} lease(s) under the prefix: who asked for them?`),
    sessions: [{ id: 'leases', label: `${keys.length} lease(s) under ${prefix}` }],
  };
}

export function readEnded(outputs: Outputs): Reading {
  if (outputs.length === 0) return said('done', 'There was nothing to revoke.');
  if (outputs[0]?.timedOut === true) return said('unclear', HUNG);
  if (vaultErrors(outputs[0]) !== '') return said('failed', `Not revoked: ${vaultErrors(outputs[0])}`);
  const code = answerOf(outputs[0])?.code;
  return code === 204 || code === 200
    ? said('done', 'The leases were revoked; the next list shows it.')
    : said('unclear', `Not confirmed: ${vaultTrouble(outputs[0])}.`);
}
