import { describe, expect, it } from 'vitest';
import { computeClocks } from '../../shared/law/deadline.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import { at, bank, clockOf, cloud, cloudIn, input, payment } from './cases.ts';

const codes = (given: Parameters<typeof computeClocks>[0]): readonly string[] =>
  computeClocks(given, PACK_IN_FORCE).problems.map(({ code }) => code);

/** Errors seen elsewhere (regulation 12), by number. */
describe('deadline pitfalls', () => {
  const aware = at('2026-12-09T09:00+01:00');

  it('1: the final report runs from the submission of the notification, a calendar month, whenever awareness was', () => {
    const submitted = { 'NIS2.IN': at('2026-12-10T15:00+01:00') };
    expect(clockOf(input(cloud, { awareAt: { NIS2: aware }, submitted }), 'NIS2.FR').due).toBe(
      at('2027-01-10T15:00+01:00'),
    );
  });

  it('1: filed early, the final report falls due earlier', () => {
    const due = (submitted: string): string | null =>
      clockOf(input(cloud, { awareAt: { NIS2: aware }, submitted: { 'NIS2.IN': at(submitted) } }), 'NIS2.FR').due;
    expect(due('2026-12-10T08:00+01:00')).toBe(at('2027-01-10T08:00+01:00'));
    expect(due('2026-12-12T08:00+01:00')).toBe(at('2027-01-12T08:00+01:00'));
  });

  it('2: no final date before the notification is filed, only a projection that says what it assumes', () => {
    const clock = clockOf(input(cloud, { awareAt: { NIS2: aware } }), 'NIS2.FR');
    expect(clock).toMatchObject({ state: 'not-started', due: null, dueLocal: null, remainingMs: null });
    expect(clock.projection).toMatchObject({ at: at('2027-01-12T09:00+01:00'), assumes: ['NIS2.IN'] });
  });

  it('2: a projection over a report whose date is over counts from now, because nobody can file it when due any more', () => {
    const now = at('2026-12-20T08:00+01:00');
    const late = { ...input(cloud, { awareAt: { NIS2: aware } }), now };
    expect(clockOf(late, 'NIS2.FR').projection).toMatchObject({
      at: at('2027-01-20T08:00+01:00'),
      assumes: ['NIS2.IN'],
      filedNow: true,
    });
    const dora = { ...input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: aware }), now };
    expect(clockOf(dora, 'DORA.IR').projection).toMatchObject({ at: at('2026-12-23T08:00+01:00'), filedNow: true });
    expect(clockOf(dora, 'DORA.FR').projection).toMatchObject({ assumes: ['DORA.IN', 'DORA.IR'], filedNow: true });
  });

  it('2: a progress report takes the place of the final one, and the month after handling runs only then', () => {
    const notified = { 'NIS2.IN': at('2026-12-10T15:00+01:00') };
    const moments = { 'times.handledAt': at('2027-01-20T15:00+01:00') };
    const given = (submitted: Parameters<typeof input>[1]['submitted'] = {}) =>
      input(cloud, { submitted, moments }, { now: at('2027-02-01T09:00+01:00') });
    expect(clockOf(given(notified), 'NIS2.FR').state).toBe('overdue');
    expect(clockOf(given(notified), 'NIS2.FR2')).toMatchObject({ state: 'not-started', due: null });
    const progressed = given({ ...notified, 'NIS2.PR': at('2027-01-10T09:00+01:00') });
    const ids = computeClocks(progressed, PACK_IN_FORCE).clocks.map(({ clockId }) => clockId);
    expect(ids).not.toContain('NIS2.FR');
    expect(clockOf(progressed, 'NIS2.FR2').due).toBe(at('2027-02-20T15:00+01:00'));
  });

  it('2: a projection over two unfiled reports names both', () => {
    const clock = clockOf(input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: aware }), 'DORA.FR');
    expect(clock.projection?.assumes).toEqual(['DORA.IN', 'DORA.IR']);
    expect(clock.due).toBeNull();
  });

  it('3: the intermediate report runs from the submission of the initial one, the final from the latest intermediate', () => {
    const submitted = { 'DORA.IN': at('2026-12-07T10:00+01:00'), 'DORA.IR': at('2026-12-09T10:00+01:00') };
    const given = input(bank, {
      awareAt: { DORA: at('2026-12-07T08:00+01:00') },
      classifiedMajorAt: at('2026-12-07T09:00+01:00'),
      submitted,
    });
    expect(clockOf(given, 'DORA.IR')).toMatchObject({ due: at('2026-12-10T10:00+01:00'), state: 'submitted' });
    expect(clockOf(given, 'DORA.FR').due).toBe(at('2027-01-11T12:00+01:00'));
    expect(clockOf(given, 'DORA.FR').relief?.without).toBe(at('2027-01-09T10:00+01:00'));
  });

  it('4: the smaller of 4 h and 24 h, the cap counted from awareness', () => {
    const due = clockOf(
      input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: at('2026-12-09T10:00+01:00') }),
      'DORA.IN',
    ).due;
    expect(due).toBe(at('2026-12-09T14:00+01:00'));
  });

  it('5: late classification has its own 4 h; neither called a breach nor safe', () => {
    const late = clockOf(
      input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: at('2026-12-11T10:00+01:00') }),
      'DORA.IN',
    );
    expect(late.due).toBe(at('2026-12-11T14:00+01:00'));
    expect(late.explanation).toContain('separate question');
    const passed = clockOf(input(bank, { awareAt: { DORA: aware } }, { now: at('2026-12-11T09:00+01:00') }), 'DORA.IN');
    expect(passed).toMatchObject({ state: 'not-started', due: null });
    expect(passed.guard?.text).toContain('has to be prompt');
  });

  it('5: classified exactly at the cap, nothing is left; a millisecond later Art. 5(2) applies', () => {
    const due = (classified: string): string | null =>
      clockOf(input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: at(classified) }), 'DORA.IN').due;
    expect(due('2026-12-10T09:00:00.000+01:00')).toBe(at('2026-12-10T09:00+01:00'));
    expect(due('2026-12-10T09:00:00.001+01:00')).toBe(at('2026-12-10T13:00:00.001+01:00'));
  });

  it('6: relief moves a date, never an hour: 03:00 on a working day stays', () => {
    const clock = clockOf(input(payment, { submitted: { 'DORA.IN': at('2026-12-07T03:00+01:00') } }), 'DORA.IR');
    expect(clock.due).toBe(at('2026-12-10T03:00+01:00'));
  });

  it('6: relief skips a run of holidays and ends at noon, local', () => {
    const clock = clockOf(input(payment, { submitted: { 'DORA.IN': at('2026-12-22T09:00+01:00') } }), 'DORA.IR');
    expect(clock.due).toBe(at('2026-12-28T12:00+01:00'));
  });

  it.each([
    ['an essential entity', { nis2Class: 'essential' }],
    ['an entity whose class is open', { nis2Class: 'unknown' }],
    ['an entity that may be of another financial kind', { type: 'other-important', doraType: 'unknown' }],
    ['a trading venue operator', { doraType: 'trading-venue-operator' }],
    ['a central counterparty', { doraType: 'central-counterparty' }],
    ['an entity without a holiday calendar', { memberState: 'GR' }],
  ] as const)('6: %s gets no relief for the intermediate report', (_who, change) => {
    const clock = clockOf(
      input({ ...payment, ...change }, { submitted: { 'DORA.IN': at('2026-12-10T09:00+01:00') } }),
      'DORA.IR',
    );
    expect(clock.due).toBe(at('2026-12-13T09:00+01:00'));
    expect(clock.notes.join(' ')).toMatch(/no (weekend )?relief/i);
  });

  it.each(['credit-institution', 'central-counterparty', 'trading-venue-operator'] as const)(
    '6: a %s gets no relief for initial and intermediate, whatever its NIS2 class',
    (doraType) => {
      const entity = { ...payment, type: 'other-important', doraType, nis2Class: 'none' } as const;
      const saturday = at('2026-12-12T02:00+01:00');
      const initial = input(entity, { awareAt: { DORA: saturday }, classifiedMajorAt: saturday });
      expect(clockOf(initial, 'DORA.IN').due).toBe(at('2026-12-12T06:00+01:00'));
      const filed = input(entity, { submitted: { 'DORA.IN': at('2026-12-10T09:00+01:00') } });
      expect(clockOf(filed, 'DORA.IR').due).toBe(at('2026-12-13T09:00+01:00'));
    },
  );

  it('6: the initial notification of a payment institution is relieved too', () => {
    const saturday = at('2026-12-12T02:00+01:00');
    const clock = clockOf(input(payment, { awareAt: { DORA: saturday }, classifiedMajorAt: saturday }), 'DORA.IN');
    expect(clock.due).toBe(at('2026-12-14T12:00+01:00'));
  });

  it('6: the final report loses its relief only where the authority took it away', () => {
    const anchors = { submitted: { 'DORA.IR': at('2026-12-17T16:00+01:00') } };
    const clock = clockOf(input({ ...bank, finalReliefDisapplied: true }, anchors), 'DORA.FR');
    expect(clock.due).toBe(at('2027-01-17T16:00+01:00'));
    expect(clock.notes.join(' ')).toContain('Art. 5(6)');
  });

  it('10: a financial entity has DORA clocks and no NIS2 clocks; GDPR stays', () => {
    const given = input(bank, { awareAt: { NIS2: aware, DORA: aware, GDPR: aware } }, { personalDataAffected: 'yes' });
    const clocks = computeClocks(given, PACK_IN_FORCE).clocks.filter(
      ({ applicability }) => applicability === 'applies',
    );
    expect(new Set(clocks.map(({ regime }) => regime))).toEqual(new Set(['DORA', 'GDPR']));
    expect(computeClocks(given, PACK_IN_FORCE).clocks.some(({ regime }) => regime === 'NIS2')).toBe(false);
  });

  it('17: hours never pause and months never overflow', () => {
    const christmas = at('2026-12-24T23:30+01:00');
    const given = input(cloud, {
      awareAt: { NIS2: christmas },
      submitted: { 'NIS2.IN': at('2027-01-31T23:30+01:00') },
    });
    expect(clockOf(given, 'NIS2.EW').due).toBe(at('2026-12-25T23:30+01:00'));
    expect(clockOf(given, 'NIS2.FR').due).toBe(at('2027-02-28T23:30+01:00'));
  });

  it('17: a month is read in the entity zone, not in UTC', () => {
    // 00:30 on 1 March in Berlin is still 28 February in UTC.
    const clock = clockOf(input(cloud, { submitted: { 'NIS2.IN': at('2027-03-01T00:30+01:00') } }), 'NIS2.FR');
    expect(clock.due).toBe(at('2027-04-01T00:30+02:00'));
  });

  it('17: a month that lands in the hour summer time skips takes the earlier reading', () => {
    const clock = clockOf(input(cloud, { submitted: { 'NIS2.IN': at('2027-02-28T02:30+01:00') } }), 'NIS2.FR');
    expect(clock.due).toBe(at('2027-03-28T01:30+01:00'));
  });

  it('18: 72 h for GDPR, also while risk and personal data are open; nothing runs before the controller is aware', () => {
    const clock = clockOf(input(bank, { awareAt: { GDPR: aware } }), 'GDPR.33');
    expect(clock).toMatchObject({ due: at('2026-12-12T09:00+01:00'), applicability: 'open' });
    expect(clock.notes.join(' ')).toContain('Art. 33(5)');
    expect(clockOf(input(bank, { awareAt: { DORA: aware } }), 'GDPR.33').state).toBe('not-started');
  });
});

