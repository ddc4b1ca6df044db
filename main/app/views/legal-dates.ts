import type { Instant } from '../../../shared/domain/instant.ts';
import type { LegalDate } from '../../../shared/view/console-view.ts';
import { pressingClocks } from '../../../shared/view/pressing-clocks.ts';
import type { OpenIncident } from '../open-incident.ts';
import { legalView } from './legal-view.ts';

interface Known {
  readonly size: number;
  readonly day: string;
  readonly dates: readonly LegalDate[];
}

/** Only what the record, the pack and the day decide, so it holds until one of them changes. May be lost. */
const known = new WeakMap<OpenIncident, Known>();

/** The legal dates that press in a live incident, earliest first. For the list, which asks often and of every incident. */
export function legalDates(incident: OpenIncident, now: Instant): readonly LegalDate[] {
  const [size, day] = [incident.writer.size, now.slice(0, 10)];
  const before = known.get(incident);
  if (before?.size === size && before.day === day) return before.dates;
  const dates = pressingClocks(legalView(incident.state.file, now)).flatMap(({ clock, entity, entityName }) =>
    clock.due === null ? [] : [{ clock: clock.clockId, title: clock.title, entity, entityName, due: clock.due }],
  );
  known.set(incident, { size, day, dates });
  return dates;
}
