import { BulkheadError } from '../../../shared/domain/failure.ts';
import type { BehindView } from '../../../shared/view/console-view.ts';
import type { Desk } from '../desk.ts';
import { rosterGaps } from '../use-cases/people/roster-gaps.ts';

/** What each incident has not heard of people and keys; those that cannot be opened, with the reason. */
export function behindViews(desk: Desk): readonly BehindView[] {
  const journal = desk.requireJournal();
  return journal.mayBeBehind().flatMap(({ incident, codename }): readonly BehindView[] => {
    try {
      // One that is still being read is looked at when that is done.
      if (desk.incidents.progress(incident) !== null) return [];
      const gaps = rosterGaps(journal.people, desk.incident(incident).state.file.keys);
      const shown = gaps.map(({ name, what, by }) => ({ name, what, by }));
      return gaps.length > 0 ? [{ incident, codename, gaps: shown, problem: null }] : [];
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      return [{ incident, codename, gaps: [], problem: error.message }];
    }
  });
}