describe('clock states', () => {
  const aware = at('2026-12-09T09:00+01:00');
  const early = (now: string, submitted?: string) =>
    clockOf(
      input(
        cloud,
        { awareAt: { NIS2: aware }, submitted: submitted === undefined ? {} : { 'NIS2.EW': at(submitted) } },
        { now: at(now) },
      ),
      'NIS2.EW',
    );

  it.each([
    ['running', '2026-12-10T09:00+01:00', undefined, 0],
    ['overdue', '2026-12-10T09:00:00.001+01:00', undefined, -1],
    ['submitted', '2026-12-20T09:00+01:00', '2026-12-10T09:00+01:00', null],
    ['late-filed', '2026-12-20T09:00+01:00', '2026-12-10T09:00:00.001+01:00', null],
  ] as const)('%s at %s, filed %s', (state, now, submitted, remainingMs) => {
    expect(early(now, submitted)).toMatchObject({ state, remainingMs, due: at('2026-12-10T09:00+01:00') });
  });

  it('a filing whose anchor is not recorded counts as submitted, without a date', () => {
    expect(clockOf(input(cloud, { submitted: { 'NIS2.FR': aware } }), 'NIS2.FR')).toMatchObject({
      state: 'submitted',
      due: null,
      projection: null,
    });
  });

  it('with classification but no awareness, the 4 h are a guard and not a date', () => {
    const clock = clockOf(input(bank, { classifiedMajorAt: aware }), 'DORA.IN');
    expect(clock).toMatchObject({ state: 'not-started', due: null, guard: { at: at('2026-12-09T13:00+01:00') } });
  });

  it('a problem in one regime leaves the others their dates', () => {
    const given = input(bank, { awareAt: { DORA: at('2026-12-09T15:00Z'), GDPR: aware }, classifiedMajorAt: aware });
    expect(clockOf(given, 'GDPR.33').due).toBe(at('2026-12-12T09:00+01:00'));
    expect(clockOf(given, 'DORA.IN').due).toBeNull();
  });

  it.each(['Berlin', '+01:00', '', 'Europe/Nowhere'])(
    'the time zone %j gives no clocks at all, and a code',
    (timeZone) => {
      const report = computeClocks(input({ ...cloud, timeZone }, { awareAt: { NIS2: aware } }), PACK_IN_FORCE);
      expect(report.clocks).toEqual([]);
      expect(report.problems.map(({ code }) => code)).toContain('UNKNOWN_TIME_ZONE');
    },
  );

  it('reports filed in the wrong order, and an update of nothing, are problems', () => {
    const outOfOrder = { 'DORA.IN': at('2026-12-10T09:00Z'), 'DORA.IR': at('2026-12-09T09:00Z') };
    expect(codes(input(bank, { submitted: outOfOrder }, { now: at('2027-01-01T00:00Z') }))).toEqual([
      'SUBMISSION_OUT_OF_ORDER',
    ]);
    expect(codes(input(bank, { latestIntermediateUpdateAt: at('2026-11-30T09:00Z') }))).toEqual([
      'UPDATE_WITHOUT_REPORT',
    ]);
  });

  it('an event in the future, or before the pack, is remarked and still computed', () => {
    expect(codes(input(cloud, { awareAt: { NIS2: aware } }))).toEqual(['EVENT_IN_FUTURE']);
    expect(codes(input(cloud, { awareAt: { NIS2: at('2026-01-05T09:00Z') } }))).toEqual(['PACK_OUT_OF_RANGE']);
    expect(clockOf(input(cloud, { awareAt: { NIS2: aware } }), 'NIS2.EW').due).not.toBeNull();
  });

  it('says which of them is wrong, and what to do about it', () => {
    const messages = (given: ReturnType<typeof input>): readonly string[] =>
      computeClocks(given, PACK_IN_FORCE).problems.map(({ message }) => message);
    expect(messages(input(cloud, { awareAt: { NIS2: aware } }))).toEqual([
      'Awareness under NIS2 is later than the current time: check the clock of this machine and the entry.',
    ]);
    const submitted = { 'DORA.IN': at('2026-12-10T09:00Z'), 'DORA.IR': at('2026-12-09T09:00Z') };
    expect(messages(input(bank, { submitted }, { now: at('2027-01-01T00:00Z') }))).toEqual([
      'DORA.IR is recorded as filed before DORA.IN, which comes first. Strike the filing that is wrong; until then DORA has no dates.',
    ]);
    const moments = { 'times.recoveredAt': at('2026-12-09T09:00Z') };
    expect(messages(input(bank, { moments }))[0]).toMatch(/^“Regular activities recovered” is later/);
  });

  it('a national period shortens the early warning of its own Member State only, and never lengthens one', () => {
    const override = {
      memberState: 'CY',
      clock: 'NIS2.EW',
      hours: 6,
      basis: 'national rule',
      sources: ['GK'],
    } as const;
    const given = (memberState: 'CY' | 'DE', hours = 6) =>
      input({ ...cloud, memberState }, { awareAt: { NIS2: aware } }, { overrides: [{ ...override, hours }] });
    expect(clockOf(given('CY'), 'NIS2.EW')).toMatchObject({
      due: at('2026-12-09T15:00+01:00'),
      basis: 'NIS2 Art. 23(4)(a); national rule',
    });
    expect(clockOf(given('DE'), 'NIS2.EW').due).toBe(at('2026-12-10T09:00+01:00'));
    for (const hours of [48, 0, -1, 1.5, Number.NaN]) {
      expect(clockOf(given('CY', hours), 'NIS2.EW').due).toBe(at('2026-12-10T09:00+01:00'));
      expect(codes(given('CY', hours))).toContain('BAD_OVERRIDE');
    }
  });

  it('of two national periods the shorter one counts, in whichever order', () => {
    const period = (hours: number) =>
      ({ memberState: 'DE', clock: 'NIS2.EW', hours, basis: 'national rule', sources: ['GK'] }) as const;
    for (const overrides of [
      [period(6), period(12)],
      [period(12), period(6)],
    ]) {
      expect(clockOf(input(cloud, { awareAt: { NIS2: aware } }, { overrides }), 'NIS2.EW').due).toBe(
        at('2026-12-09T15:00+01:00'),
      );
    }
  });
});

