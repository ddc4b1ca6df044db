import { Temporal } from 'temporal-polyfill';
import type { HolidayCalendar, HolidayRule } from './pack.ts';

/** Easter Sunday of the Gregorian calendar (anonymous algorithm of 1876), for years from 1583. */
export function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}

function dateOf(rule: HolidayRule, year: number): Temporal.PlainDate {
  switch (rule.kind) {
    case 'date':
    case 'working':
      return Temporal.PlainDate.from(rule.date);
    case 'fixed':
      return Temporal.PlainDate.from({ year, month: rule.month, day: rule.day });
    case 'easter':
      return easterSunday(year).add({ days: rule.offset });
    case 'weekday': {
      const first = Temporal.PlainDate.from({ year, month: rule.month, day: 1 });
      if (rule.nth > 0) return first.add({ days: ((rule.weekday - first.dayOfWeek + 7) % 7) + 7 * (rule.nth - 1) });
      const last = first.with({ day: first.daysInMonth });
      return last.subtract({ days: ((last.dayOfWeek - rule.weekday + 7) % 7) + 7 * (-rule.nth - 1) });
    }
  }
}

/** Why a day is not a working day ("Sunday", "Ascension"), or null if it is one. */
export function nonWorkingReason(date: Temporal.PlainDate, calendar: HolidayCalendar): string | null {
  const holiday = calendar.rules.find((rule) => dateOf(rule, date.year).equals(date));
  if (holiday?.kind === 'working') return null;
  if (holiday !== undefined) return holiday.name;
  if (date.dayOfWeek === 6) return 'Saturday';
  return date.dayOfWeek === 7 ? 'Sunday' : null;
}

/** The first working day after `date`. */
export function nextWorkingDay(date: Temporal.PlainDate, calendar: HolidayCalendar): Temporal.PlainDate {
  let day = date.add({ days: 1 });
  while (nonWorkingReason(day, calendar) !== null) day = day.add({ days: 1 });
  return day;
}

/** The days a calendar names in one year, in order; a day that a person called a working day is marked. */
export function daysOf(
  calendar: HolidayCalendar,
  year: number,
): readonly { readonly date: string; readonly name: string; readonly working: boolean }[] {
  return calendar.rules
    .map((rule) => ({ date: dateOf(rule, year), name: rule.name, working: rule.kind === 'working' }))
    .filter(({ date }) => date.year === year)
    .map((day) => ({ ...day, date: day.date.toString() }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
}
