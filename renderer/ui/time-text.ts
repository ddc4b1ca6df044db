/** Times as this console writes them: 24 hours, ISO dates, always with the offset that makes them unambiguous. */

const two = (value: number): string => String(value).padStart(2, '0');

function offsetText(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** In the zone of this window: `2026-11-22 02:10:04 +01:00`. */
export function localText(instant: string): string {
  const at = new Date(instant);
  return `${localDay(at)} ${clockText(at)} ${offsetText(at)}`;
}

/** `02:10 +01:00` when it is today, else with the date. For places where the minute is enough. */
export function shortLocalText(instant: string, now: number): string {
  const at = new Date(instant);
  const day = localDay(at) === localDay(new Date(now)) ? '' : `${localDay(at)} `;
  return `${day}${clockText(at).slice(0, 5)} ${offsetText(at)}`;
}

/** With seconds, for a list in which order matters; the date only when it is not today. */
export function rowTimeText(instant: string, now: number): string {
  const at = new Date(instant);
  const day = localDay(at) === localDay(new Date(now)) ? '' : `${localDay(at)} `;
  return `${day}${clockText(at)} ${offsetText(at)}`;
}

function localDay(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function clockText(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** `2026-11-22 01:10:04 UTC` */
export function utcText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration a person reads at a glance: `3 h 42 min`, `12 min 04 s`, `5 d 3 h`. The sign is the caller's business. */
export function durationText(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 2 * DAY) return `${Math.floor(size / DAY)} d ${Math.floor((size % DAY) / HOUR)} h`;
  if (size >= HOUR) return `${Math.floor(size / HOUR)} h ${two(Math.floor((size % HOUR) / MINUTE))} min`;
  return `${Math.floor(size / MINUTE)} min ${two(Math.floor((size % MINUTE) / SECOND))} s`;
}

/** Grouped as people read it: `100,000`. */
export function countText(count: number): string {
  return count.toLocaleString('en-GB');
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

export function bytesText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
