import { describe, expect, it } from 'vitest';
import type { Instant } from '../../shared/domain/instant.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import { CLOCK_IDS } from '../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import { at, bank, clockOf, cloud, cloudIn, input, maker, payment } from './cases.ts';

/** The reference's vectors (regulation 7.4), by number. */
describe('deadline vectors', () => {
  it('T1: 24 h across the end of summer time', () => {
    const clock = clockOf(input(cloud, { awareAt: { NIS2: at('2026-10-24T15:00+02:00') } }), 'NIS2.EW');
    expect(clock.due).toBe(at('2026-10-25T14:00+01:00'));
    expect(clock.dueLocal).toBe('2026-10-25 14:00 +01:00');
  });

  it('T2: 24 h across the start of summer time', () => {
    const clock = clockOf(input(cloud, { awareAt: { NIS2: at('2027-03-27T10:00+01:00') } }), 'NIS2.EW');
    expect(clock.due).toBe(at('2027-03-28T11:00+02:00'));
  });

  it('T3: 72 h run through a weekend, for NIS2 and GDPR alike', () => {
    const aware = at('2026-12-04T17:30+01:00');
    const given = input(cloudIn('BE', 'Europe/Brussels'), { awareAt: { NIS2: aware, GDPR: aware } });
    expect(clockOf(given, 'NIS2.IN').due).toBe(at('2026-12-07T17:30+01:00'));
    expect(clockOf(given, 'GDPR.33').due).toBe(at('2026-12-07T17:30+01:00'));
  });

  it('T4: 24 h end on Christmas Day, without relief', () => {
    const given = input(cloudIn('IE', 'Europe/Dublin'), { awareAt: { NIS2: at('2026-12-24T18:00Z') } });
    expect(clockOf(given, 'NIS2.EW').due).toBe(at('2026-12-25T18:00Z'));
  });

  it.each([
    ['T5', '2026-01-31T10:00+01:00', '2026-02-28T10:00+01:00', '2026-03-02'],
    ['T6', '2028-01-31T10:00+01:00', '2028-02-29T10:00+01:00', '2028-02-29'],
    ['T7', '2026-11-30T10:00+01:00', '2026-12-30T10:00+01:00', '2026-12-30'],
    ['T8', '2026-12-31T10:00+01:00', '2027-01-31T10:00+01:00', '2027-02-01'],
  ])('%s: a month from %s is %s, arguable to the end of %s', (_vector, submitted, due, arguable) => {
    const clock = clockOf(input(cloud, { submitted: { 'NIS2.IN': at(submitted) } }), 'NIS2.FR');
    expect(clock.due).toBe(at(due));
    expect(clock.latestArguable).toMatchObject({ at: at(`${arguable}T23:59:59.999+01:00`), needsCounsel: true });
    expect(clock.latestArguable?.reason).toContain('1182/71');
  });

  it.each([
    ['T9', '2026-12-09T12:30+01:00', '2026-12-09T14:00+01:00', '2026-12-09T18:00+01:00', 'Art. 5(1)(a)'],
    ['T10', '2026-12-09T09:00+01:00', '2026-12-10T08:00+01:00', '2026-12-10T09:00+01:00', 'Art. 5(1)(a)'],
    ['T11', '2026-12-09T09:00+01:00', '2026-12-10T10:00+01:00', '2026-12-10T14:00+01:00', 'Art. 5(2)'],
  ])('%s: aware %s, classified %s, due %s', (_vector, aware, classified, due, article) => {
    const clock = clockOf(input(bank, { awareAt: { DORA: at(aware) }, classifiedMajorAt: at(classified) }), 'DORA.IN');
    expect(clock.due).toBe(at(due));
    expect(clock.explanation).toContain(article);
  });

  const initial = { submitted: { 'DORA.IN': at('2026-12-10T09:00+01:00') } };

  it('T12: a payment institution gets weekend relief until Monday noon', () => {
    const clock = clockOf(input(payment, initial), 'DORA.IR');
    expect(clock.due).toBe(at('2026-12-14T12:00+01:00'));
    expect(clock.relief).toMatchObject({ without: at('2026-12-13T09:00+01:00'), basis: 'RTS 2025/301 Art. 5(4)' });
  });

  it('T13: a credit institution does not', () => {
    const clock = clockOf(input(bank, initial), 'DORA.IR');
    expect(clock.due).toBe(at('2026-12-13T09:00+01:00'));
    expect(clock.relief).toBeNull();
    expect(clock.notes.join(' ')).toContain('Art. 5(5)');
  });

  it('T14: but its final report keeps the relief, counted from the latest update', () => {
    const submitted = { 'DORA.IN': at('2026-12-10T09:00+01:00'), 'DORA.IR': at('2026-12-12T09:00+01:00') };
    const latestIntermediateUpdateAt = at('2026-12-17T16:00+01:00');
    const clock = clockOf(input(bank, { submitted, latestIntermediateUpdateAt }), 'DORA.FR');
    expect(clock.relief?.without).toBe(at('2027-01-17T16:00+01:00'));
    expect(clock.due).toBe(at('2027-01-18T12:00+01:00'));
  });

  it('T15: without a classification nothing runs, and the cap from awareness is shown as a guard', () => {
    const clock = clockOf(input(bank, { awareAt: { DORA: at('2026-12-09T09:00+01:00') } }), 'DORA.IN');
    expect(clock).toMatchObject({ state: 'not-started', due: null, remainingMs: null });
    expect(clock.guard?.at).toBe(at('2026-12-10T09:00+01:00'));
  });

  it('T16: awareness after classification is an error with a code, and no date', () => {
    const anchors = {
      awareAt: { DORA: at('2026-12-09T15:00+01:00') },
      classifiedMajorAt: at('2026-12-09T14:00+01:00'),
    };
    const clock = clockOf(input(bank, anchors), 'DORA.IN');
    expect(clock).toMatchObject({ state: 'not-started', due: null, guard: null, projection: null });
    expect(clock.problems.map(({ code }) => code)).toEqual(['AWARE_AFTER_CLASSIFIED']);
  });

  it.each([
    '2026-12-09T15:00',
    '2026-12-09T15:00:00.000',
    '2026-12-09T15:00:00.000+01:00',
    '2026-02-30T00:00:00.000Z',
    '',
  ])('T16: %j is not an instant: an error with a code, and no date', (text) => {
    const clock = clockOf(input(cloud, { awareAt: { NIS2: text as Instant } }), 'NIS2.EW');
    expect(clock).toMatchObject({ state: 'not-started', due: null });
    expect(clock.problems.map(({ code }) => code)).toEqual(['BAD_INSTANT']);
  });

  it('T17: CRA, exploited vulnerability and no measure available: no final date, whatever was filed', () => {
    const aware = at('2026-12-09T09:00+01:00');
    const submitted = { 'CRA.V.EW': aware, 'CRA.V.N': at('2026-12-10T09:00+01:00') };
    const given = input(maker, { awareAt: { 'CRA-V': aware }, submitted });
    expect(clockOf(given, 'CRA.V.FR')).toMatchObject({ state: 'not-started', due: null, projection: null });
    const measured = input(maker, {
      awareAt: { 'CRA-V': aware },
      submitted,
      moments: { 'times.measureAvailableAt': at('2026-12-20T10:00+01:00') },
    });
    expect(clockOf(measured, 'CRA.V.FR').due).toBe(at('2027-01-03T10:00+01:00'));
  });

  it('a trust service provider whose trust services are hit, or may be, notifies within 24 h (NIS2.IN.TSP)', () => {
    const trust = { ...cloud, type: 'trust-service-provider' } as const;
    const aware = { awareAt: { NIS2: at('2026-12-09T09:00+01:00') } };
    const hit = (answer: string | null) =>
      clockOf(input(trust, aware, { read: (ref) => (ref === 'impact.trustServiceHit' ? answer : null) }), 'NIS2.IN');
    for (const answer of ['yes', null])
      expect(hit(answer)).toMatchObject({ registerId: 'NIS2.IN.TSP', due: at('2026-12-10T09:00+01:00') });
    expect(hit('no')).toMatchObject({ registerId: 'NIS2.IN', due: at('2026-12-12T09:00+01:00') });
    expect(clockOf(input(cloud, aware), 'NIS2.IN').registerId).toBe('NIS2.IN');
  });

  it('every clock of the register waits for its anchor', () => {
    const seen = new Set<string>();
    for (const entity of [bank, payment, cloud, maker]) {
      for (const clock of computeClocks(input(entity, {}), PACK_IN_FORCE).clocks) {
        seen.add(clock.clockId);
        expect(clock).toMatchObject({
          state: 'not-started',
          due: null,
          latestArguable: null,
          projection: null,
          guard: null,
        });
      }
    }
    expect([...seen].toSorted()).toEqual([...CLOCK_IDS].filter((id) => id !== 'GDPR.33P').toSorted());
  });
});
