import type { Instant } from '../domain/instant.ts';
import type { EntityFacts } from './entity.ts';
import { nextWorkingDay, nonWorkingReason } from './holidays.ts';
import type { ClockRow, HolidayCalendar, ReliefRule, RulePack } from './pack.ts';
import { doraTypesOf } from './regime-rules.ts';
import { atLocalHour, localDate } from './zone-time.ts';

export type Relief =
  | { readonly kind: 'none' }
  | { readonly kind: 'granted'; readonly at: Instant; readonly basis: string; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

export function calendarOf(entity: EntityFacts, pack: RulePack): HolidayCalendar | null {
  return pack.calendars.find((calendar) => calendar.memberState === entity.memberState) ?? null;
}

/**
 * The express rule of DORA for deadlines on non-working days (regulation 7.3; RTS 2025/301 Art. 5(4)-(6)). It moves the date,
 * not the hour: a deadline at 03:00 on a working day stays there. Whatever is not known decides against the relief.
 */
export function reliefFor(row: ClockRow, end: Instant, entity: EntityFacts, pack: RulePack): Relief {
  if (row.relief === null) return { kind: 'none' };
  const date = localDate(end, entity.timeZone);
  const calendar = calendarOf(entity, pack);
  if (calendar === null) {
    if (date.dayOfWeek < 6) return { kind: 'none' };
    return {
      kind: 'refused',
      reason: `No weekend relief is computed: there is no holiday calendar for ${entity.memberState}.`,
    };
  }
  const day = nonWorkingReason(date, calendar);
  if (day === null) return { kind: 'none' };
  const exception = exceptionFor(row.relief, entity, pack);
  if (exception !== null)
    return { kind: 'refused', reason: `Falls on ${day}; no relief: ${exception} (${row.relief.exceptionBasis}).` };
  const working = nextWorkingDay(date, calendar);
  return {
    kind: 'granted',
    at: atLocalHour(working, row.relief.untilHour, entity.timeZone),
    basis: row.relief.basis,
    reason: `Falls on ${day} in ${entity.memberState}; may be filed until ${row.relief.untilHour}:00 on ${working.toString()}, the next working day.`,
  };
}

function exceptionFor(rule: ReliefRule, entity: EntityFacts, pack: RulePack): string | null {
  const types = doraTypesOf(entity, pack);
  const excepted = types.find((type) => rule.exceptDoraTypes.includes(type));
  if (excepted !== undefined) return `the entity is a ${excepted.replaceAll('-', ' ')}`;
  if (rule.exceptDoraTypes.length > 0 && (types.length === 0 || types.includes('unknown'))) {
    return 'the kind of financial entity is not determined';
  }
  if (rule.exceptNis2Entities && entity.nis2Class !== 'none') {
    return entity.nis2Class === 'unknown'
      ? 'the NIS2 class is not determined'
      : `the entity is ${entity.nis2Class} under NIS2`;
  }
  if (rule.canBeDisapplied && entity.finalReliefDisapplied === true) return 'the authority has taken it away';
  return null;
}
