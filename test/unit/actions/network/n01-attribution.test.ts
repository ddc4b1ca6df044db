import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../../../playbooks/actions/network/matrix-plan.ts';
import { readMustWork } from '../../../../playbooks/actions/network/n01-readings.ts';
import type { Output, StepContext } from '../../../../shared/domain/action.ts';

const params = {
  segment: '10.0.1.0/24,10.0.2.0/24',
  forensic: '10.0.9.0/24',
  payProbe: '10.0.3.1',
  payPort: '443',
  aiProbe: '10.0.2.1',
  aiPort: '8080',
  aiProbe6: '',
  outsideProbe: '192.0.2.1',
  outsidePort: '8080',
  outsideProbe6: '',
  checkoutUrl: 'http://10.0.1.1:8080/checkout',
};
const context = { params, actionId: 'act-1', sessions: [] } as unknown as StepContext;
const said = (text: string): Output => ({ text, exit: 0, timedOut: false });
const counter = (count: number): Output => said(`counter c_cut {\n  packets ${count} bytes 60\n}\n`);
const at = (address: string): Output => said(`2: eth0    inet ${address}/24 scope global eth0\n`);
const silent = (row: string): Output =>
  said(`probe ${row}: connected=0 code=000 bytes=0 why=Connection timed out after 2001 milliseconds\n`);
const refused = (row: string): Output =>
  said(`probe ${row}: connected=0 code=000 bytes=0 why=Failed to connect: No route to host\n`);
const answers = (row: string): Output => said(`probe ${row}: connected=1 code=200 bytes=2 why=\n`);

/** Payment and checkout do not work, forensics does; meanwhile the table stopped so many packets. */
function reading(stopped: number, pay = refused('shop-pay')) {
  expect(rowsOf(context, 'isolate', 'open')).toEqual(['shop-pay', 'forensic-ai', 'checkout']);
  const places = [at('10.0.1.1'), at('10.0.9.1'), at('192.0.2.1')];
  const ways = [pay, answers('forensic-ai'), silent('checkout')];
  return readMustWork([counter(7), ...places, ...ways, counter(7 + stopped)], context, 'isolate');
}

describe('N01: what has to work does not, and who stopped it', () => {
  test('a table that stopped a packet for each way did it', () => {
    expect(reading(2)).toMatchObject({ verdict: 'blocked' });
    expect(reading(6)).toMatchObject({ verdict: 'blocked' });
  });

  test('one that stopped fewer stopped strays: nothing is taken back for them', () => {
    expect(reading(1)).toMatchObject({ verdict: 'unclear' });
    expect(reading(0)).toMatchObject({ verdict: 'unclear' });
  });

  test('silence towards the payment service is not how L2 stops it: a stricter level stands there', () => {
    expect(reading(6, silent('shop-pay'))).toMatchObject({ verdict: 'unclear' });
  });
});
