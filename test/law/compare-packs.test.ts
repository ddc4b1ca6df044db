import { describe, expect, it } from 'vitest';
import { adjustPack } from '../../shared/law/adjust-pack.ts';
import { assess } from '../../shared/law/assessment.ts';
import { holdOf, readOf } from '../../shared/law/case-facts.ts';
import { comparePacks, type PackAnswer } from '../../shared/law/compare-packs.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import { reopenedBy } from '../../shared/law/dismissal.ts';
import type { RulePack } from '../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import { EU_OMNIBUS_PENDING } from '../../shared/law/packs/eu-omnibus-pending.ts';
import { routeRegimes } from '../../shared/law/regime.ts';
import { at, bank, cloud, heldFacts, input, payment, type Given } from './cases.ts';

const aware = at('2026-12-09T09:00+01:00');

function answer(pack: RulePack, given: Given): PackAnswer {
  const hold = holdOf(heldFacts(given), bank);
  const questions = { personalDataAffected: 'yes' } as const;
  return {
    routing: routeRegimes(bank, questions, pack),
    clocks: computeClocks(input(bank, { awareAt: { GDPR: aware } }, { ...questions, read: readOf(hold) }), pack).clocks,
    assessments: assess(bank, hold, pack),
  };
}

describe('two packs on the same facts', () => {
  const given: Given = { 'asset.personalData': 'yes', 'gdpr.risk': 'risk' };

  it('the proposal has another period and another threshold, and nothing else', () => {
    const lines = comparePacks(answer(PACK_IN_FORCE, given), answer(EU_OMNIBUS_PENDING, given));
    expect(lines.map(({ what }) => what)).toEqual([
      'GDPR.33: Is the supervisory authority notified?',
      'GDPR notification to the supervisory authority',
    ]);
    expect(lines[0]).toMatchObject({
      here: expect.stringMatching(/^yes/) as string,
      there: expect.stringMatching(/^no/) as string,
    });
    expect(lines[1]?.here).toContain('72 h');
    expect(lines[1]?.there).toContain('96 h');
  });

  it('a pack compared with itself differs in nothing; the same facts give the same answer again', () => {
    expect(comparePacks(answer(PACK_IN_FORCE, given), answer(PACK_IN_FORCE, given))).toEqual([]);
    expect(answer(PACK_IN_FORCE, structuredClone(given))).toEqual(answer(PACK_IN_FORCE, given));
  });
});

describe('a pack with changes on record', () => {
  const relieved = input(payment, { submitted: { 'DORA.IN': at('2026-12-10T09:00+01:00') } });
  const due = (pack: RulePack) =>
    computeClocks(relieved, pack).clocks.find(({ clockId }) => clockId === 'DORA.IR')?.due;
  const on = { entry: 30, reason: 'regional holiday', memberState: 'DE' } as const;

  it('an added holiday moves a relieved date on, a day named as working moves it back', () => {
    expect(due(PACK_IN_FORCE)).toBe(at('2026-12-14T12:00+01:00'));
    const holiday = { ...on, what: 'holiday', date: '2026-12-14', working: false, name: 'Regional day' } as const;
    const later = adjustPack(PACK_IN_FORCE, [holiday]);
    expect(due(later)).toBe(at('2026-12-15T12:00+01:00'));
    expect(due(adjustPack(PACK_IN_FORCE, [holiday, { ...holiday, working: true, entry: 31 }]))).toBe(
      at('2026-12-14T12:00+01:00'),
    );
    expect(later.calendars.find(({ memberState }) => memberState === 'DE')?.version).toBe('2026-11 with #30');
    expect(due(PACK_IN_FORCE)).toBe(at('2026-12-14T12:00+01:00'));
  });

  it('a weekend that a person calls a working day gives no relief', () => {
    const sunday = { ...on, what: 'holiday', date: '2026-12-13', working: true, name: 'Working Sunday' } as const;
    expect(due(adjustPack(PACK_IN_FORCE, [sunday]))).toBe(at('2026-12-13T09:00+01:00'));
  });

  it('a shorter national period counts, a longer one is left aside', () => {
    const early = (hours: number) =>
      computeClocks(
        input(cloud, { awareAt: { NIS2: aware } }),
        adjustPack(PACK_IN_FORCE, [{ ...on, what: 'period', clock: 'NIS2.EW', hours, basis: 'national rule' }]),
      ).clocks[0]?.due;
    expect([early(6), early(48)]).toEqual([at('2026-12-09T15:00+01:00'), at('2026-12-10T09:00+01:00')]);
  });

  it('national law that a person confirmed closes the question, with the entry as its source', () => {
    const inFrance = { ...cloud, memberState: 'FR' } as const;
    const national = { ...on, memberState: 'FR', what: 'national', status: 'in-force', law: 'Loi Résilience' } as const;
    const pack = adjustPack(PACK_IN_FORCE, [national]);
    expect(routeRegimes(inFrance, { personalDataAffected: 'no' }, PACK_IN_FORCE).findings[0]?.outcome).toBe('open');
    expect(routeRegimes(inFrance, { personalDataAffected: 'no' }, pack).findings[0]?.outcome).toBe('applies');
    expect(pack.nationalNis2.FR?.sources).toEqual(['#30']);
  });
});

describe('not applicable', () => {
  const dismissal = {
    regime: 'GDPR',
    entity: 'bank',
    entry: 20,
    facts: [{ fact: 'asset.personalData', entry: 10 }],
  } as const;
  const fact = (entry: number) => [{ fact: 'asset.personalData', entry, label: 'Personal data affected?' }];

  it.each([
    ['stands while nothing it read is newer', fact(10), 4, -1, null],
    ['a new fact opens it', fact(21), 4, -1, 21],
    ['a new description of the organisation opens it', fact(10), 25, -1, 25],
    ['a person opens it', fact(10), 4, 30, 30],
    ['a reopening before it does not', fact(10), 4, 15, null],
  ] as const)('%s', (_what, facts, described, reopened, entry) => {
    expect(reopenedBy(dismissal, { facts, withdrawn: [], described, reopened })?.entry ?? null).toBe(entry);
  });

  it.each([
    [19, null],
    [22, 22],
  ])('an answer taken back at %i: what counts since may be older than the dismissal', (back, entry) => {
    const withdrawn = [{ entry: back, label: 'Personal data affected?' }];
    const found = reopenedBy(dismissal, { facts: fact(10), withdrawn, described: 4, reopened: -1 });
    expect(found?.entry ?? null).toBe(entry);
  });
});
