import type { HolidayCalendar } from '../pack.ts';

/**
 * Public holidays that hold in the whole Member State. From general knowledge; to be checked before release.
 * Deliberately short: regional days, bank-only days, days a region may replace and in-lieu days are left out, because a day
 * that is missing only makes a relief end earlier (regulation 7.2 point 4). A state without a calendar gets no relief.
 */
const fixed = (month: number, day: number, name: string) => ({ kind: 'fixed', month, day, name }) as const;
const easter = (offset: number, name: string) => ({ kind: 'easter', offset, name }) as const;
const weekday = (month: number, nth: number, day: number, name: string) =>
  ({ kind: 'weekday', month, nth, weekday: day, name }) as const;

const NEW_YEAR = fixed(1, 1, 'New Year');
const EPIPHANY = fixed(1, 6, 'Epiphany');
const GOOD_FRIDAY = easter(-2, 'Good Friday');
const EASTER_MONDAY = easter(1, 'Easter Monday');
const LABOUR_DAY = fixed(5, 1, 'Labour Day');
const ASCENSION = easter(39, 'Ascension');
const WHIT_MONDAY = easter(50, 'Whit Monday');
const CORPUS_CHRISTI = easter(60, 'Corpus Christi');
const ASSUMPTION = fixed(8, 15, 'Assumption');
const ALL_SAINTS = fixed(11, 1, 'All Saints');
const IMMACULATE = fixed(12, 8, 'Immaculate Conception');
const CHRISTMAS = fixed(12, 25, 'Christmas Day');
const SECOND_CHRISTMAS = fixed(12, 26, 'Second day of Christmas');

const VERSION = '2026-11';

export const HOLIDAYS_2026_11: readonly HolidayCalendar[] = [
  {
    memberState: 'AT',
    version: VERSION,
    rules: [
      NEW_YEAR,
      EPIPHANY,
      EASTER_MONDAY,
      LABOUR_DAY,
      ASCENSION,
      WHIT_MONDAY,
      CORPUS_CHRISTI,
      ASSUMPTION,
      fixed(10, 26, 'National Day'),
      ALL_SAINTS,
      IMMACULATE,
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
  {
    memberState: 'BE',
    version: VERSION,
    rules: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR_DAY,
      ASCENSION,
      WHIT_MONDAY,
      fixed(7, 21, 'National Day'),
      ASSUMPTION,
      ALL_SAINTS,
      fixed(11, 11, 'Armistice'),
      CHRISTMAS,
    ],
  },
  {
    memberState: 'DE',
    version: VERSION,
    rules: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      LABOUR_DAY,
      ASCENSION,
      WHIT_MONDAY,
      fixed(10, 3, 'German Unity'),
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
  {
    memberState: 'ES',
    version: VERSION,
    rules: [
      NEW_YEAR,
      GOOD_FRIDAY,
      LABOUR_DAY,
      ASSUMPTION,
      fixed(10, 12, 'National Day'),
      ALL_SAINTS,
      fixed(12, 6, 'Constitution'),
      IMMACULATE,
      CHRISTMAS,
    ],
  },
  {
    memberState: 'FR',
    version: VERSION,
    rules: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR_DAY,
      fixed(5, 8, 'Victory 1945'),
      ASCENSION,
      WHIT_MONDAY,
      fixed(7, 14, 'National Day'),
      ASSUMPTION,
      ALL_SAINTS,
      fixed(11, 11, 'Armistice'),
      CHRISTMAS,
    ],
  },
  {
    memberState: 'IE',
    version: VERSION,
    rules: [
      NEW_YEAR,
      fixed(3, 17, "Saint Patrick's Day"),
      EASTER_MONDAY,
      weekday(5, 1, 1, 'May holiday'),
      weekday(6, 1, 1, 'June holiday'),
      weekday(8, 1, 1, 'August holiday'),
      weekday(10, -1, 1, 'October holiday'),
      CHRISTMAS,
      fixed(12, 26, "Saint Stephen's Day"),
    ],
  },
  {
    memberState: 'IT',
    version: VERSION,
    rules: [
      NEW_YEAR,
      EPIPHANY,
      EASTER_MONDAY,
      fixed(4, 25, 'Liberation'),
      LABOUR_DAY,
      fixed(6, 2, 'Republic'),
      ASSUMPTION,
      ALL_SAINTS,
      IMMACULATE,
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
  {
    memberState: 'LU',
    version: VERSION,
    rules: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR_DAY,
      fixed(5, 9, 'Europe Day'),
      ASCENSION,
      WHIT_MONDAY,
      fixed(6, 23, 'National Day'),
      ASSUMPTION,
      ALL_SAINTS,
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
  {
    memberState: 'NL',
    version: VERSION,
    rules: [NEW_YEAR, EASTER_MONDAY, fixed(4, 27, "King's Day"), ASCENSION, WHIT_MONDAY, CHRISTMAS, SECOND_CHRISTMAS],
  },
  {
    memberState: 'PL',
    version: VERSION,
    rules: [
      NEW_YEAR,
      EPIPHANY,
      EASTER_MONDAY,
      LABOUR_DAY,
      fixed(5, 3, 'Constitution'),
      CORPUS_CHRISTI,
      ASSUMPTION,
      ALL_SAINTS,
      fixed(11, 11, 'Independence'),
      CHRISTMAS,
      SECOND_CHRISTMAS,
    ],
  },
];
