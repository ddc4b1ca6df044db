import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formulaOf } from '../../shared/law/assessment.ts';
import { FACT_IDS, factDefinition, type FactId } from '../../shared/law/facts.ts';
import { waysTo, withChanges } from '../../shared/law/logic/changes.ts';
import { evaluate, refsOf, type Formula, type Read, type Value } from '../../shared/law/logic/formula.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import { TRI } from '../../shared/law/tri.ts';

const A: Formula = { fact: 'impact.death', is: ['yes'] };
const B: Formula = { fact: 'impact.healthDamage', is: ['yes'] };
const C: Formula = { fact: 'impact.damageToOthers', is: ['yes'] };
const given =
  (answers: Readonly<Record<string, Value>>): Read =>
  (ref) =>
    answers[ref] ?? null;
const formulas = PACK_IN_FORCE.tests.map((test) => [test.id, formulaOf(test, test.criteria)] as const);

/** One answer a fact may have, or none. */
function anyAnswer(fact: FactId): fc.Arbitrary<Value | null> {
  const { type, choices } = factDefinition(fact);
  const number = fc.constantFrom('0', '1', '2', '9', '10', '11', '120', '121', '1440', '100000', '100001', '500001');
  const some =
    type === 'number'
      ? number
      : type === 'choice'
        ? fc.constantFrom(...Object.keys(choices ?? {}))
        : type === 'member-states'
          ? fc.constantFrom<Value[]>(['DE'], ['DE', 'FR'])
          : fc.constantFrom('yes', 'no');
  return fc.option(some as fc.Arbitrary<Value>, { nil: null });
}

const cases = fc.constantFrom(...formulas).chain(([id, formula]) => {
  const refs = refsOf(formula);
  const answers = refs.map((ref) =>
    FACT_IDS.includes(ref as FactId)
      ? anyAnswer(ref as FactId)
      : fc.constantFrom<Value | null>('yes', 'no', '1000000', null),
  );
  return fc.tuple(...answers).map((values) => {
    const known: Record<string, Value> = {};
    refs.forEach((ref, index) => {
      const value = values[index] ?? null;
      if (value !== null) known[ref] = value;
    });
    return { id, formula, refs, known };
  });
});

describe('three-valued logic', () => {
  it('and, or and at-least over all answers are the tables of Kleene', () => {
    const order = { no: 0, unknown: 1, yes: 2 } as const;
    for (const a of TRI)
      for (const b of TRI)
        for (const c of TRI) {
          const read = given({ 'impact.death': a, 'impact.healthDamage': b, 'impact.damageToOthers': c });
          const sorted = [a, b, c].toSorted((x, y) => order[x] - order[y]);
          expect(evaluate({ all: [A, B, C] }, read)).toBe(sorted[0]);
          expect(evaluate({ any: [A, B, C] }, read)).toBe(sorted[2]);
          expect(evaluate({ atLeast: 2, of: [A, B, C] }, read)).toBe(sorted[1]);
        }
  });

  it('compares without rounding, strictly more than', () => {
    const share: Formula = { fact: 'dora.clientsAffected', over: { permille: 100, of: 'dora.clientsTotal' } };
    const at = (affected: string, total: string) =>
      evaluate(share, given({ 'dora.clientsAffected': affected, 'dora.clientsTotal': total }));
    expect([at('10', '100'), at('11', '100'), at('1', '5'), at('0', '5')]).toEqual(['no', 'yes', 'yes', 'no']);
    expect(at('99999999999999', '999999999999999')).toBe('no');
    expect(at('100000000000000', '999999999999999')).toBe('yes');
  });

  it('a share of an unknown total is unknown, but none affected is none', () => {
    const share: Formula = { fact: 'dora.clientsAffected', over: { permille: 100, of: 'dora.clientsTotal' } };
    expect(evaluate(share, given({ 'dora.clientsAffected': '5' }))).toBe('unknown');
    expect(evaluate(share, given({ 'dora.clientsAffected': '0' }))).toBe('no');
    expect(evaluate(share, given({ 'dora.clientsTotal': '100' }))).toBe('unknown');
  });

  it('answering a question never turns a settled verdict: only unknown can move', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ formula, refs, known }, pick) => {
        const before = evaluate(formula, given(known));
        const open = refs.filter((ref) => known[ref] === undefined && FACT_IDS.includes(ref as FactId));
        const next = open[pick % Math.max(1, open.length)];
        if (before === 'unknown' || next === undefined) return;
        const { type } = factDefinition(next as FactId);
        for (const value of type === 'number' ? ['0', '999999999'] : ['yes', 'no'])
          expect(evaluate(formula, given({ ...known, [next]: value }))).toBe(before);
      }),
    );
  });
});

