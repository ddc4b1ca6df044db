import type { ActionTemplate, Reading, Step, StepContext } from '../../../shared/domain/action.ts';
import { said } from '../stores/said.ts';
import {
  applyInstructions,
  collectInstructions,
  dryRunInstructions,
  endInstructions,
  mustFailInstructions,
  mustWorkInstructions,
  residualInstructions,
} from './k07-instructions.ts';

/** Nothing is run here, so nothing that is read here can prove anything: a person says the verdict and shows an exhibit. */
function unread(): Reading {
  return said('unclear', 'This step happens in the dashboard of the gateway; only a person can say how it went.');
}

function attested(instructions: (context: StepContext) => readonly string[]): Step {
  return { commands: () => [], instructions, parse: unread };
}

/** Reference PB1, K07. The steps are from the reference and from memory of such dashboards; tried at no gateway. */
export const k07PaymentKeys: ActionTemplate = {
  id: 'K07',
  version: 1,
  title: 'Roll payment gateway keys',
  purpose: 'Replaces a secret or restricted key of the payment gateway and the signing secrets of its webhooks.',
  risk: 'R2',
  reversal: 'irreversible',
  reversalNote:
    'A rolled key does not come back. Only where an overlap was chosen both keys work until it ends; then go forward to a second new key.',
  tested: 'contract',
  targets: ['credential', 'shop.woocommerce', 'shop.magento'],
  modes: ['attest'],
  blastRadius:
    'Checkout, refunds, subscriptions and the reconciliation with the gateway stop wherever the new key is missing.',
  trap: '“Now” breaks the checkout if the new key does not arrive everywhere. A plugin keeps the key in the database and in the environment: one alone gets updated. Webhook secrets are separate. Saved cards belong to the account: never change that.',
  programs: [],
  quorum: { distinct: 2, seats: [['commander'], ['business-owner']] },
  fields: [
    { name: 'gateway', label: 'Gateway', kind: 'name', hint: 'Its name.', example: 'stripe' },
    {
      name: 'account',
      label: 'Merchant account',
      kind: 'text',
      hint: 'Saved cards belong to it; it stays the same.',
      example: 'acct_1EXAMPLE',
    },
    {
      name: 'keyLabel',
      label: 'Leaked key',
      kind: 'text',
      hint: 'As the dashboard names it: its name and last four letters. Never the key.',
      example: 'shop-live/4f2a',
    },
    {
      name: 'withdrawal',
      label: 'Old key ends',
      kind: 'choice',
      choices: ['now', 'after-1-hour'],
      hint: 'Now while it is abused; else after an hour, in which both keys work.',
      example: 'now',
    },
    {
      name: 'places',
      label: 'Where the key is stored',
      kind: 'text-list',
      hint: 'Every place: options in the database, environment, vault, CI, workers.',
      example: 'wp_options/stripe_settings,env/shop-web-1,env/shop-worker',
    },
    {
      name: 'webhooks',
      label: 'Webhook endpoints',
      kind: 'text-list',
      hint: 'Each has a signing secret of its own, which is rolled too.',
      example: 'we_1EXAMPLE',
      optional: true,
    },
    { name: 'ticket', label: 'Ticket', kind: 'text', hint: 'The change at the merchant.', example: 'CHG-4711' },
  ],
  steps: {
    collect: attested(collectInstructions),
    dryRun: attested(dryRunInstructions),
    apply: attested(applyInstructions),
    mustFail: attested(mustFailInstructions),
    mustWork: attested(mustWorkInstructions),
    residual: attested(residualInstructions),
    killSessions: attested(endInstructions),
  },
};
