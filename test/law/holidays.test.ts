import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { easterSunday, nextWorkingDay, nonWorkingReason } from '../../shared/law/holidays.ts';
import type { HolidayCalendar } from '../../shared/law/pack.ts';
import { HOLIDAYS_2026_11 } from '../../shared/law/packs/holidays-2026-11.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
function calendar(state: string): HolidayCalendar {
  const found = HOLIDAYS_2026_11.find(({ memberState }) => memberState === state);
  if (found === undefined) throw new Error(`no calendar for ${state}`);
  return found;
}

describe('holiday calendars', () => {
  it.each([
    '1818-03-22',
    '1943-04-25',
    '1954-04-18',
    '1981-04-19',
    '2049-04-18',
    '2076-04-19',
    '2000-04-23',
    '2008-03-23',
    '2024-03-31',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ])('Easter Sunday %s', (date) => {
    expect(easterSunday(day(date).year).toString()).toBe(date);
  });

  it.each([
    ['DE', '2026-05-14', 'Ascension'],
    ['DE', '2026-05-25', 'Whit Monday'],
    ['AT', '2026-06-04', 'Corpus Christi'],
    ['ES', '2026-04-03', 'Good Friday'],
    ['IE', '2026-05-04', 'May holiday'],
    ['IE', '2026-10-26', 'October holiday'],
    ['NL', '2026-04-27', "King's Day"],
    ['LU', '2026-06-23', 'National Day'],
    ['BE', '2026-07-21', 'National Day'],
    ['PL', '2026-11-11', 'Independence'],
    ['IT', '2026-06-02', 'Republic'],
    ['FR', '2026-07-14', 'National Day'],
    ['FR', '2026-12-12', 'Saturday'],
    ['FR', '2026-12-13', 'Sunday'],
  ])('%s does not work on %s: %s', (state, date, reason) => {
    expect(nonWorkingReason(day(date), calendar(state))).toBe(reason);
  });

  it.each([
    ['FR', '2026-12-26'],
    ['NL', '2026-04-03'],
    ['DE', '2026-11-02'],
  ])('%s: %s is not moved to by a holiday of another state', (state, date) => {
    expect([null, 'Saturday']).toContain(nonWorkingReason(day(date), calendar(state)));
  });

  it('the next working day is looked for across Easter and the turn of the year', () => {
    expect(nextWorkingDay(day('2026-04-02'), calendar('DE')).toString()).toBe('2026-04-07');
    expect(nextWorkingDay(day('2026-12-31'), calendar('BE')).toString()).toBe('2027-01-04');
  });
});
