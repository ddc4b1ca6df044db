import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asset, Credential } from '../../../shared/domain/asset.ts';
import type { ActionState } from '../../../shared/domain/action-states.ts';
import { revocationGraph, textConsumer, UNKNOWN_FUNCTION, type Impact } from '../../../shared/view/revocation-graph.ts';

const ast = (n: number): `ast-${string}` => `ast-${n.toString(16).padStart(16, '0')}`;
const crd = (n: number): `crd-${string}` => `crd-${n.toString(16).padStart(16, '0')}`;
const asset = (n: number, rest: Partial<Asset> = {}): Asset => ({
  id: ast(n),
  type: 'llm.server',
  name: `asset ${n}`,
  owner: 'somebody',
  criticalFunction: 'no',
  ...rest,
});
const credential = (n: number, rest: Partial<Credential> = {}): Credential => ({
  id: crd(n),
  label: `credential ${n}`,
  template: 'K18',
  canMint: false,
  issues: false,
  consumers: '',
  owner: 'somebody',
  ...rest,
});
const graphOf = (assets: readonly Asset[], credentials: readonly Credential[], states: readonly ActionState[] = []) =>
  revocationGraph({
    assets,
    credentials,
    actions: states.map((state, n) => ({ action: `act-${n}`, target: crd(1), template: 'K18', state, effects: [] })),
  });
const only = (impacts: readonly Impact[]): Impact => {
  const [impact] = impacts;
  if (impact === undefined) throw new Error('no impact');
  return impact;
};

test('a block at a gateway is no revocation', () => {
  const block = { action: 'act-0', target: crd(1), template: 'N07', state: 'effective', effects: [] } as const;
  const { impacts } = revocationGraph({ assets: [], credentials: [credential(1)], actions: [block] });
  expect(only(impacts)).toMatchObject({ cut: 'none', action: null });
});

describe('what falls with a credential', () => {
  const chain = [
    asset(1, { criticalFunction: 'no' }),
    asset(2, { dependsOn: [ast(1)], criticalFunction: 'yes', businessFunction: 'Checkout' }),
    asset(3, { dependsOn: [ast(2)], criticalFunction: 'no', businessFunction: 'checkout ' }),
    asset(4, { criticalFunction: 'yes', businessFunction: 'Payouts' }),
  ];

  test('a consumer in words that is on the register under that name is that asset, and never said to be missing there', () => {
    const shop = asset(1, { name: 'Shop front', criticalFunction: 'yes', businessFunction: 'Checkout' });
    const twins = [asset(2, { name: 'Worker' }), asset(3, { name: 'worker' })];
    const graph = graphOf(
      [shop, ...twins],
      [credential(1, { consumers: 'shop  front; a nightly job; Worker' }), credential(2, { consumers: 'Shop front' })],
    );
    expect(graph.impacts.find(({ credential: id }) => id === crd(1))).toMatchObject({
      consumers: [ast(1)],
      others: 'a nightly job; Worker',
      functions: [{ name: 'Checkout' }, { id: UNKNOWN_FUNCTION }],
    });
    expect(graph.impacts.find(({ credential: id }) => id === crd(2))).toMatchObject({
      consumers: [ast(1)],
      others: '',
      functions: [{ name: 'Checkout', critical: 'yes' }],
    });
    expect(graph.gaps.filter(({ kind }) => kind === 'consumer-off-register')).toMatchObject([{ id: crd(1) }]);
    expect(graph.edges.some(({ to }) => to === textConsumer(crd(2)))).toBe(false);
  });

  test('its consumers, what depends on them, and the functions these carry, each once and as critical as the worst says', () => {
    const { impacts, functions } = graphOf(chain, [credential(1, { consumerAssets: [ast(1)] })]);
    expect(only(impacts)).toMatchObject({
      consumers: [ast(1)],
      dependents: [ast(2), ast(3)],
      functions: [{ name: 'Checkout', critical: 'yes', through: [ast(2), ast(3)] }],
      criticalHit: 1,
      byHand: 1,
      score: 1,
      known: true,
    });
    expect(functions).toEqual([expect.objectContaining({ name: 'Checkout', by: [crd(1)] })]);
  });

  test('loops of dependencies end', () => {
    const loop = [asset(1, { dependsOn: [ast(2)] }), asset(2, { dependsOn: [ast(1)] })];
    const impact = only(graphOf(loop, [credential(1, { consumerAssets: [ast(2)] })]).impacts);
    expect(impact.dependents).toEqual([ast(1)]);
  });

  test('a consumer that is not known is one consumer, and its function may be critical', () => {
    const impact = only(graphOf([], [credential(1)]).impacts);
    expect(impact).toMatchObject({ known: false, criticalHit: 1, byHand: 1, score: 1 });
    expect(impact.functions.map(({ id, critical }) => [id, critical])).toEqual([[UNKNOWN_FUNCTION, 'unknown']]);
  });

  test('a consumer in words is drawn apart and leads to a function that is not known', () => {
    const { impacts, edges } = graphOf([], [credential(1, { consumers: 'payout job' })]);
    expect(only(impacts)).toMatchObject({ known: true, others: 'payout job', byHand: 1 });
    expect(edges).toEqual([
      { from: crd(1), to: textConsumer(crd(1)), kind: 'uses' },
      { from: textConsumer(crd(1)), to: UNKNOWN_FUNCTION, kind: 'carries' },
    ]);
  });

  test('a criticality that is not known counts, one that is checked does not', () => {
    const of = (criticalFunction: Asset['criticalFunction']): number =>
      only(graphOf([asset(1, { criticalFunction })], [credential(1, { consumerAssets: [ast(1)] })]).impacts)
        .criticalHit;
    expect([of('yes'), of('unknown'), of('no')]).toEqual([1, 1, 0]);
  });

  test.each([
    ['by hand unless said otherwise', {}, {}, 1],
    ['not by hand when the asset takes secrets by itself', { redeployAutomated: true }, {}, 0],
    ['not while old and new may both be valid', {}, { overlapSupported: true }, 0],
    ['by hand where overlap was checked and is not there', {}, { overlapSupported: false }, 1],
  ] as const)('consumers are supplied %s', (_what, ofAsset, ofCredential, byHand) => {
    const one = credential(1, { consumerAssets: [ast(1)], ...ofCredential });
    expect(only(graphOf([asset(1, ofAsset)], [one]).impacts).byHand).toBe(byHand);
  });

  test('who goes first: score, then wave', () => {
    const { impacts } = graphOf(chain, [
      credential(1, { consumerAssets: [ast(1)] }),
      credential(2, { consumerAssets: [ast(1), ast(4)] }),
      credential(3, { consumerAssets: [ast(1)], canMint: true }),
    ]);
    expect(impacts.map((one) => [one.credential, one.score])).toEqual([
      [crd(2), 4],
      [crd(3), 1],
      [crd(1), 1],
    ]);
  });
});

