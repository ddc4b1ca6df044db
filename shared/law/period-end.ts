import { compareInstants, type Instant } from '../domain/instant.ts';
import type { ClockRow, Period } from './pack.ts';
import { localText, plusDays, plusHours, plusMonths } from './zone-time.ts';

type CappedPeriod = Extract<Period, { unit: 'classified-capped' }>;

export interface PeriodEnd {
  readonly at: Instant;
  /** How it comes about, as one sentence without the full stop. */
  readonly how: string;
  readonly basis: string;
}

/**
 * End of a row's period, before any relief (regulation 7.2 points 1 and 2). `awareAt` is needed only for the capped period
 * of the DORA initial notification; without it there is no end.
 */
export function periodEnd(row: ClockRow, from: Instant, awareAt: Instant | null, zone: string): PeriodEnd | null {
  const { period, basis, anchorText } = row;
  switch (period.unit) {
    case 'hours':
      return {
        at: plusHours(from, period.count),
        how: `${period.count} h after ${anchorText} (${localText(from, zone)})${row.relief === null ? ', weekends and holidays counted' : ''}`,
        basis,
      };
    case 'days':
      return {
        at: plusDays(from, period.count, zone),
        how: `${period.count} days after ${anchorText} (${localText(from, zone)}), at the same local time, weekends and holidays counted`,
        basis,
      };
    case 'no-number':
    case 'as-requested':
      return null;
    case 'months':
      return {
        at: plusMonths(from, period.count, zone),
        how: `${period.count} calendar month after ${anchorText} (${localText(from, zone)}), at the same local time`,
        basis,
      };
    case 'classified-capped':
      return awareAt === null ? null : cappedEnd(period, basis, from, awareAt, zone);
  }
}

/** RTS 2025/301 Art. 5(1)(a): the earlier of the two; Art. 5(2): classified after the cap, the shorter period runs on its own. */
function cappedEnd(period: CappedPeriod, basis: string, classified: Instant, aware: Instant, zone: string): PeriodEnd {
  const own = plusHours(classified, period.afterClassified);
  const cap = plusHours(aware, period.afterAware);
  const fromClassified = `${period.afterClassified} h after classification as major (${localText(classified, zone)})`;
  const fromAware = `${period.afterAware} h after awareness (${localText(aware, zone)})`;
  if (compareInstants(classified, cap) > 0) {
    return {
      at: own,
      how: `${fromClassified}, which came later than ${fromAware}; whether the classification itself was prompt enough is a separate question`,
      basis: period.lateBasis,
    };
  }
  if (compareInstants(own, cap) <= 0)
    return { at: own, how: `${fromClassified}, which comes no later than ${fromAware}`, basis };
  return { at: cap, how: `${fromAware}, because it caps ${fromClassified}`, basis };
}
