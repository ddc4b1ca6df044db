import type { DoraType, EntityFacts } from './entity.ts';
import type { RuleId, RulePack } from './pack.ts';
import type { IncidentQuestions, RegimeFinding, RegimeRouting } from './regime-finding.ts';
import type { Tri } from './tri.ts';

type Answer = Pick<RegimeFinding, 'outcome' | 'reason' | 'question'> & { readonly rule: RuleId };

/** Every kind of financial entity this one may be: what its type implies and what was entered. A report rule looks at all. */
export function doraTypesOf(entity: EntityFacts, pack: RulePack): readonly DoraType[] {
  const implied = pack.financialTypes[entity.type];
  const entered = entity.doraType === 'unknown' && implied !== undefined ? null : entity.doraType;
  return [implied, entered].filter((type) => type !== undefined && type !== null);
}

/** Regulation 0.1 R1. */
function isFinancialEntity(entity: EntityFacts, pack: RulePack): Tri {
  const types = doraTypesOf(entity, pack);
  if (types.length === 0) return 'no';
  return types.includes('unknown') ? 'unknown' : 'yes';
}

function routeDora(financial: Tri): Answer {
  switch (financial) {
    case 'yes':
      return applies('R1', 'It is a financial entity, so its major ICT incidents go to its financial authority.');
    case 'no':
      return doesNotApply('R1', 'It is recorded as not being a financial entity.');
    case 'unknown':
      return open(
        'R1',
        'Whether it is a financial entity is not determined.',
        'Is this legal entity a financial entity?',
      );
  }
}

/** R2 and R3 on their own, before DORA and national law are looked at. */
function routeNis2ByClass(entity: EntityFacts, pack: RulePack): Answer {
  const rule = pack.digitalTypes.includes(entity.type) ? 'R2' : 'R3';
  const byType = entity.type === 'other-essential' || entity.type === 'other-important';
  const question = 'Is this legal entity essential, important or neither under NIS2?';
  switch (entity.nis2Class) {
    case 'essential':
    case 'important':
      if (entity.type === 'not-in-scope')
        return open(rule, 'Its type says out of scope, its NIS2 class says in scope.', question);
      return applies(
        rule,
        `It is an ${entity.nis2Class} entity${rule === 'R2' ? ' of a digital type with binding significance criteria' : ''}.`,
      );
    case 'none':
      if (byType) return open(rule, 'Its type says in scope, its NIS2 class says out of scope.', question);
      return doesNotApply('R8', 'It is recorded as neither essential nor important.');
    case 'unknown':
      if (byType) return applies(rule, 'Its type places it in scope.');
      return open(rule, 'Its NIS2 class is not determined.', question);
  }
}

/** R1 displaces NIS2 reporting for the same legal entity (pitfall 10); missing national law leaves it open (pitfall 23). */
function routeNis2(entity: EntityFacts, financial: Tri, pack: RulePack): Answer {
  if (financial === 'yes')
    return doesNotApply(
      'R1-SUPPRESS',
      'DORA reporting takes the place of NIS2 incident reporting for this legal entity.',
    );
  const answer = routeNis2ByClass(entity, pack);
  if (answer.outcome === 'does-not-apply') return answer;
  if (financial === 'unknown') {
    return open(
      'R1-SUPPRESS',
      `${answer.reason} DORA would take its place if it is a financial entity.`,
      'Is this legal entity a financial entity?',
    );
  }
  const national = pack.nationalNis2[entity.memberState];
  if (national?.status !== 'in-force') {
    const found =
      national === undefined
        ? 'National law was not checked'
        : `National law is not confirmed in force (${national.law})`;
    return open(
      'R8-NATIONAL',
      `${answer.reason} ${found} for ${entity.memberState} as at ${pack.statusDate}.`,
      `Is the national NIS2 law of ${entity.memberState} in force for this entity?`,
    );
  }
  return answer.outcome === 'applies'
    ? { ...answer, reason: `${answer.reason} National law: ${national.law}.` }
    : answer;
}

/** R4: never displaced by the others. Unknown personal data is an open question, not a no. */
function routeGdpr(entity: EntityFacts, personalData: Tri): Answer {
  const rule = entity.isController === 'no' ? 'R4-PROCESSOR' : 'R4';
  if (personalData === 'no') return doesNotApply(rule, 'No personal data is recorded as affected.');
  if (personalData === 'unknown') {
    return open(
      rule,
      'Whether personal data is affected is not known.',
      'Is personal data affected: logs, prompts, training data, weights that hold some?',
    );
  }
  switch (entity.isController) {
    case 'yes':
      return applies(rule, 'Personal data is affected and it is the controller.');
    case 'no':
      return applies(
        rule,
        'Personal data is affected and it is a processor: it tells the controller without undue delay and files nothing itself.',
      );
    case 'unknown':
      return open(
        rule,
        'Personal data is affected; whether it is the controller is not determined.',
        'Is this legal entity the controller of the data?',
      );
  }
}

/** Which regimes apply to one legal entity, and why. All rows are looked at; several can be true at once (regulation 0.1). */
export function routeRegimes(entity: EntityFacts, incident: IncidentQuestions, pack: RulePack): RegimeRouting {
  const financial = isFinancialEntity(entity, pack);
  const nis2 = routeNis2(entity, financial, pack);
  const dora = routeDora(financial);
  const gdpr = routeGdpr(entity, incident.personalDataAffected);
  const mandatory = nis2.outcome === 'applies' || dora.outcome === 'applies';
  return {
    entityId: entity.entityId,
    findings: [toFinding('NIS2', nis2, pack), toFinding('DORA', dora, pack), toFinding('GDPR', gdpr, pack)],
    voluntary: mandatory ? [] : pack.voluntaryRoutes,
  };
}

/** Whether clocks are shown: unless it is settled that nothing is filed. */
export function hasClocks(finding: RegimeFinding): boolean {
  return finding.outcome !== 'does-not-apply' && finding.ruleId !== 'R4-PROCESSOR';
}

function toFinding(regime: RegimeFinding['regime'], { rule, ...answer }: Answer, pack: RulePack): RegimeFinding {
  const { basis, sources } = pack.rules[rule];
  return { regime, ruleId: rule, basis, sources, ...answer };
}

function applies(rule: RuleId, reason: string): Answer {
  return { rule, outcome: 'applies', reason, question: null };
}

function doesNotApply(rule: RuleId, reason: string): Answer {
  return { rule, outcome: 'does-not-apply', reason, question: null };
}

function open(rule: RuleId, reason: string, question: string): Answer {
  return { rule, outcome: 'open', reason, question };
}