describe('how far a revocation is', () => {
  const cut = (...states: ActionState[]): string => only(graphOf([], [credential(1)], states).impacts).cut;

  test.each([
    ['none', []],
    ['none', ['withdrawn']],
    ['none', ['undone']],
    ['requested', ['drafted']],
    ['requested', ['armed']],
    ['applied', ['probing']],
    ['in-doubt', ['unknown']],
    ['proven', ['effective']],
    ['proven', ['withdrawn', 'effective', 'withdrawn']],
    ['requested', ['effective', 'drafted']],
  ] as const)('%s after %j', (expected, states) => {
    expect(cut(...states)).toBe(expected);
  });

  test('a step without an outcome makes any state doubtful', () => {
    const actions = [
      { action: 'act-1', target: crd(1), template: 'K18', state: 'applying', effects: [{ status: 'in-doubt' }] },
    ] as const;
    expect(only(revocationGraph({ assets: [], credentials: [credential(1)], actions }).impacts).cut).toBe('in-doubt');
  });
});

describe('who can create what, and what is orphaned', () => {
  test('a minter without a list may create any', () => {
    const mints = (rest: Partial<Credential>) => only(graphOf([], [credential(1, rest)]).impacts).mints;
    expect(mints({})).toEqual([]);
    expect(mints({ canMint: true })).toBe('any');
    expect(mints({ canMint: true, mints: [crd(2)] })).toEqual([crd(2)]);
  });

  test('every gap is named', () => {
    const { owner: _owner, ...ownerless } = credential(1, { consumers: 'a job' });
    const { gaps } = graphOf([asset(1, { owner: ' ' })], [ownerless, credential(2)]);
    expect(gaps.map(({ kind, id }) => [kind, id])).toEqual([
      ['no-consumer', crd(2)],
      ['consumer-off-register', crd(1)],
      ['no-credential-owner', crd(1)],
      ['no-owner', ast(1)],
      ['never-reached', ast(1)],
    ]);
  });

  test('an asset that a credential opens is touched', () => {
    const { gaps, impacts } = graphOf([asset(1, { credentials: [crd(1)] })], [credential(1, { consumers: 'x' })]);
    expect(gaps.map(({ kind }) => kind)).not.toContain('never-reached');
    expect(only(impacts).opens).toEqual([ast(1)]);
  });
});

test('for any register: it ends, edges join what exists, and nothing falls that is not named', () => {
  const ids = fc.uniqueArray(fc.nat(7), { maxLength: 8 });
  const refs = ids.map((list) => list.map(ast));
  const assets = fc
    .array(fc.record({ dependsOn: refs, criticalFunction: fc.constantFrom('yes', 'no', 'unknown') }), { maxLength: 6 })
    .map((list) => list.map((rest, n) => asset(n, rest)));
  const credentials = fc
    .array(fc.record({ consumerAssets: refs, canMint: fc.boolean(), mints: ids.map((list) => list.map(crd)) }), {
      maxLength: 6,
    })
    .map((list) => list.map((rest, n) => credential(n, rest)));
  fc.assert(
    fc.property(assets, credentials, (some, others) => {
      const { impacts, edges, functions } = graphOf(some, others);
      expect(impacts).toHaveLength(others.length);
      const known = new Set<string>([...some, ...others].map(({ id }) => id));
      for (const { from, to, kind } of edges) {
        if (!from.startsWith('text:')) expect(known.has(from)).toBe(true);
        if (kind === 'depends') expect(known.has(to)).toBe(true);
        if (kind === 'carries') expect(functions.some(({ id }) => id === to)).toBe(true);
      }
      for (const { consumers, dependents } of impacts)
        for (const id of [...consumers, ...dependents]) expect(known.has(id)).toBe(true);
    }),
  );
});
