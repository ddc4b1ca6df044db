import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { textAt } from '../json-answers.ts';
import { capture, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { answerOf, callTrouble } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { idsOf, rowsOf, rowsTrouble, strangeWebhooks } from './woocommerce-rows.ts';
import { wpSaid, wpTrouble } from './wp-cli.ts';

type Outputs = readonly Output[];

/**
 * A key that is unknown is treated as none at all (`woocommerce_rest_cannot_view`); `woocommerce_rest_authentication_error` means that
 * the key was found and only its secret did not fit: it is still there.
 */
function admission(output: Output | undefined): 'in' | 'unknown-key' | 'known-key' | 'unclear' {
  const answer = answerOf(output);
  if (answer?.code === 200 && Array.isArray(answer.body)) return 'in';
  if (answer?.code !== 401) return 'unclear';
  const code = textAt(answer.body, 'code');
  if (code === 'woocommerce_rest_cannot_view') return 'unknown-key';
  return code === 'woocommerce_rest_authentication_error' ? 'known-key' : 'unclear';
}

export function readCollect([kept, inLog]: Outputs): Reading {
  const keys = rowsOf(kept, 'key');
  if (keys === undefined) return said('unclear', `Nothing was kept: ${rowsTrouble(kept)}.`);
  const lines = isIncomplete(inLog) ? undefined : capture(linesOf(inLog), /^\d{1,12}$/);
  return said('done', `Kept: ${keys.length} key row(s) without their secrets.`, {
    keys: keys.join('; ').slice(0, 480) || 'none',
    'access log lines with a key in the address': lines ?? 'unknown',
  });
}

export function readDryRun([rows, leaked, control]: Outputs, context: StepContext): Reading {
  if (!param(context, 'site').startsWith('https://'))
    return said('refused', 'Over http WooCommerce takes no key as a login: a refusal would prove nothing.');
  const ids = idsOf(context, 'keyIds');
  const found = rowsOf(rows, 'key');
  if (found === undefined) return said('unclear', `The keys cannot be read: ${rowsTrouble(rows)}.`);
  if (ids.length === 0 || found.length < ids.length || ids.length !== param(context, 'keyIds').split(',').length)
    return said('refused', `Of the keys named, ${found.length} exist: look the numbers up again.`);
  const works = admission(control);
  if (works === 'unclear') return said('unclear', `The control key: ${callTrouble(answerOf(control))}.`);
  if (works !== 'in')
    return said(
      'refused',
      'The control key is refused now, or the site does not see the login: a refusal proves nothing.',
    );
  const strange = strangeWebhooks(rows, context) ?? [];
  const before = admission(leaked) === 'in';
  const hooks =
    strange.length === 0 ? '' : ` ${strange.length} active webhook(s) nobody vouched for will be switched off.`;
  return said(
    'ok',
    `${found.length} key(s) would be deleted.${hooks}${before ? ' The leaked one works now.' : ' The leaked one does not work now, so a later refusal is weaker proof.'}`,
    {
      'works before': before ? 'yes' : 'no',
      'other keys': (rowsOf(rows, 'other') ?? []).join('; ').slice(0, 450) || 'none',
      webhooks:
        strange
          .map(({ label }) => label)
          .join('; ')
          .slice(0, 450) || 'none',
    },
  );
}

export function readApply([changed]: Outputs): Reading {
  if (changed?.timedOut === true) return said('unclear', HUNG);
  const left = rowsOf(changed, 'key');
  if (left === undefined) return said('unclear', `Not confirmed: ${rowsTrouble(changed)}.`);
  return left.length === 0
    ? said('done', 'The keys are out of the database.')
    : said('failed', `${left.length} of the keys are still there.`);
}

export function readMustFail([leaked, rows]: Outputs): Reading {
  const answer = admission(leaked);
  if (answer === 'in') return said('passed', 'The leaked key still reads orders.');
  if (answer === 'unclear') return said('unclear', `No proof: ${callTrouble(answerOf(leaked))}.`);
  if (answer === 'known-key') return said('unclear', 'The shop still knows this key; only its secret did not fit.');
  const left = rowsOf(rows, 'key');
  if (left === undefined)
    return said('unclear', `The key is refused; whether its row is gone is not known: ${rowsTrouble(rows)}.`);
  return left.length === 0
    ? said('blocked', 'The key is refused (401) and out of the database.')
    : said('unclear', 'The key is refused, but a row of those named is still there: it may be another key.');
}

export function readMustWork([control]: Outputs): Reading {
  const answer = admission(control);
  if (answer === 'in') return said('passed', 'The control key reads orders.');
  return answer === 'unclear'
    ? said('unclear', `No proof: ${callTrouble(answerOf(control))}.`)
    : said('blocked', 'The control key is refused too.');
}

export function readResidual([rows]: Outputs, context: StepContext): Reading {
  const strange = strangeWebhooks(rows, context);
  if (strange === undefined) return said('unclear', `The webhooks cannot be read: ${rowsTrouble(rows)}.`);
  return strange.length === 0
    ? { ...said('none', 'No active webhook but those vouched for.'), sessions: [] }
    : { ...said('live', `${strange.length} webhook(s) still carry data out of the shop.`), sessions: strange };
}

export function readSwitchedOff(outputs: Outputs): Reading {
  if (outputs.length === 0) return said('done', 'There was nothing to switch off.');
  const words = outputs.map(wpSaid);
  if (words.every((word) => word === 'done'))
    return said('done', 'The webhooks were switched off; the next list shows it.');
  const at = words.findIndex((word) => word !== 'done');
  return said(words.includes('failed') ? 'failed' : 'unclear', `A webhook: ${wpTrouble(outputs[at])}.`);
}
