import { describe, expect, it } from 'vitest';
import { comparePacks } from '../../shared/law/compare-packs.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import type { EntityFacts } from '../../shared/law/entity.ts';
import { questionsOf, readOf, holdOf, type HeldFact } from '../../shared/law/case-facts.ts';
import { assess } from '../../shared/law/assessment.ts';
import { EARLIER_PACKS, findPack, PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import type { RulePack } from '../../shared/law/pack.ts';
import { routeRegimes } from '../../shared/law/regime.ts';
import { at, cloud } from './cases.ts';

const model: EntityFacts = { ...cloud, aiRole: 'gpai-systemic' };
const now = at('2026-12-04T10:00+01:00');
const awareAt = { GPAI: at('2026-12-04T09:00+01:00') };

/** Everything a pack says about one entity, where the incident of the model is recorded as this; null: nothing is recorded. */
function answer(entity: EntityFacts, incident: string | null, pack: RulePack = PACK_IN_FORCE) {
  const held: HeldFact = { value: incident ?? '', provenance: 'actual', entry: 7, evidence: [] };
  const hold = holdOf(new Map(incident === null ? [] : [['gpai.incident', held]]), entity);
  const read = readOf(hold);
  const questions = questionsOf(read, pack);
  return {
    routing: routeRegimes(entity, questions, pack, '2026-12-04'),
    clocks: computeClocks({ ...questions, entity, read, anchors: { awareAt, submitted: {}, moments: {} }, now }, pack)
      .clocks,
    assessments: assess(entity, hold, pack),
  };
}
const finding = (entity: EntityFacts, incident: string | null, regime: 'GPAI' | 'AIA' = 'GPAI') =>
  answer(entity, incident).routing.findings.find((one) => one.regime === regime);
const due = (entity: EntityFacts, incident: string | null) =>
  answer(entity, incident)
    .clocks.filter(({ regime, applicability }) => regime === 'GPAI' && applicability === 'applies')
    .map((clock) => [clock.clockId, clock.due]);

/** Regulation 0.1 R7 and 6.1. */
describe('R7: provider of a general-purpose model with systemic risk', () => {
  it('weights that were taken count, within five days by the code of practice, and go to the AI Office', () => {
    expect(finding(model, 'security')).toMatchObject({
      outcome: 'applies',
      ruleId: 'R7',
      basis: 'AI Act Art. 55(1)(c)',
      dormant: null,
      raised: true,
    });
    expect(due(model, 'security')).toEqual([['GPAI.SEC', at('2026-12-09T09:00+01:00')]]);
    const [clock] = answer(model, 'security').clocks.filter(({ clockId }) => clockId === 'GPAI.SEC');
    expect(clock?.recipient).toContain('AI Office');
    // The number is not the article's, and that is said where it stands.
    expect(clock?.sources).toContain('GK');
    expect(clock?.notes.join(' ')).toMatch(/without undue delay.*code of practice.*not confirmed/);
  });

  it.each([
    ['infrastructure', 'GPAI.INF', '2026-12-06T09:00+01:00'],
    ['death', 'GPAI.DEATH', '2026-12-14T09:00+01:00'],
    ['harm', 'GPAI.GEN', '2026-12-19T09:00+01:00'],
  ])('%s has its own period', (incident, clock, when) => {
    expect(due(model, incident)).toEqual([[clock, at(when)]]);
  });

  it('is not Art. 73: that regime is latent and about high-risk systems, and both can be true of one entity', () => {
    expect(finding(model, 'security', 'AIA')).toMatchObject({ outcome: 'does-not-apply', ruleId: 'R6' });
    const both: EntityFacts = { ...cloud, aiRole: 'gpai-and-high-risk' };
    expect(finding(both, 'security')?.outcome).toBe('applies');
    expect(finding(both, 'security', 'AIA')?.outcome).toBe('open');
    expect(answer(both, 'security').assessments.find(({ test }) => test === 'GPAI')?.verdict).toBe('yes');
  });

  it('unknown is never no: of the role, and of what happened', () => {
    const { aiRole: _, ...undescribed } = cloud;
    expect(finding({ ...cloud, aiRole: 'unknown' }, 'security')).toMatchObject({ outcome: 'open', raised: true });
    expect(finding(undescribed, null)).toMatchObject({ outcome: 'open', raised: false });
    expect(finding(model, null)).toMatchObject({ outcome: 'open', raised: true });
    expect(finding(model, 'none')?.outcome).toBe('does-not-apply');
    expect(finding({ ...cloud, aiRole: 'none' }, 'security')?.outcome).toBe('does-not-apply');
    expect(finding({ ...cloud, aiRole: 'provider-high-risk' }, 'security')?.outcome).toBe('does-not-apply');
    expect(answer(model, null).assessments.find(({ test }) => test === 'GPAI')?.verdict).toBe('unknown');
  });

  it('says what would change it', () => {
    expect(finding(model, null)?.changes.join('; ')).toContain('Serious incident of the model = Yes: it applies');
  });
});

describe('a pack that was in force before', () => {
  it('is found by the version that a decision names, and answers as it did: of the model it leaves Art. 73 open', () => {
    for (const earlier of EARLIER_PACKS) {
      expect(findPack(earlier.packVersion)).toBe(earlier);
      const was = answer({ ...model, aiRole: 'gpai-systemic' }, 'security', earlier);
      expect(was.routing.findings.map(({ regime }) => regime)).not.toContain('GPAI');
      expect(was.clocks.every(({ regime }) => regime !== 'GPAI')).toBe(true);
      expect(was.routing.findings.find(({ regime }) => regime === 'AIA')?.outcome).toBe('open');
      const lines = comparePacks(answer(model, 'security'), was);
      expect(lines.find(({ what }) => what === 'Regime AI Act, general-purpose model')).toMatchObject({
        here: expect.stringContaining('applies') as string,
        there: 'nothing',
      });
    }
  });
});