describe('latest arguable date (1182/71)', () => {
  it('hours end with the last full hour; an event on the full hour gains nothing', () => {
    const arguable = (time: string) =>
      clockOf(input(cloud, { awareAt: { NIS2: at(`2026-12-09T${time}+01:00`) } }), 'NIS2.EW').latestArguable;
    expect(arguable('14:23')).toMatchObject({ at: at('2026-12-10T15:00+01:00'), local: '2026-12-10 15:00 +01:00' });
    expect(arguable('15:00')).toBeNull();
  });

  it('a row with its own rule for non-working days is never argued past them', () => {
    const anchors = { submitted: { 'DORA.IR': at('2026-12-17T16:00+01:00') } };
    expect(clockOf(input(bank, anchors), 'DORA.FR').latestArguable).toBeNull();
    const refused = clockOf(input({ ...bank, finalReliefDisapplied: true }, anchors), 'DORA.FR').latestArguable;
    expect(refused?.at).toBe(at('2027-01-17T23:59:59.999+01:00'));
  });

  it('without a holiday calendar a month is argued to the end of its day only', () => {
    const given = input(cloudIn('GR', 'Europe/Athens'), { submitted: { 'NIS2.IN': at('2026-12-31T10:00+02:00') } });
    expect(clockOf(given, 'NIS2.FR').latestArguable?.at).toBe(at('2027-01-31T23:59:59.999+02:00'));
  });
});
