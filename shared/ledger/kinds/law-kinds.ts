import { z } from 'zod';
import { EntityId, InstantSchema, line, prose } from '../../domain/ids.ts';
import { MemberState } from '../../domain/organisation.ts';
import { FACT_IDS, type FactId } from '../../law/facts.ts';
import { CLOCK_IDS, DIRECTORY_REGIMES, REGIMES } from '../../law/pack.ts';
import { TRI } from '../../law/tri.ts';

/** What the law layer said when a person decided: which pack, which verdict, on which answers. A replay says the same. */
export const Evaluation = z.strictObject({
  packVersion: line(60),
  packSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Verdict of each test of the regime. */
  verdicts: z.array(z.strictObject({ test: line(40), verdict: z.enum(TRI) })).max(20),
  /** The facts it read, each by the entry that held it. */
  facts: z
    .array(z.strictObject({ fact: z.enum(FACT_IDS as readonly [FactId, ...FactId[]]), entry: z.int().min(0) }))
    .max(200),
});
export type Evaluation = z.infer<typeof Evaluation>;

const DateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date like 2026-12-08');

/** What a person changed in the law as data, for this incident. The pack itself stays as it is. */
export const Adjustment = z.discriminatedUnion('what', [
  /** A day that is (not) a working day in a Member State. */
  z.strictObject({
    what: z.literal('holiday'),
    memberState: MemberState,
    date: DateText,
    working: z.boolean(),
    name: line(80),
  }),
  /** A shorter national period in whole hours. */
  z.strictObject({
    what: z.literal('period'),
    memberState: MemberState,
    clock: z.enum(CLOCK_IDS),
    hours: z.int().min(1).max(8760),
    basis: line(200),
  }),
  /** Whether national NIS2 law is in force. */
  z.strictObject({
    what: z.literal('national'),
    memberState: MemberState,
    status: z.enum(['in-force', 'not-found', 'unconfirmed']),
    law: line(200),
  }),
  /** Who takes reports of a regime there, and how: instead of what the pack says. An empty channel: not known. */
  z.strictObject({
    what: z.literal('authority'),
    memberState: MemberState,
    regime: z.enum(DIRECTORY_REGIMES),
    name: line(200),
    channel: line(200, 0),
  }),
]);
export type Adjustment = z.infer<typeof Adjustment>;

export const lawKinds = {
  /** A named person decides that a regime does not apply, with the reason. A new fact opens it again; awareness stays. */
  'regime.dismissed': z.strictObject({
    regime: z.enum(REGIMES),
    entity: EntityId,
    reason: prose(4000),
    evaluation: Evaluation,
  }),
  'regime.reopened': z.strictObject({
    regime: z.enum(REGIMES),
    entity: EntityId,
    dismissal: z.int().min(0),
    reason: prose(4000),
  }),
  /** An authority asked for a report and set a date. */
  'authority.requested': z.strictObject({
    stage: z.enum(CLOCK_IDS),
    entity: EntityId,
    requestedBy: line(200),
    reference: line(200, 0),
    requestedAt: InstantSchema,
    dueAt: InstantSchema,
  }),
  /** Why a report was filed after its date. */
  'filing.explained': z.strictObject({ stage: z.enum(CLOCK_IDS), entity: EntityId, reason: prose(4000) }),
  /** A filing was put on record by mistake: it was not made, or not that one. Its entry stays; clocks count without it. */
  'filing.struck': z.strictObject({ filing: z.int().min(0), reason: prose(4000) }),
  /** An entity's own answer to a fact is taken back: from here on it goes by that of the incident. Its entries stay. */
  'fact.withdrawn': z.strictObject({
    fact: z.enum(FACT_IDS as readonly [FactId, ...FactId[]]),
    entity: EntityId,
    /** Entry of the answer that counted. Those of before to the same fact go with it. */
    answer: z.int().min(0),
    reason: prose(2000),
  }),
  'law.adjusted': z.strictObject({ adjustment: Adjustment, reason: prose(2000) }),
} as const;
