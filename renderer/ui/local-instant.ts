import { Temporal } from 'temporal-polyfill';
import { type Instant, instantFromMs } from '../../shared/domain/instant.ts';

export type LocalReading =
  | {
      readonly ok: true;
      readonly at: Instant;
      /** The clocks were set back: this local time happened twice, the earlier one is meant. */ readonly twice: boolean;
    }
  | { readonly ok: false; readonly why: string };

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2})(?::(\d{2}))?$/;

/** Reads `2026-11-22 02:10` as a time in a zone. A local time that does not exist is refused, not moved. */
export function readLocal(text: string, zone: string): LocalReading {
  const found = DATE_TIME.exec(text.trim());
  if (found === null) return { ok: false, why: 'Write date and time like 2026-11-22 02:10.' };
  const [, day = '', clock = '', seconds = '00'] = found;
  try {
    const plain = Temporal.PlainDateTime.from(`${day}T${clock.padStart(5, '0')}:${seconds}`, { overflow: 'reject' });
    const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
    const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
    const same = earlier.epochMilliseconds === later.epochMilliseconds;
    if (!same && !earlier.toPlainDateTime().equals(plain)) {
      return { ok: false, why: 'The clocks were set forward over this time: it does not exist in this zone.' };
    }
    return { ok: true, at: instantFromMs(earlier.epochMilliseconds), twice: !same };
  } catch {
    return { ok: false, why: 'There is no such day or time.' };
  }
}

/** What the box shows for an instant: `2026-11-22 02:10`, seconds only when there are some. */
export function writeLocal(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const clock = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  return `${local.toPlainDate().toString()} ${clock}`;
}

export function homeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
