import type { EntityType } from '../domain/organisation.ts';
import type { Formula } from './logic/formula.ts';
import type { Regime } from './pack.ts';

/** One criterion of a legal test, as the article states it. */
export interface Criterion {
  /** Rule id of the reference: `CIR.3.1.a`, `C.9.5b`. */
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  readonly formula: Formula;
  /** What the number does not say. */
  readonly note?: string;
  readonly sources: readonly string[];
  /** Only for these types or services (2024/2690 Art. 5-14); absent: for all. */
  readonly services?: readonly EntityType[];
}

/** How criteria make a verdict, by id. `others`: every criterion of the test that is not named elsewhere in it. */
export type Combination =
  | string
  | { readonly all: readonly Combination[] }
  | { readonly any: readonly Combination[] }
  | { readonly atLeast: number; readonly of: readonly Combination[] }
  | { readonly anyOther: true };

export const TEST_IDS = [
  'NIS2.SIG',
  'NIS2.SIG.GENERIC',
  'DORA.MAJOR',
  'GDPR.33',
  'GDPR.34',
  'CRA.V',
  'CRA.I',
  'AIA',
  'GPAI',
] as const;
export type TestId = (typeof TEST_IDS)[number];

/** A legal test over facts. Its verdict advises the person who decides; it starts no clock by itself. */
export interface LegalTest {
  readonly id: TestId;
  readonly regime: Regime;
  /** The question its verdict answers. */
  readonly question: string;
  /** How the criteria are combined, in words. */
  readonly how: string;
  readonly basis: string;
  readonly combine: Combination;
  readonly criteria: readonly Criterion[];
  /** `digital`: binds only the types of 2024/2690; `other`: only the rest; absent: everybody. */
  readonly binds?: 'digital' | 'other';
  readonly notes: readonly string[];
}
