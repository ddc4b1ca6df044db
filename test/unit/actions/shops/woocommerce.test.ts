import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { answered, exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Shapes: the mysql client as wp-cli 2.10 calls it (--batch --skip-column-names), `wp wc webhook update`, and the errors of
// WooCommerce 9 (includes/class-wc-rest-authentication.php, REST controllers), as documented.
const bothKeys = [
  'key=12 user 4 read_write ...a1b2c3d last 2026-11-25 20:11:05 stock plugin',
  'key=15 user 4 read ...d4e5f6a last never old import',
];
const kept = 'webhook=3 order.created https://erp.example/hook';
const strange = 'webhook=9 order.created https://collect.example/in?token=s3cret';
const before = printed([...bothKeys, 'other=20 user 4 ...ffeedd0', kept, strange, 'all=read'].join('\n'));
const oneKey = printed([bothKeys[0], 'all=read'].join('\n'));
const gone = printed('all=read');
const broken = printed("ERROR 1146 (42S02) at line 1: Table 'shop.wp_woocommerce_api_keys' doesn't exist", 1);
const orders = answered(200, [{ id: 4711 }]);
const unknownKey = answered(401, {
  code: 'woocommerce_rest_cannot_view',
  message: 'Sorry, you cannot list resources.',
  data: { status: 401 },
});
const wrongSecret = answered(401, {
  code: 'woocommerce_rest_authentication_error',
  message: 'Consumer secret is invalid.',
  data: { status: 401 },
});
const wall = answered(401, '<html><body>401 Authorization Required</body></html>');
const down = printed('curl: (28) Connection timed out\n\nhttp_code=000 to=', 28);
const hung: Output = { text: '', exit: 128, timedOut: true };

describe('K02, WooCommerce REST keys', () => {
  test.each<Case>([
    ['kept', 'collect', [before, printed('17')], 'done'],
    ['table not found', 'collect', [broken, printed('0', 1)], 'unclear'],
    ['possible', 'dryRun', [before, orders, orders], 'ok'],
    ['one of the keys does not exist', 'dryRun', [oneKey, orders, orders], 'refused'],
    ['no key reaches the shop: the login is lost on the way', 'dryRun', [before, unknownKey, unknownKey], 'refused'],
    ['deleted', 'apply', [gone], 'done'],
    ['still there', 'apply', [oneKey], 'failed'],
    ['the answer broke off', 'apply', [printed(bothKeys.join('\n'))], 'unclear'],
    ['refused and gone', 'mustFail', [unknownKey, gone], 'blocked'],
    ['still reads orders', 'mustFail', [orders, gone], 'passed'],
    ['refused for its secret: the key is still known', 'mustFail', [wrongSecret, gone], 'unclear'],
    ['another wall answered, not the shop', 'mustFail', [wall, gone], 'unclear'],
    ['refused, but a row is left', 'mustFail', [unknownKey, oneKey], 'unclear'],
    ['down', 'mustFail', [down, gone], 'unclear'],
    ['hangs', 'mustFail', [hung, gone], 'unclear'],
    ['control works', 'mustWork', [orders], 'passed'],
    ['control is gone', 'mustWork', [unknownKey], 'blocked'],
    ['the trap: a webhook still sends orders out', 'residual', [printed(`${kept}\n${strange}\nall=read`)], 'live'],
    ['only the known webhook is left', 'residual', [printed(`${kept}\nall=read`)], 'none'],
    ['the list broke off', 'residual', [printed(kept)], 'unclear'],
    ['switched off', 'killSessions', [printed('Success: Updated webhook 9.')], 'done'],
    [
      'not allowed to',
      'killSessions',
      [printed('Error: Sorry, you are not allowed to edit this resource.', 1)],
      'failed',
    ],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K02', step, outputs, exampleParams('K02')).verdict).toBe(verdict);
  });

  test('keeps what may be secret out of what it says', () => {
    const reading = readingOf('K02', 'residual', [printed(`${strange}\nall=read`)], exampleParams('K02'));
    expect(JSON.stringify(reading)).not.toContain('s3cret');
  });

  test('only whole numbers come into a statement', () => {
    const params = exampleParams('K02', { keyIds: '12,x' });
    const [command] = findTemplate('K02')?.steps.apply.commands({ params, actionId: 'a1', sessions: [] }) ?? [];
    expect(JSON.stringify(command?.stdin)).toContain('key_id IN (12)');
    expect(readingOf('K02', 'dryRun', [before, orders, orders], params).verdict).toBe('refused');
  });

  test('never selects the secrets', () => {
    const context = { params: exampleParams('K02'), actionId: 'a1', sessions: [] };
    for (const step of Object.values(findTemplate('K02')?.steps ?? {}))
      expect(JSON.stringify(step.commands(context))).not.toContain('consumer_secret');
  });
});