describe('what would change a verdict', () => {
  it('each way does change it, and no part of a way can be left out; for every test of the pack', () => {
    fc.assert(
      fc.property(cases, ({ formula, known }) => {
        const read = given(known);
        for (const target of ['yes', 'no'] as const)
          for (const way of waysTo(target, formula, read)) {
            expect(evaluate(formula, withChanges(read, way))).toBe(target);
            for (const change of way) {
              const rest = way.filter((one) => one !== change);
              expect(evaluate(formula, withChanges(read, rest))).not.toBe(target);
            }
          }
      }),
      { numRuns: 300 },
    );
  });

  it('an open or negative verdict always has a way to yes, an open or positive one a way to no', () => {
    fc.assert(
      fc.property(cases, ({ formula, known }) => {
        const read = given(known);
        const verdict = evaluate(formula, read);
        const found = [waysTo('yes', formula, read).length > 0, waysTo('no', formula, read).length > 0];
        expect(found).toEqual([verdict !== 'yes', verdict !== 'no']);
      }),
      { numRuns: 300 },
    );
  });

  it('the shortest way of small formulas is as short as trying everything finds', () => {
    const facts = ['impact.death', 'impact.healthDamage', 'impact.damageToOthers'] as const;
    const shapes: readonly Formula[] = [
      { all: [A, B, C] },
      { any: [A, { all: [B, C] }] },
      { atLeast: 2, of: [A, B, C] },
      { all: [A, { any: [B, C] }] },
    ];
    for (const shape of shapes)
      for (const a of TRI)
        for (const b of TRI)
          for (const c of TRI)
            for (const target of ['yes', 'no'] as const) {
              const now = { [facts[0]]: a, [facts[1]]: b, [facts[2]]: c };
              if (evaluate(shape, given(now)) === target) continue;
              const sizes = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((mask) => {
                const changed = Object.fromEntries(
                  facts.filter((_, bit) => (mask & (1 << bit)) !== 0).map((f) => [f, target]),
                );
                return evaluate(shape, given({ ...now, ...changed })) === target ? [Object.keys(changed).length] : [];
              });
              expect(waysTo(target, shape, given(now))[0]?.length).toBe(Math.min(...sizes));
            }
  });
});

describe('ways that differ', () => {
  it('of those that need one answer alone none is left out: every exemption from telling people is named', () => {
    const told = formulas.find(([id]) => id === 'GDPR.34')?.[1];
    if (told === undefined) throw new Error('the pack has no test for letters');
    const ways = waysTo('no', told, given({ 'asset.personalData': 'yes' })).map((way) => way.map(({ fact }) => fact));
    for (const fact of ['gdpr.risk', 'gdpr.unintelligible', 'gdpr.riskRemoved', 'gdpr.disproportionate'])
      expect(ways).toContainEqual([fact]);
  });

  it('malicious access is among the ways to major, beside the counted criteria', () => {
    const dora = formulas.find(([id]) => id === 'DORA.MAJOR')?.[1];
    if (dora === undefined) throw new Error('the pack has no DORA test');
    const ways = waysTo('yes', dora, () => null).map((way) => way.map(({ fact }) => fact).toSorted());
    expect(ways).toContainEqual(['cause.maliciousSuspected', 'cause.unauthorisedAccess', 'dora.accessMayLoseData']);
  });
});
