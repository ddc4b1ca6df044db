import { expect, test } from 'vitest';
import { strategyFacts } from '../../../renderer/screens/run/strategy-facts.ts';

const one = (label: string, part: object = {}) => ({
  id: 'crd-0000000000000001' as const,
  label,
  template: 'K18',
  canMint: false,
  issues: false,
  consumers: '',
  wave: 3 as const,
  ...part,
});

test('the register answers the strategy rule of PB1 as far as it can', () => {
  const facts = strategyFacts([
    one('minter', { canMint: true }),
    one('signer', { issues: true, consumers: 'gateway' }),
    one('money', { movesMoney: true, consumerAssets: ['ast-0000000000000001'] }),
    one('plain', { movesMoney: false, overlapSupported: true }),
    one('no overlap', { overlapSupported: false, consumers: 'batch' }),
  ]);
  expect(facts).toEqual({
    urgent: ['minter', 'signer', 'money'],
    unknownConsumers: ['minter', 'plain'],
    overlap: ['plain'],
  });
});
