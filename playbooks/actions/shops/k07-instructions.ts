import type { StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';

const ROOM = 250;

/** A line has limited room: what does not fit is counted, so that nobody takes the list for all of it. */
function shown(context: StepContext, name: string): string {
  const items = param(context, name).split(',');
  const fitting = items.filter((_, i) => items.slice(0, i + 1).join(', ').length <= ROOM);
  const left = items.length - fitting.length;
  const more = left === 0 ? '' : ` and ${left} more in the fields of this action`;
  return `${fitting.join(', ') || 'none'}${more}`;
}

function overlaps(context: StepContext): boolean {
  return param(context, 'withdrawal') === 'after-1-hour';
}

function dashboard(context: StepContext): string {
  return `Open the dashboard of ${shown(context, 'gateway')}, account ${shown(context, 'account')}, live mode, with a login of your own.`;
}

export function collectInstructions(context: StepContext): readonly string[] {
  return [
    dashboard(context),
    `Save the line of ${shown(context, 'keyLabel')} as a screenshot: rights, created, last used. Never the key itself.`,
    'Save the log of calls with this key, and refunds, payouts and new bank accounts since the leak.',
    `Note its hash here and the number of ticket ${shown(context, 'ticket')}.`,
  ];
}

export function dryRunInstructions(context: StepContext): readonly string[] {
  return [
    dashboard(context),
    `Compare the webhook endpoints with the list here: ${shown(context, 'webhooks')}. Refuse if one is missing here, or one is foreign.`,
    `Look at each place for the key, database and environment both: ${shown(context, 'places')}. Refuse if one cannot be changed now, or another turns up.`,
    'Roll a test-mode key the same way and see the new one arrive in every place.',
    'Call the gateway with the old key and read GET /v1/balance or what it has for that: if it is refused now, a later refusal proves little.',
    overlaps(context)
      ? 'Refuse if the old key is being abused: an overlap of an hour gives the attacker an hour.'
      : 'Refuse if the new key cannot be everywhere within minutes and nobody accepted that checkout stands still.',
  ];
}

export function applyInstructions(context: StepContext): readonly string[] {
  return [
    dashboard(context),
    `Roll ${shown(context, 'keyLabel')}; the old one ends ${overlaps(context) ? 'in 1 hour' : 'now'}. Give the new one no more rights than needed.`,
    `Put the new key into every place, by the vault, and restart what read it at its start: ${shown(context, 'places')}.`,
    `Roll the signing secret of every webhook endpoint as well and put it into the shop: ${shown(context, 'webhooks')}.`,
    'Leave the merchant account as it is: saved cards are bound to it.',
    `Failed, if one place or one webhook secret is left. Note the screenshot’s hash and ticket ${shown(context, 'ticket')}.`,
  ];
}

export function mustFailInstructions(context: StepContext): readonly string[] {
  return [
    'Outside the console, call the gateway with the old key: GET /v1/balance, or what the gateway has for that. The key goes in by a file, never on a command line.',
    'Blocked: 401 with the gateway’s own error for an expired or unknown key. Time-outs, 403 and 429 are unclear.',
    ...(overlaps(context)
      ? ['While the overlap runs it still answers 200: say passed, and probe again after its end.']
      : []),
    'Sign something with the old webhook secret and send it to the shop: it must be refused (400). Passed, if the shop takes it.',
  ];
}

export function mustWorkInstructions(context: StepContext): readonly string[] {
  return [
    'Buy in the live shop, through every web node: a payment of EUR 0.00, or an authorisation that is voided at once.',
    `See the payment under the new key in the dashboard of ${shown(context, 'gateway')}, and its webhook delivered and taken (200).`,
    'Pay with a saved card as well, if the shop has any. Blocked, if one of these fails.',
    'Keep the id of the voided authorisation as exhibit, without card data.',
  ];
}

export function residualInstructions(context: StepContext): readonly string[] {
  return [
    dashboard(context),
    'Look for other keys, restricted keys, connected apps and webhook endpoints made since the leak: each of them is live.',
    `Look in the log of calls for the old key ${shown(context, 'keyLabel')} since it ended: a place that still uses it is one that was not updated.`,
    ...(overlaps(context) ? ['While the overlap runs the old key itself is live.'] : []),
  ];
}

export function endInstructions(context: StepContext): readonly string[] {
  return [
    dashboard(context),
    'Delete the keys, apps and webhook endpoints nobody vouches for; end the old key now if its overlap still runs.',
    'Sign all dashboard sessions out that are not yours.',
  ];
}
