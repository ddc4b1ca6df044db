import type { Instant } from '../../../shared/domain/instant.ts';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { adjustPack } from '../../../shared/law/adjust-pack.ts';
import { holdOf, questionsOf, readOf, type HeldFact } from '../../../shared/law/case-facts.ts';
import { computeClocks } from '../../../shared/law/deadline.ts';
import { reopenedBy } from '../../../shared/law/dismissal.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import { factDefinition, isFactId, type Fact, type FactId } from '../../../shared/law/facts.ts';
import { refsOf } from '../../../shared/law/logic/formula.ts';
import type { Regime, RulePack } from '../../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../../shared/law/packs/registry.ts';
import type { RegimeRouting } from '../../../shared/law/regime-finding.ts';
import { routeRegimes } from '../../../shared/law/regime.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import { anchorsOf } from './law-anchors.ts';
import type { DismissalView, EntityLegalView } from '../../../shared/view/incident-view.ts';

/** The pack in force at this console. Pending reform is another pack, off, that can only be compared with. */
export const rulePack: RulePack = PACK_IN_FORCE;

/** A pack as this incident reckons with it: with the holidays, periods and national law that people changed on record. */
export function packOf(file: CaseFile, pack: RulePack = rulePack): RulePack {
  return adjustPack(
    pack,
    file.adjustments.map(({ adjustment, reason, entry }) => ({ ...adjustment, reason, entry })),
  );
}

export function legalView(file: CaseFile, now: Instant): readonly EntityLegalView[] {
  const pack = packOf(file);
  return file.organisation.entities.map((entity) => legalViewOf(file, entity, now, pack, file.factsOf(entity.id)));
}

/** One entity under a pack and a set of facts: those on record, or a copy of them for a what-if. */
export function legalViewOf(
  file: CaseFile,
  entity: LegalEntity,
  now: Instant,
  pack: RulePack,
  facts: ReadonlyMap<string, HeldFact>,
): EntityLegalView {
  const described = entityFactsOf(entity);
  const read = readOf(holdOf(facts, described));
  const questions = questionsOf(read, pack);
  const anchors = anchorsOf(file, entity, facts);
  const dismissals = dismissalsOf(file, entity, pack, facts);
  return {
    entity: entity.id,
    entityName: entity.name,
    timeZone: entity.timeZone,
    routing: withDismissals(routeRegimes(described, questions, pack, now.slice(0, 10)), dismissals),
    report: computeClocks({ ...questions, entity: described, read, anchors, now }, pack),
    dismissals,
  };
}

/** A regime that a person decided not applicable presses nobody while the decision stands. */
function withDismissals(routing: RegimeRouting, dismissals: readonly DismissalView[]): RegimeRouting {
  const standing = new Set(dismissals.filter(({ reopened }) => reopened === null).map(({ regime }) => regime));
  return {
    ...routing,
    findings: routing.findings.map((one) => (standing.has(one.regime) ? { ...one, raised: false } : one)),
  };
}

/** Facts that decide about a regime: what its tests, its clocks and the router read. */
export function factsOfRegime(regime: Regime, pack: RulePack): readonly FactId[] {
  const formulas = [
    ...pack.tests.filter((test) => test.regime === regime).flatMap((test) => test.criteria.map((one) => one.formula)),
    ...pack.clocks.flatMap((row) => (row.regime === regime && row.when !== undefined ? [row.when] : [])),
  ];
  return [...new Set(formulas.flatMap(refsOf))].filter(isFactId);
}

function dismissalsOf(
  file: CaseFile,
  entity: LegalEntity,
  pack: RulePack,
  facts: ReadonlyMap<string, HeldFact>,
): readonly DismissalView[] {
  const latest = new Map(file.dismissals.filter((one) => one.entity === entity.id).map((one) => [one.regime, one]));
  return [...latest.values()].map(({ regime, reason, entry, at, by, evaluation }) => {
    const ids = factsOfRegime(regime, pack);
    const now = ids.flatMap((fact) => {
      const held = facts.get(fact);
      return held === undefined || held.entry === null
        ? []
        : [{ fact, entry: held.entry, label: factDefinition(fact).label }];
    });
    const withdrawn = file.withdrawnFacts.flatMap(({ answer, entry: back }) => {
      const fact = ids.find((id) => id === answer.fact);
      return answer.entity === entity.id && fact !== undefined
        ? [{ entry: back, label: factDefinition(fact).label }]
        : [];
    });
    const reopenings = file.reopenings.filter((one) => one.entity === entity.id && one.regime === regime);
    const reopened = reopenedBy(
      { regime, entity: entity.id, entry, facts: evaluation.facts },
      { facts: now, withdrawn, described: file.describedEntry, reopened: reopenings.at(-1)?.entry ?? -1 },
    );
    return { regime, reason, entry, at, by, packVersion: evaluation.packVersion, reopened };
  });
}

/**
 * The recorded facts as the forms read them, with what other entries answer: awareness by decision, the entity's name from
 * the organisation. Each keeps the entry it rests on.
 */
export function factsFor(file: CaseFile, entity: LegalEntity): readonly Fact[] {
  const facts: Fact[] = [...file.factsOf(entity.id).values()].map(
    ({ fact, value, provenance, entry }) => ({ id: fact, value, provenance, entry }) as Fact,
  );
  const aware = file.awareness.findLast((decision) => decision.entity === entity.id && decision.regime === 'NIS2');
  if (aware) facts.push({ id: 'times.awareAt', value: aware.awareAt, provenance: 'actual', entry: aware.entry });
  // An entity that came in later stands in no declaration: what described it last says its name.
  const entry = file.describedEntry < 0 ? file.declaredEntry : file.describedEntry;
  if (!facts.some((fact) => fact.id === 'entity.legalName') && entry >= 0)
    facts.push({ id: 'entity.legalName', value: entity.name, provenance: 'actual', entry });
  return facts;
}
