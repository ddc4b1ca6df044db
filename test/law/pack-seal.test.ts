import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packBytes, sealOf } from '../../shared/law/pack-seal.ts';
import { EU_2026_11 } from '../../shared/law/packs/eu-2026-11.ts';
import { PACKS } from '../../shared/law/packs/registry.ts';
import { PACK_PUBLISHERS, PACK_SIGNATURES } from '../../shared/law/packs/signatures.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';

const primitives: Primitives = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519: (raw, message, signature) => {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  },
};

describe('signature of a rule pack', () => {
  it.each(PACKS.map((pack) => [pack.packVersion, pack] as const))('%s is what its publisher signed', (_name, pack) => {
    const seal = sealOf(pack, PACK_SIGNATURES, PACK_PUBLISHERS, primitives);
    expect(seal).toMatchObject({ by: 'bulkhead-law', verified: true });
  });

  it('one changed hour is not what was signed', () => {
    const [first, ...rest] = EU_2026_11.clocks;
    if (first === undefined) throw new Error('the pack has no clock');
    const changed = { ...EU_2026_11, clocks: [{ ...first, period: { unit: 'hours', count: 25 } as const }, ...rest] };
    expect(sealOf(changed, PACK_SIGNATURES, PACK_PUBLISHERS, primitives).verified).toBe(false);
    expect(packBytes(changed)).not.toEqual(packBytes(EU_2026_11));
  });

  it('an unknown publisher and a missing signature verify nothing', () => {
    expect(sealOf(EU_2026_11, PACK_SIGNATURES, {}, primitives).verified).toBe(false);
    expect(sealOf(EU_2026_11, [], PACK_PUBLISHERS, primitives)).toMatchObject({ by: '', verified: false });
  });
});
