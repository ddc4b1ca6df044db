import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { checkGiven } from '../../../renderer/verify-page/proof-check.ts';
import { strictVerifier } from '../../../renderer/verify-page/strict-ed25519.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { givenPolicy } from '../../../shared/ledger/given-policy.ts';
import { vectorFile } from '../../support/vector-file.ts';

const vectors = vectorFile('witness.json') as {
  readonly log: { readonly vkey: string };
  readonly witness: { readonly vkey: string };
  readonly newer: { readonly vkey: string };
  readonly entries: readonly string[];
  readonly checkpoint: string;
  readonly cosignature: string;
  readonly proofs: readonly {
    readonly why: string;
    readonly proof: string;
    readonly entry: number;
    readonly holds: boolean;
  }[];
  readonly policies: readonly {
    readonly why: string;
    readonly policy: string;
    readonly note: string;
    readonly accepted: boolean | null;
  }[];
};
const primitives = { sha256: (bytes: Uint8Array): Uint8Array => sha256(bytes), verifyEd25519: strictVerifier() };
const check = (proof: string, keys: string, entry: string | null = null) =>
  checkGiven(primitives, { proof: utf8(proof), keys: utf8(keys), entry: entry === null ? null : utf8(entry) });

describe('a proof on the page', () => {
  // The vectors ask for the word of this witness.
  const keys = `${vectors.log.vkey}\n${vectors.witness.vkey}`;

  test.each(vectors.proofs)('$why: $holds', ({ proof, entry, holds }) => {
    expect(check(proof, keys, vectors.entries[entry] ?? '').holds).toBe(holds);
  });

  test('needs the entry, and a key of the log', () => {
    const { proof = '' } = vectors.proofs.find(({ holds }) => holds) ?? {};
    expect(check(proof, keys)).toMatchObject({
      holds: false,
      why: expect.stringMatching(/entry too/) as string,
    });
    expect(check(proof, '', vectors.entries[0])).toMatchObject({
      holds: false,
      why: expect.stringMatching(/keys/) as string,
    });
  });
});

describe('a checkpoint alone', () => {
  test('holds under the key of its log', () => {
    expect(check(vectors.checkpoint, `# by phone\n\n  ${vectors.log.vkey}  `)).toMatchObject({
      holds: true,
      checkpoint: { size: 3 },
      entry: null,
      judgement: { cosigned: [] },
    });
  });

  test('a witness that is named has to have cosigned', () => {
    const keys = `${vectors.log.vkey}\n${vectors.witness.vkey}`;
    expect(check(vectors.checkpoint, keys)).toMatchObject({
      holds: true,
      judgement: { cosigned: [{ name: 'witness.example/w1' }] },
    });
    expect(check(vectors.checkpoint.replace(vectors.cosignature, ''), keys).holds).toBe(false);
  });

  test('does not hold when a digit of it is another', () => {
    expect(check(vectors.checkpoint.replace('\n3\n', '\n4\n'), vectors.log.vkey).holds).toBe(false);
  });

  // Pasted text loses its last newline, so the page adds it. A page has no ML-DSA: a policy that asks for such a witness is not reached here, and everything else is as elsewhere.
  test.each(
    vectors.policies.filter(
      ({ why, policy }) => why !== 'no newline at the end' && !policy.includes(vectors.newer.vkey),
    ),
  )('under a policy: $why', ({ policy, note, accepted }) => {
    expect(check(note, policy).holds).toBe(accepted ?? false);
  });
});

test.each([
  ['', 'no key of a log'],
  ['nonsense', 'line 1'],
  [`${vectors.log.vkey}\nx+y+z`, 'line 2'],
  [vectors.witness.vkey, 'no key of a log'],
  [`log ${vectors.log.vkey}\nquorum nobody`, 'not defined'],
])('keys %j: %s', (text, why) => {
  const given = givenPolicy(primitives.sha256, utf8(text));
  expect(given).toMatchObject({ ok: false, why: expect.stringContaining(why) as string });
});
