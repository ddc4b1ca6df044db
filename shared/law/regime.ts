import type { EntityFacts } from './entity.ts';
import { type Regime, regimesOf, type RulePack } from './pack.ts';
import type { IncidentQuestions, RegimeFinding, RegimeRouting } from './regime-finding.ts';
import { answerRegimes, isModelProvider } from './regime-rules.ts';
import { routeChanges, routeFacts } from './route-changes.ts';

/** Which regimes apply to one legal entity, why, and what would change it. `on`: the date that decides whether a regime is latent. */
export function routeRegimes(
  entity: EntityFacts,
  incident: IncidentQuestions,
  pack: RulePack,
  on = pack.statusDate,
): RegimeRouting {
  const answers = answerRegimes(entity, incident, pack);
  const mandatory = answers.NIS2.outcome === 'applies' || answers.DORA.outcome === 'applies';
  return {
    entityId: entity.entityId,
    findings: regimesOf(pack).map((regime) => {
      const { rule, after, ...answer } = answers[regime];
      const { basis = '', sources = [] } = pack.rules[rule] ?? {};
      const dormant = pack.dormantUntil[regime];
      return {
        regime,
        ruleId: rule,
        basis,
        sources,
        ...answer,
        after: after === undefined ? null : { ruleId: after, basis: pack.rules[after]?.basis ?? '' },
        raised: isRaised(regime, answer.outcome, entity, incident),
        facts: routeFacts(regime, entity, incident),
        changes: routeChanges(regime, entity, incident, pack),
        dormant: dormant !== undefined && on < dormant.date ? `Latent until ${dormant.date} (${dormant.basis}).` : null,
      };
    }),
    voluntary: mandatory ? [] : pack.voluntaryRoutes,
  };
}

function isRaised(
  regime: Regime,
  outcome: RegimeFinding['outcome'],
  entity: EntityFacts,
  incident: IncidentQuestions,
): boolean {
  if (outcome !== 'open') return outcome === 'applies';
  if (regime === 'AIA') return incident.aiHarm === 'yes' || !['none', 'unknown'].includes(entity.aiRole ?? 'unknown');
  if (regime === 'GPAI') return incident.gpaiIncident === 'yes' || isModelProvider(entity.aiRole);
  if (regime === 'CRA-V' || regime === 'CRA-I') return incident.craProduct === 'yes' || entity.isManufacturer === 'yes';
  return true;
}

/** Whether clocks are shown: unless it is settled that nothing is filed. */
export function hasClocks(finding: RegimeFinding): boolean {
  return finding.outcome !== 'does-not-apply';
}
