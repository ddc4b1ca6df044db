import type { Instant } from '../../../shared/domain/instant.ts';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import type { Anchors } from '../../../shared/law/clock-state.ts';
import { computeClocks } from '../../../shared/law/deadline.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import type { Fact } from '../../../shared/law/facts.ts';
import { EU_2026_11 } from '../../../shared/law/packs/eu-2026-11.ts';
import type { ClockId, Regime, RulePack } from '../../../shared/law/pack.ts';
import { routeRegimes } from '../../../shared/law/regime.ts';
import type { Tri } from '../../../shared/law/tri.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import type { EntityLegalView } from '../../../shared/view/incident-view.ts';

/** The pack in force at this console. Pending reform would be another pack, off by default. */
export const rulePack: RulePack = EU_2026_11;

export function legalView(file: CaseFile, now: Instant): readonly EntityLegalView[] {
  return file.organisation.entities.map((entity) => {
    const personalDataAffected = triFact(file, 'asset.personalData');
    const facts = entityFactsOf(entity);
    return {
      entity: entity.id,
      entityName: entity.name,
      timeZone: entity.timeZone,
      routing: routeRegimes(facts, { personalDataAffected }, rulePack),
      report: computeClocks({ entity: facts, personalDataAffected, anchors: anchorsOf(file, entity), now }, rulePack),
    };
  });
}

/** Latest decision wins; earlier ones stay on record. A filing counts from its first receipt. */
function anchorsOf(file: CaseFile, entity: LegalEntity): Anchors {
  const awareAt: Partial<Record<Regime, Instant>> = {};
  for (const decision of file.awareness) if (decision.entity === entity.id) awareAt[decision.regime] = decision.awareAt;
  const submitted: Partial<Record<ClockId, Instant>> = {};
  for (const filing of file.filings) if (filing.entity === entity.id) submitted[filing.stage] ??= filing.filedAt;
  const classified = file.classifications.findLast((one) => one.entity === entity.id);
  const updates = file.filings.filter((filing) => filing.entity === entity.id && filing.stage === 'DORA.IR');
  const update = updates.length > 1 ? updates.at(-1)?.filedAt : undefined;
  return {
    awareAt,
    submitted,
    ...(classified?.major ? { classifiedMajorAt: classified.classifiedAt } : {}),
    ...(update ? { latestIntermediateUpdateAt: update } : {}),
  };
}

function triFact(file: CaseFile, id: string): Tri {
  const fact = file.facts.get(id);
  if (!fact || fact.provenance === 'unknown') return 'unknown';
  return fact.value === 'yes' || fact.value === 'no' ? fact.value : 'unknown';
}

/**
 * The recorded facts as the forms read them, with what other entries answer: awareness by decision, the entity's name from
 * the organisation. Each keeps the entry it rests on.
 */
export function factsFor(file: CaseFile, entity: LegalEntity): readonly Fact[] {
  const facts: Fact[] = [...file.facts.values()].map(
    ({ fact, value, provenance, entry }) => ({ id: fact, value, provenance, entry }) as Fact,
  );
  const aware = file.awareness.findLast((decision) => decision.entity === entity.id && decision.regime === 'NIS2');
  if (aware) facts.push({ id: 'times.awareAt', value: aware.awareAt, provenance: 'actual', entry: aware.entry });
  if (!facts.some((fact) => fact.id === 'entity.legalName') && file.declaredEntry >= 0) {
    facts.push({ id: 'entity.legalName', value: entity.name, provenance: 'actual', entry: file.declaredEntry });
  }
  return facts;
}
