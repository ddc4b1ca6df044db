import { Temporal } from 'temporal-polyfill';
import { HOUR, instantFromMs, isInstant, msOf, plusMs, type Instant } from '../domain/instant.ts';

/**
 * Time arithmetic of the clocks (regulation 7.2). Hours are elapsed hours on UTC, so summer time neither adds nor takes one;
 * months, days and noon are read in the entity's own zone. The zone of the machine is never asked.
 */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** An instant a person entered, on its way in: exactly the ledger's spelling, with its zone `Z`. */
export function isUsableInstant(value: unknown): value is Instant {
  return typeof value === 'string' && isInstant(value);
}

export function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(msOf(at)).toZonedDateTimeISO(zone);
}

function instantOf(at: Temporal.ZonedDateTime): Instant {
  return instantFromMs(at.epochMilliseconds);
}

export function plusHours(at: Instant, hours: number): Instant {
  return plusMs(at, hours * HOUR);
}

/**
 * Same local time on the same day of the month `months` later; a day the month does not have becomes its last day.
 * A local time that summer time skips or repeats takes the earlier reading: the operational date is the careful one.
 */
export function plusMonths(at: Instant, months: number, zone: string): Instant {
  const target = zoned(at, zone).toPlainDateTime().add({ months }, { overflow: 'constrain' });
  return instantOf(target.toZonedDateTime(zone, { disambiguation: 'earlier' }));
}

/** Same local time `days` later; as for months, a skipped or repeated local time takes the earlier reading. */
export function plusDays(at: Instant, days: number, zone: string): Instant {
  const target = zoned(at, zone).toPlainDateTime().add({ days });
  return instantOf(target.toZonedDateTime(zone, { disambiguation: 'earlier' }));
}

export function localDate(at: Instant, zone: string): Temporal.PlainDate {
  return zoned(at, zone).toPlainDate();
}

export function atLocalHour(date: Temporal.PlainDate, hour: number, zone: string): Instant {
  return instantOf(date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) }));
}

/** The last millisecond of a local day: "24:00" that still shows the right date. */
export function endOfDay(date: Temporal.PlainDate, zone: string): Instant {
  return plusMs(instantOf(date.add({ days: 1 }).toZonedDateTime(zone)), -1);
}

/** End of the started local hour; a full hour stays what it is. */
export function endOfHour(at: Instant, zone: string): Instant {
  return instantOf(zoned(at, zone).round({ smallestUnit: 'hour', roundingMode: 'ceil' }));
}

/** Local date, time and offset as people read it: `2026-10-25 14:00 +01:00`. Seconds only when there are some. */
export function localText(at: Instant, zone: string): string {
  const local = zoned(at, zone);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = local.second === 0 && local.millisecond === 0 ? '' : `:${two(local.second)}`;
  return `${local.toPlainDate().toString()} ${two(local.hour)}:${two(local.minute)}${seconds} ${local.offset}`;
}
