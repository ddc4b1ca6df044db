import { compareInstants, type Instant } from '../domain/instant.ts';
import type { EntityFacts } from './entity.ts';
import { nextWorkingDay, nonWorkingReason } from './holidays.ts';
import type { ClockRow, RulePack } from './pack.ts';
import { calendarOf } from './relief.ts';
import { endOfDay, endOfHour, localDate } from './zone-time.ts';

/**
 * The latest end one can argue for under Regulation 1182/71 (regulation 7.1, 7.2 point 3), or null if it is not later than
 * the operational date. For counsel after the event, never to work to. Where a row has its own rule for non-working days,
 * that rule stands alone; without a holiday calendar nothing is moved.
 */
export function latestArguable(
  row: ClockRow,
  end: Instant,
  due: Instant,
  entity: EntityFacts,
  pack: RulePack,
): { readonly at: Instant; readonly reason: string } | null {
  const { unit } = row.period;
  if (unit === 'no-number' || unit === 'as-requested') return null;
  const candidate =
    unit === 'months' || unit === 'days' ? dayEnd(row, end, entity, pack, unit) : hourEnd(end, entity, pack);
  return compareInstants(candidate.at, due) > 0 ? candidate : null;
}

/** Art. 3(1), 3(2)(a): the hour of the event is not counted. A period that starts on the full hour is left alone. */
function hourEnd(end: Instant, entity: EntityFacts, pack: RulePack): { at: Instant; reason: string } {
  return { at: endOfHour(end, entity.timeZone), reason: pack.arguable.hours };
}

/** Art. 3(2)(b), (c): to the end of the day; Art. 3(4): to the next working day. */
function dayEnd(
  row: ClockRow,
  end: Instant,
  entity: EntityFacts,
  pack: RulePack,
  unit: 'days' | 'months',
): { at: Instant; reason: string } {
  const date = localDate(end, entity.timeZone);
  const calendar = row.relief === null ? calendarOf(entity, pack) : null;
  if (calendar === null || nonWorkingReason(date, calendar) === null) {
    return { at: endOfDay(date, entity.timeZone), reason: pack.arguable[unit] };
  }
  return { at: endOfDay(nextWorkingDay(date, calendar), entity.timeZone), reason: pack.arguable.rolled };
}
