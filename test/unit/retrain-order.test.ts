import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { RetrainOrder } from '../../shared/domain/retrain-order.ts';
import { root } from '../support/source-tree.ts';

// Somebody else's machine reads the order by this file; it must say what the console accepts.
test('the published schema of a retrain order is the one that is enforced', () => {
  const published: unknown = JSON.parse(readFileSync(join(root, 'docs/retrain-order.schema.json'), 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(RetrainOrder, { unrepresentable: 'any' }))));
});

const order = {
  orderId: 'RO-0001',
  baseModelDigest: `sha256:${'a'.repeat(64)}`,
  excludeDatasets: [{ name: 'notes', sha256: '', rows: '', reason: 'unlawful', legalBasis: 'Art. 17 GDPR' }],
  includeSnapshot: 'snapshot-2026-10',
  codeCommit: 'abcdef1',
  env: { imageDigest: `sha256:${'b'.repeat(64)}`, network: 'none', region: 'eu-central' },
  mustChange: ['seed'],
  gates: {
    evalSuite: 'credit-9',
    maxRegressionPct: '1',
    psiMax: '0.10',
    latencyP95MaxRatio: '1.2',
    canaryExtractionMax: 0,
    miaAucMax: '0.55',
  },
  deadline: '2026-12-09T00:00:00.000Z',
  reason: 'unlawful data',
  supersedes: null,
};

test('an order is strict: no network, no canary, no field of its own', () => {
  expect(RetrainOrder.safeParse(order).success).toBe(true);
  const wrong: readonly object[] = [
    { ...order, env: { ...order.env, network: 'egress' } },
    { ...order, gates: { ...order.gates, canaryExtractionMax: 1 } },
    { ...order, gates: { ...order.gates, psiMax: 0.1 } },
    { ...order, baseModelDigest: 'a'.repeat(64) },
    { ...order, extra: true },
    { ...order, reason: '' },
  ];
  expect(wrong.filter((one) => RetrainOrder.safeParse(one).success)).toEqual([]);
});
