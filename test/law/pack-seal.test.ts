import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packBytes, sealOf } from '../../shared/law/pack-seal.ts';
import { EARLIER_PACKS, PACK_IN_FORCE, PACKS } from '../../shared/law/packs/registry.ts';
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
  it.each([...PACKS, ...EARLIER_PACKS].map((pack) => [pack.packVersion, pack] as const))(
    '%s is what a publisher signed',
    (_name, pack) => {
      const seal = sealOf(pack, PACK_SIGNATURES, PACK_PUBLISHERS, primitives);
      expect(seal).toMatchObject({ by: expect.stringMatching(/^bulkhead-law/) as string, verified: true });
    },
  );

  it('an earlier pack is the one that decisions on record name: same bytes, same publisher', () => {
    expect(EARLIER_PACKS.map((pack) => sealOf(pack, PACK_SIGNATURES, PACK_PUBLISHERS, primitives))).toEqual([
      {
        by: 'bulkhead-law',
        verified: true,
        sha256: '00b4f75c2d00cab24f096fe3f821efa7735b66a2640141ec7a6de1aef7b11d61',
      },
    ]);
  });

  it('one changed hour is not what was signed', () => {
    const [first, ...rest] = PACK_IN_FORCE.clocks;
    if (first === undefined) throw new Error('the pack has no clock');
    const changed = {
      ...PACK_IN_FORCE,
      clocks: [{ ...first, period: { unit: 'hours', count: 25 } as const }, ...rest],
    };
    expect(sealOf(changed, PACK_SIGNATURES, PACK_PUBLISHERS, primitives).verified).toBe(false);
    expect(packBytes(changed)).not.toEqual(packBytes(PACK_IN_FORCE));
  });

  it('an unknown publisher and a missing signature verify nothing', () => {
    expect(sealOf(PACK_IN_FORCE, PACK_SIGNATURES, {}, primitives).verified).toBe(false);
    expect(sealOf(PACK_IN_FORCE, [], PACK_PUBLISHERS, primitives)).toMatchObject({ by: '', verified: false });
  });
});
