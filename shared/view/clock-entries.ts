import type { ClockState } from '../law/clock-state.ts';
import type { IncidentView } from './incident-view.ts';

type Seen = Pick<
  IncidentView,
  'awareness' | 'classifications' | 'filings' | 'requests' | 'explanations' | 'facts' | 'ownFacts'
>;

/** Entries that a clock stands on: what it counts from, and what it stopped for. A date without them could not be checked. */
export function clockEntries(view: Seen, clock: ClockState): readonly number[] {
  const { entityId, clockId, submittedAt } = clock;
  const filed = view.filings.filter(
    (one) => one.entity === entityId && one.stage === clockId && one.filedAt === submittedAt,
  );
  const late =
    clock.state === 'late-filed'
      ? view.explanations.filter((one) => one.entity === entityId && one.stage === clockId).slice(-1)
      : [];
  return [...new Set([...anchorEntries(view, clock), ...[...filed, ...late].map(({ entry }) => entry)])];
}

function anchorEntries(
  view: Seen,
  { entityId: entity, clockId, regime, anchor: { rule, at } }: ClockState,
): readonly number[] {
  if (at === null) return [];
  const last = <T extends { readonly entry: number }>(
    list: readonly T[],
    isMeant: (one: T) => boolean,
  ): readonly number[] =>
    list
      .filter(isMeant)
      .map(({ entry }) => entry)
      .slice(-1);
  const aware = last(view.awareness, (one) => one.entity === entity && one.regime === regime);
  switch (rule.event) {
    case 'aware':
      return aware;
    case 'classified-major':
      // The four hours end no later than a day after awareness: both bear on the date.
      return [...aware, ...last(view.classifications, (one) => one.entity === entity)];
    case 'submitted': {
      const then = view.filings.filter((one) => one.entity === entity && one.filedAt === at);
      // An update of that report is filed under a row of its own; another report may have gone out in the same minute.
      const exact = last(then, ({ stage }) => stage === rule.clock);
      return exact.length > 0 || !rule.orLatestUpdate ? exact : last(then, () => true);
    }
    case 'fact': {
      const own = last(view.ownFacts, (one) => one.entity === entity && one.fact === rule.fact);
      return own.length > 0 ? own : last(view.facts, (one) => one.fact === rule.fact);
    }
    case 'requested':
      return last(view.requests, (one) => one.entity === entity && one.stage === clockId);
    case 'regime-due':
      return [];
  }
}
