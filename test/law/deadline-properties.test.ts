import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { HOUR, instantFromMs, msOf, type Instant } from '../../shared/domain/instant.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import type { ClockId } from '../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import { bank, clockOf, cloudIn, input, payment } from './cases.ts';

const ZONES = ['Europe/Berlin', 'Europe/Dublin', 'Europe/Athens', 'Atlantic/Azores', 'UTC'] as const;
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2032, 11, 31) }).map(instantFromMs);
const financial = fc.constantFrom(bank, payment);
const local = (at: Instant, name: string): Temporal.ZonedDateTime => Temporal.Instant.from(at).toZonedDateTimeISO(name);

function due(given: Parameters<typeof clockOf>[0], id: ClockId): Instant {
  const { due: found } = clockOf(given, id);
  if (found === null) throw new Error(`no date for ${id}`);
  return found;
}
const hourDue = (id: 'NIS2.EW' | 'NIS2.IN', at: Instant, name: string): Instant =>
  due(input(cloudIn('DE', name), { awareAt: { NIS2: at } }), id);
const monthDue = (at: Instant, name: string): Instant =>
  due(input(cloudIn('DE', name), { submitted: { 'NIS2.IN': at } }), 'NIS2.FR');

describe('deadline properties', () => {
  it('hours are exactly the statutory hours elapsed, in every zone', () => {
    fc.assert(
      fc.property(instant, zone, (at, name) => {
        expect(msOf(hourDue('NIS2.EW', at, name)) - msOf(at)).toBe(24 * HOUR);
        expect(msOf(hourDue('NIS2.IN', at, name)) - msOf(at)).toBe(72 * HOUR);
      }),
    );
  });

  it('a month ends on the same local day of the next month, or on its last day, never before the day the statute gives', () => {
    fc.assert(
      fc.property(instant, zone, (at, name) => {
        const start = local(at, name).toPlainDate();
        const end = local(monthDue(at, name), name).toPlainDate();
        const next = start.toPlainYearMonth().add({ months: 1 });
        expect(end.toPlainYearMonth().equals(next)).toBe(true);
        expect(end.day).toBe(Math.min(start.day, next.daysInMonth));
      }),
    );
  });

  it('a later anchor never gives an earlier date: to the millisecond for hours, to the day for months', () => {
    fc.assert(
      fc.property(instant, instant, zone, (one, two, name) => {
        const [a, b] = one < two ? [one, two] : [two, one];
        expect(hourDue('NIS2.EW', a, name) <= hourDue('NIS2.EW', b, name)).toBe(true);
        const [x, y] = [local(monthDue(a, name), name), local(monthDue(b, name), name)];
        expect(Temporal.PlainDate.compare(x, y)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('the DORA initial notification: never shorter than either statutory period allows, relief only adds, and a bank gets none', () => {
    fc.assert(
      fc.property(financial, instant, fc.integer({ min: 0, max: 96 * 60 }), (entity, aware, minutes) => {
        const classifiedMajorAt = instantFromMs(msOf(aware) + minutes * 60_000);
        const given = input(entity, { awareAt: { DORA: aware }, classifiedMajorAt });
        const own = msOf(classifiedMajorAt) + 4 * HOUR;
        const cap = msOf(aware) + 24 * HOUR;
        const statute = msOf(classifiedMajorAt) > cap ? own : Math.min(own, cap);
        const clock = clockOf(given, 'DORA.IN');
        expect(msOf(clock.relief?.without ?? due(given, 'DORA.IN'))).toBe(statute);
        expect(msOf(due(given, 'DORA.IN'))).toBeGreaterThanOrEqual(statute);
        if (entity === bank) expect(clock.relief).toBeNull();
      }),
    );
  });

  it('a relieved date is noon of a weekday; the arguable date is never earlier than the date', () => {
    fc.assert(
      fc.property(financial, instant, (entity, at) => {
        const given = input(entity, { submitted: { 'DORA.IN': at, 'DORA.IR': at } });
        for (const clock of computeClocks(given, PACK_IN_FORCE).clocks) {
          if (clock.due === null) continue;
          if (clock.latestArguable !== null) expect(clock.latestArguable.at > clock.due).toBe(true);
          if (clock.relief === null) continue;
          const noon = local(clock.due, entity.timeZone);
          expect([noon.hour, noon.minute, noon.dayOfWeek < 6]).toEqual([12, 0, true]);
          expect(clock.due > clock.relief.without).toBe(true);
        }
      }),
    );
  });

  it('days end on the same local time, so many days later, never earlier; a later anchor never ends earlier', () => {
    const dayDue = (from: Instant, name: string): Instant =>
      due(
        input(
          { ...cloudIn('DE', name), aiRole: 'provider-high-risk' },
          { awareAt: { AIA: from } },
          { aiHarm: 'yes', read: (ref) => (ref === 'aia.harm' ? 'rights' : null) },
        ),
        'AIA.GEN',
      );
    fc.assert(
      fc.property(instant, instant, zone, (one, two, name) => {
        const [a, b] = one < two ? [one, two] : [two, one];
        const [start, end] = [local(a, name), local(dayDue(a, name), name)];
        expect(start.toPlainDate().until(end.toPlainDate()).days).toBe(15);
        expect(Temporal.PlainDate.compare(end, local(dayDue(b, name), name))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('a trust service provider has 24 h unless the trust services are settled as not hit; everybody else 72 h', () => {
    const trust = { ...cloudIn('DE', 'Europe/Berlin'), type: 'trust-service-provider' } as const;
    fc.assert(
      fc.property(instant, fc.constantFrom('yes', 'no', null), (at, hit) => {
        const read = (ref: string): string | null => (ref === 'impact.trustServiceHit' ? hit : null);
        const clock = clockOf(input(trust, { awareAt: { NIS2: at } }, { read }), 'NIS2.IN');
        expect(msOf(clock.due ?? at) - msOf(at)).toBe((hit === 'no' ? 72 : 24) * HOUR);
        expect(clock.registerId).toBe(hit === 'no' ? 'NIS2.IN' : 'NIS2.IN.TSP');
      }),
    );
  });

  it('an authority’s date is taken as it is, and a duty without a number has none', () => {
    fc.assert(
      fc.property(instant, instant, (one, two) => {
        const [at, dueAt] = one < two ? [one, two] : [two, one];
        const given = input(
          cloudIn('DE', 'Europe/Berlin'),
          { awareAt: { NIS2: at }, request: { at, dueAt } },
          { now: at },
        );
        expect(clockOf(given, 'NIS2.IR').due).toBe(dueAt);
        expect(clockOf(given, 'NIS2.RCP')).toMatchObject({ due: null, state: 'running', noNumber: true });
      }),
    );
  });

  it('the same input gives the same report, whenever it is asked', () => {
    fc.assert(
      fc.property(financial, instant, (entity, at) => {
        const given = input(entity, { awareAt: { DORA: at, GDPR: at }, classifiedMajorAt: at });
        expect(computeClocks(structuredClone(given), PACK_IN_FORCE)).toEqual(computeClocks(given, PACK_IN_FORCE));
      }),
    );
  });

  it('the zone of the host makes no difference', async () => {
    const program = `
      const [{ computeClocks }, { PACK_IN_FORCE }, { cloud, bank, input, at }] = await Promise.all(
        ['shared/law/deadline.ts', 'shared/law/packs/registry.ts', 'test/law/cases.ts'].map((path) => import(new URL(path, process.argv[1]).href)));
      const out = [];
      for (const text of ['2026-10-24T13:00Z', '2027-03-27T09:00Z', '2026-12-31T23:30Z', '2028-01-31T12:00Z']) {
        const event = at(text);
        out.push(computeClocks(input(cloud, { awareAt: { NIS2: event, GDPR: event }, submitted: { 'NIS2.IN': event } }), PACK_IN_FORCE));
        out.push(computeClocks(input(bank, { awareAt: { DORA: event }, classifiedMajorAt: event, submitted: { 'DORA.IN': event } }), PACK_IN_FORCE));
      }
      console.log(new Date(0).getHours(), JSON.stringify(out));`;
    const root = new URL('../../', import.meta.url).href;
    const runs = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Europe/Berlin', 'Pacific/Marquesas'].map((TZ) =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, root], { env: { TZ } }),
    );
    const outputs = (await Promise.all(runs)).map(({ stdout }) => stdout);
    const hostHours = new Set(outputs.map((text) => text.slice(0, text.indexOf(' '))));
    expect(hostHours.size).toBeGreaterThan(3);
    expect(new Set(outputs.map((text) => text.slice(text.indexOf(' ')))).size).toBe(1);
  }, 30_000);
});
