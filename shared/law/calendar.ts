import type { Instant } from '../domain/instant.ts';
import { utf8 } from '../ledger/encoding.ts';
import type { ClockState } from './clock-state.ts';

export interface CalendarInput {
  readonly incident: string;
  readonly codename: string;
  readonly exercise: boolean;
  /** When the file was made. */
  readonly now: Instant;
  /** Rises with the record, so that a calendar takes the newer file. */
  readonly revision: number;
  readonly clocks: readonly { readonly entityName: string; readonly clock: ClockState }[];
}

/** Reminders before a date, as durations of RFC 5545 3.3.6: product policy, not law. */
const REMINDERS = ['-PT4H', '-PT1H'] as const;

/**
 * Dates that run, as an iCalendar file (RFC 5545): UTC times, CRLF, lines folded at 75 octets. Only codename, entity and clock leave
 * the console; facts and drafts do not. A clock without a date has no event, and neither has one that was filed.
 */
export function calendarText(input: CalendarInput): string {
  const events = input.clocks.flatMap(({ entityName, clock }) =>
    clock.due === null || clock.submittedAt !== null ? [] : event(input, entityName, clock, clock.due),
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Bulkhead//Law desk//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events,
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function event(input: CalendarInput, entityName: string, clock: ClockState, due: Instant): readonly string[] {
  const mark = input.exercise ? 'EXERCISE ' : '';
  const summary = `${mark}${input.codename}: ${clock.title} due, ${entityName}`;
  const description = `${mark}${clock.basis}. ${clock.explanation} Work to this date or earlier. Not legal advice.`;
  return [
    'BEGIN:VEVENT',
    `UID:${clock.clockId}.${clock.entityId}.${input.incident}@bulkhead`,
    `SEQUENCE:${input.revision}`,
    `DTSTAMP:${utc(input.now)}`,
    `DTSTART:${utc(due)}`,
    `SUMMARY:${escape(summary)}`,
    `DESCRIPTION:${escape(description)}`,
    'TRANSP:TRANSPARENT',
    ...REMINDERS.flatMap((trigger) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${trigger}`,
      `DESCRIPTION:${escape(summary)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** `20261210T080000Z`; the fraction is cut off, never rounded up past the date. */
function utc(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** RFC 5545 3.3.11. */
function escape(text: string): string {
  return text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** RFC 5545 3.1: at most 75 octets, the space of a continued line counted, no character torn apart. */
function fold(line: string): string {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8(character).length;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
