import { describe, expect, it } from 'vitest';
import { ENTITY_TYPES, LegalEntity, type EntityType } from '../../shared/domain/organisation.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import {
  DORA_TYPES,
  ENTITY_TYPE_TEXTS,
  NIS2_CLASSES,
  entityFactsOf,
  type EntityFacts,
} from '../../shared/law/entity.ts';
import { REGIMES, type Regime } from '../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';
import type { RegimeFinding } from '../../shared/law/regime-finding.ts';
import { routeRegimes } from '../../shared/law/regime.ts';
import { TRI, type Tri } from '../../shared/law/tri.ts';
import { bank, cloud, input } from './cases.ts';

function route(entity: EntityFacts, regime: Regime, personalDataAffected: Tri = 'unknown'): RegimeFinding {
  const found = routeRegimes(entity, { personalDataAffected }, PACK_IN_FORCE).findings.find(
    (item) => item.regime === regime,
  );
  if (found === undefined) throw new Error(`no finding for ${regime}`);
  return found;
}

/** Regulation 0.1, rows R1, R2, R3, R4, R8. */
describe('regime router', () => {
  const financial: readonly EntityType[] = [
    'credit-institution',
    'payment-institution',
    'e-money-institution',
    'investment-firm',
    'crypto-asset-service-provider',
  ];

  it.each(financial)('R1: %s has DORA, which displaces NIS2 even for an essential entity', (type) => {
    const entity: EntityFacts = { ...bank, type, doraType: null, nis2Class: 'essential' };
    expect(route(entity, 'DORA')).toMatchObject({ outcome: 'applies', ruleId: 'R1' });
    expect(route(entity, 'NIS2')).toMatchObject({ outcome: 'does-not-apply', ruleId: 'R1-SUPPRESS' });
    expect(route(entity, 'NIS2').basis).toContain('NIS2 Art. 4');
  });

  it('every rule that fired is named: what was overruled or left open stays in sight', () => {
    const essential: EntityFacts = { ...bank, nis2Class: 'essential' };
    expect(route(essential, 'NIS2')).toMatchObject({ ruleId: 'R1-SUPPRESS', after: { ruleId: 'R3' } });
    expect(route({ ...bank, nis2Class: 'none' }, 'NIS2').after).toBeNull();
    expect(route({ ...cloud, memberState: 'FR' }, 'NIS2')).toMatchObject({
      ruleId: 'R8-NATIONAL',
      after: { ruleId: 'R2', basis: PACK_IN_FORCE.rules.R2.basis },
    });
    expect(route(cloud, 'NIS2').after).toBeNull();
  });

  it('where national law leaves NIS2 open, national law is among what would change it', () => {
    const change = /National NIS2 law of FR = in force: it applies/;
    expect(route({ ...cloud, memberState: 'FR' }, 'NIS2').changes.join('; ')).toMatch(change);
    expect(route(cloud, 'NIS2').changes.join('; ')).not.toMatch(/National NIS2 law/);
    expect(route({ ...bank, memberState: 'FR' }, 'NIS2').changes.join('; ')).not.toMatch(/National NIS2 law/);
  });

  it('R1: a financial type settles it also when the DORA type is still open', () => {
    expect(route({ ...bank, doraType: 'unknown' }, 'DORA').outcome).toBe('applies');
  });

  it('R1: an essential entity that may be financial has both regimes open, and both sets of clocks', () => {
    const entity: EntityFacts = { ...cloud, type: 'other-essential', nis2Class: 'essential', doraType: 'unknown' };
    expect(route(entity, 'DORA').outcome).toBe('open');
    expect(route(entity, 'NIS2').outcome).toBe('open');
    const clocks = computeClocks(input(entity, {}), PACK_IN_FORCE).clocks;
    expect(clocks.map(({ clockId }) => clockId)).toEqual(expect.arrayContaining(['NIS2.EW', 'DORA.IN']));
    expect(clocks.every(({ applicability }) => applicability === 'open')).toBe(true);
  });

  it.each(['online-marketplace', 'cloud-provider', 'managed-service-provider'] as const)('R2: %s', (type) => {
    expect(route({ ...cloud, type }, 'NIS2')).toMatchObject({ outcome: 'applies', ruleId: 'R2' });
    expect(route({ ...cloud, type, nis2Class: 'none' }, 'NIS2')).toMatchObject({
      outcome: 'does-not-apply',
      ruleId: 'R8',
    });
    expect(route({ ...cloud, type, nis2Class: 'unknown' }, 'NIS2')).toMatchObject({ outcome: 'open', ruleId: 'R2' });
  });

  it('pitfall 11: the binding digital criteria are claimed for the digital types only', () => {
    expect(route({ ...cloud, type: 'other-important' }, 'NIS2')).toMatchObject({ outcome: 'applies', ruleId: 'R3' });
    expect(route({ ...cloud, type: 'other-important' }, 'NIS2').reason).not.toContain('digital');
  });

  it('a type and a class that disagree are a question, not an answer', () => {
    expect(route({ ...cloud, type: 'other-essential', nis2Class: 'none' }, 'NIS2').outcome).toBe('open');
    expect(route({ ...cloud, type: 'not-in-scope', nis2Class: 'important' }, 'NIS2').outcome).toBe('open');
  });

  it.each(['FR', 'IE', 'ES', 'SE', 'PT'] as const)(
    'R8: national law of %s not confirmed in force leaves NIS2 open',
    (memberState) => {
      expect(route({ ...cloud, memberState }, 'NIS2')).toMatchObject({ outcome: 'open', ruleId: 'R8-NATIONAL' });
    },
  );

  it('R4: GDPR is decided by personal data and role alone, and unknown is open', () => {
    const outcomes = TRI.map((personal) =>
      TRI.map((isController) => route({ ...bank, isController }, 'GDPR', personal).outcome),
    );
    expect(outcomes).toEqual([
      ['applies', 'applies', 'open'],
      ['does-not-apply', 'does-not-apply', 'does-not-apply'],
      ['open', 'open', 'open'],
    ]);
  });

  it('R4: a processor has the duty to its controller and no clock with a number', () => {
    const entity: EntityFacts = { ...bank, isController: 'no' };
    expect(route(entity, 'GDPR', 'yes')).toMatchObject({ outcome: 'applies', ruleId: 'R4-PROCESSOR' });
    const { clocks } = computeClocks(input(entity, {}, { personalDataAffected: 'yes' }), PACK_IN_FORCE);
    expect(
      clocks.filter(({ regime }) => regime === 'GDPR').map(({ clockId, noNumber }) => [clockId, noNumber]),
    ).toEqual([['GDPR.33P', true]]);
  });

  it('R8: out of scope shows the voluntary routes; in scope does not', () => {
    const out: EntityFacts = { ...cloud, type: 'not-in-scope', nis2Class: 'none' };
    expect(routeRegimes(out, { personalDataAffected: 'no' }, PACK_IN_FORCE).voluntary).toEqual(
      PACK_IN_FORCE.voluntaryRoutes,
    );
    expect(routeRegimes(cloud, { personalDataAffected: 'no' }, PACK_IN_FORCE).voluntary).toEqual([]);
  });

  it('every combination answers every regime with a rule, an article and a reason; open ones ask; never NIS2 and DORA both applied', () => {
    for (const type of ENTITY_TYPES)
      for (const nis2Class of NIS2_CLASSES)
        for (const doraType of [...DORA_TYPES, null])
          for (const personal of TRI) {
            const { findings } = routeRegimes(
              { ...cloud, type, nis2Class, doraType },
              { personalDataAffected: personal },
              PACK_IN_FORCE,
            );
            expect(findings.map(({ regime }) => regime)).toEqual(REGIMES);
            for (const found of findings) {
              expect(found.basis).toMatch(/Art\. \d/);
              expect(found.reason).toMatch(/\.$/);
              expect(found.question !== null).toBe(found.outcome === 'open');
            }
            const applied = findings.filter(({ outcome }) => outcome === 'applies').map(({ regime }) => regime);
            expect(applied.includes('NIS2') && applied.includes('DORA')).toBe(false);
          }
  });

  it('a recorded legal entity becomes the facts of this layer; every type has words for a form', () => {
    const { entityId: _name, ...rest } = cloud;
    const entityId = 'ent-0123456789abcdef';
    expect(entityFactsOf(LegalEntity.parse({ id: entityId, ...rest }))).toEqual({ entityId, ...rest });
    expect(Object.keys(ENTITY_TYPE_TEXTS).toSorted()).toEqual([...ENTITY_TYPES].toSorted());
  });
});
