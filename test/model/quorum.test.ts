import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuorumRule } from '../../shared/domain/action.ts';
import type { Role } from '../../shared/domain/risk.ts';
import { quorumGap, quorumMet, type Signature } from '../../playbooks/kit/quorum.ts';

const ROLES = ['commander', 'key-custodian', 'containment-lead', 'legal'] as const satisfies readonly Role[];
const roles = fc.subarray([...ROLES], { minLength: 0 });
const rule: fc.Arbitrary<QuorumRule> = fc.record({
  distinct: fc.integer({ min: 1, max: 4 }),
  seats: fc.array(fc.subarray([...ROLES], { minLength: 1 }), { maxLength: 3 }),
});
/** Five people at most; the same person may turn up twice, always with the same roles. */
const signatures: fc.Arbitrary<Signature[]> = fc
  .array(roles, { minLength: 5, maxLength: 5 })
  .chain((held) =>
    fc
      .array(fc.nat(4), { maxLength: 6 })
      .map((who) => who.map((i) => ({ fingerprint: `p${i}`, roles: held[i] ?? [] }))),
  );

/** The rule again, by trying every way to hand the seats to people. */
function metByTrying({ distinct, seats }: QuorumRule, signed: readonly Signature[]): boolean {
  const people = [...new Map(signed.map((one) => [one.fingerprint, one])).values()];
  return people.length >= distinct && fill(seats, people);
}

function fill(seats: QuorumRule['seats'], people: readonly Signature[]): boolean {
  const [seat, ...rest] = seats;
  if (!seat) return true;
  return people.some(
    (person) =>
      person.roles.some((role) => seat.includes(role)) &&
      fill(
        rest,
        people.filter((other) => other !== person),
      ),
  );
}

describe('seats of a quorum', () => {
  test('stand exactly when some assignment fills them all with different people', () => {
    let met = 0;
    fc.assert(
      fc.property(rule, signatures, (asked, signed) => {
        met += Number(quorumMet(asked, signed));
        expect(quorumMet(asked, signed)).toBe(metByTrying(asked, signed));
      }),
      { numRuns: 3000 },
    );
    expect(met).toBeGreaterThan(300);
  });

  test('are filled by others than the requester where the rule sets them apart', () => {
    fc.assert(
      fc.property(rule, signatures, (asked, signed) => {
        const others = signed.filter(({ fingerprint }) => fingerprint !== signed[0]?.fingerprint);
        expect(quorumMet({ ...asked, requesterApart: true }, signed)).toBe(metByTrying(asked, others));
      }),
      { numRuns: 1000 },
    );
  });

  test('do not depend on the order in which people signed', () => {
    fc.assert(
      fc.property(
        rule,
        signatures.chain((signed) =>
          fc.tuple(fc.constant(signed), fc.shuffledSubarray(signed, { minLength: signed.length })),
        ),
        (asked, [signed, shuffled]) => {
          expect(quorumMet(asked, shuffled)).toBe(quorumMet(asked, signed));
        },
      ),
    );
  });

  test('one more signature never takes away what stood, and a repeated one adds nothing', () => {
    fc.assert(
      fc.property(rule, signatures, roles, (asked, signed, held) => {
        const more = [...signed, { fingerprint: 'newcomer', roles: held }];
        if (quorumMet(asked, signed)) expect(quorumMet(asked, more)).toBe(true);
        expect(quorumGap(asked, more).seats.length).toBeLessThanOrEqual(quorumGap(asked, signed).seats.length);
        expect(quorumGap(asked, [...signed, ...signed])).toEqual(quorumGap(asked, signed));
      }),
    );
  });

  test('one person with every role is still one person', () => {
    const all: Signature = { fingerprint: 'p', roles: ['commander', 'key-custodian', 'containment-lead'] };
    const two: QuorumRule = { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] };
    expect(quorumGap(two, [all, all])).toEqual({ people: 1, seats: [['key-custodian', 'containment-lead']] });
    expect(quorumMet(two, [all, { fingerprint: 'q', roles: ['legal'] }])).toBe(false);
    expect(quorumMet(two, [all, { fingerprint: 'q', roles: ['key-custodian'] }])).toBe(true);
  });
});
