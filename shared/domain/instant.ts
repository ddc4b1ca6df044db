/**
 * A point in time as RFC 3339 UTC text with exactly three fraction digits (`2026-11-22T02:10:00.000Z`).
 * Text, because it is what the ledger stores and what a stranger re-reads; no clock lives here: "now" always comes in.
 */
export type Instant = string & { readonly __brand: 'Instant' };

export const INSTANT_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** True for text that is an Instant and names a day that exists (2026-02-30 does not). */
export function isInstant(text: string): text is Instant {
  if (!INSTANT_PATTERN.test(text)) return false;
  const day = Number(text.slice(8, 10));
  return day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Milliseconds since 1970-01-01T00:00Z to an Instant. Throws RangeError outside years 0000..9999. */
export function instantFromMs(ms: number): Instant {
  const text = new Date(ms).toISOString();
  if (!isInstant(text)) throw new RangeError(`no instant for ${ms} ms`);
  return text;
}

export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

export function plusMs(instant: Instant, ms: number): Instant {
  return instantFromMs(msOf(instant) + ms);
}

/** Negative when `a` is earlier than `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  return msOf(a) - msOf(b);
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
