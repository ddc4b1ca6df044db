import type { Assessment } from './assessment.ts';
import type { ClockState } from './clock-state.ts';
import { REGIME_LABELS } from './pack.ts';
import type { RegimeRouting } from './regime-finding.ts';

/** What a pack says about one entity on one set of facts. */
export interface PackAnswer {
  readonly routing: RegimeRouting;
  readonly clocks: readonly ClockState[];
  readonly assessments: readonly Assessment[];
}

export interface PackDifference {
  readonly what: string;
  readonly here: string;
  readonly there: string;
}

const VERDICT = { yes: 'yes', no: 'no', unknown: 'unknown' } as const;
const NONE = 'nothing';

/** Everything two packs answer differently on the same facts: regimes, tests, clocks. Equal answers are left out. */
export function comparePacks(here: PackAnswer, there: PackAnswer): readonly PackDifference[] {
  return [
    ...pair(
      here.routing.findings,
      there.routing.findings,
      ({ regime }) => `Regime ${REGIME_LABELS[regime]}`,
      (one) => `${one.outcome.replaceAll('-', ' ')} (${one.basis})`,
    ),
    ...pair(
      here.assessments,
      there.assessments,
      ({ question, test }) => `${test}: ${question}`,
      (one) => `${VERDICT[one.verdict]}. ${one.how} (${one.basis})`,
    ),
    ...pair(
      here.clocks,
      there.clocks,
      ({ title }) => title,
      (one) => one.explanation,
    ),
  ];
}

function pair<T>(
  here: readonly T[],
  there: readonly T[],
  name: (one: T) => string,
  text: (one: T) => string,
): readonly PackDifference[] {
  const texts = (all: readonly T[]) => new Map(all.map((one) => [name(one), text(one)]));
  const [mine, theirs] = [texts(here), texts(there)];
  return [...new Set([...mine.keys(), ...theirs.keys()])]
    .map((what) => ({ what, here: mine.get(what) ?? NONE, there: theirs.get(what) ?? NONE }))
    .filter((line) => line.here !== line.there);
}
