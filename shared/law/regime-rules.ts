import { servicesOf, type DoraType, type EntityFacts } from './entity.ts';
import type { Regime, RuleId, RulePack } from './pack.ts';
import type { IncidentQuestions, RegimeFinding } from './regime-finding.ts';
import type { Tri } from './tri.ts';

export type RegimeAnswer = Pick<RegimeFinding, 'outcome' | 'reason' | 'question'> & {
  readonly rule: RuleId;
  /** The rule that had spoken before this one overruled it or left it open. */
  readonly after?: RuleId;
};
type Answer = RegimeAnswer;

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
  const rule = servicesOf(entity).some((type) => pack.digitalTypes.includes(type)) ? 'R2' : 'R3';
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
  const answer = routeNis2ByClass(entity, pack);
  const after = answer.outcome === 'does-not-apply' ? {} : { after: answer.rule };
  if (financial === 'yes') {
    const reason = 'DORA reporting takes the place of NIS2 incident reporting for this legal entity.';
    return { ...doesNotApply('R1-SUPPRESS', reason), ...after };
  }
  if (answer.outcome === 'does-not-apply') return answer;
  if (financial === 'unknown') {
    const reason = `${answer.reason} DORA would take its place if it is a financial entity.`;
    return { ...open('R1-SUPPRESS', reason, 'Is this legal entity a financial entity?'), ...after };
  }
  const national = pack.nationalNis2[entity.memberState];
  if (national?.status !== 'in-force') {
    const found =
      national === undefined
        ? 'National law was not checked'
        : `National law is not confirmed in force (${national.law})`;
    const reason = `${answer.reason} ${found} for ${entity.memberState} as at ${pack.statusDate}.`;
    const question = `Is the national NIS2 law of ${entity.memberState} in force for this entity?`;
    return { ...open('R8-NATIONAL', reason, question), ...after };
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

/** R5: CRA Art. 14 binds the manufacturer of a product; whoever only uses a plugin is none (regulation 6.2). */
function routeCra(rule: 'R5-V' | 'R5-I', entity: EntityFacts, product: Tri, happened: Tri): Answer {
  const what =
    rule === 'R5-V'
      ? 'an actively exploited vulnerability in its product'
      : 'a severe incident that touches the security of its product';
  const asked: readonly [Tri, string, string][] = [
    [
      entity.isManufacturer ?? 'unknown',
      'It is recorded as not making products with digital elements.',
      'Does this legal entity make a product with digital elements: plugin, app, SDK?',
    ],
    [
      product,
      'No product of its own is recorded as concerned.',
      'Is a product that this entity placed on the market concerned?',
    ],
    [happened, `There is no ${what.replace(/^an? /, '')}.`, `Is there ${what}?`],
  ];
  for (const [answer, no] of asked) if (answer === 'no') return doesNotApply(rule, no);
  const unsettled = asked.find(([answer]) => answer === 'unknown');
  if (unsettled) return open(rule, `Whether there is ${what} is not settled.`, unsettled[2]);
  return applies(rule, `It is a manufacturer, and there is ${what}.`);
}

/** R6: a bare leak is normally no serious incident (regulation 6.1). */
function routeAiAct(entity: EntityFacts, harm: Tri, pack: RulePack): Answer {
  const role = entity.aiRole ?? 'unknown';
  if (role === 'none')
    return doesNotApply('R6', 'It is recorded as neither provider nor deployer of a high-risk system.');
  if (harm === 'no') return doesNotApply('R6', 'No harm that the AI Act counts as a serious incident is recorded.');
  if (role === 'unknown')
    return open(
      'R6',
      'Its role under the AI Act is not determined.',
      'Does this legal entity provide or deploy a high-risk AI system?',
    );
  // A pack with R7 answers for the model there; one without leaves it open here.
  if (role === 'gpai-systemic' && pack.rules.R7 !== undefined)
    return doesNotApply('R6', 'It is recorded as provider of a model, not of a high-risk system.');
  if (harm === 'unknown')
    return open(
      'R6',
      'Whether there is a harm that the AI Act counts is not known.',
      'Has the system led to death, serious harm, or a breach of fundamental rights?',
    );
  if (role === 'gpai-systemic')
    return open(
      'R6',
      'A model with systemic risk reports to the AI Office; its periods are not confirmed.',
      'What does the code of practice ask of this provider?',
    );
  return applies(
    'R6',
    role === 'deployer-high-risk'
      ? 'A serious incident: the deployer tells the provider first.'
      : 'A serious incident of a high-risk system it provides.',
  );
}

export function isModelProvider(role: EntityFacts['aiRole']): boolean {
  return role === 'gpai-systemic' || role === 'gpai-and-high-risk';
}

/** R7: only a provider of such a model, and its report goes to the AI Office. Weights that are taken count, unlike under R6. */
function routeGpai(entity: EntityFacts, incident: Tri): Answer {
  const role = entity.aiRole ?? 'unknown';
  if (role !== 'unknown' && !isModelProvider(role))
    return doesNotApply('R7', 'It is not recorded as provider of a general-purpose model with systemic risk.');
  if (incident === 'no') return doesNotApply('R7', 'No serious incident of such a model is recorded.');
  if (role === 'unknown')
    return open(
      'R7',
      'Its role under the AI Act is not determined.',
      'Does this legal entity provide a general-purpose model with systemic risk?',
    );
  if (incident === 'unknown')
    return open(
      'R7',
      'Whether the model had a serious incident is not known.',
      'Were its weights taken, was it broken into, or did it do serious harm?',
    );
  return applies('R7', 'A serious incident of a general-purpose model with systemic risk: the AI Office is told.');
}

/** The answer per regime, in REGIMES order. All rows are looked at; several can be true at once (regulation 0.1). */
export function answerRegimes(
  entity: EntityFacts,
  incident: IncidentQuestions,
  pack: RulePack,
): Readonly<Record<Regime, RegimeAnswer>> {
  const financial = isFinancialEntity(entity, pack);
  const product = incident.craProduct ?? 'unknown';
  return {
    NIS2: routeNis2(entity, financial, pack),
    DORA: routeDora(financial),
    GDPR: routeGdpr(entity, incident.personalDataAffected),
    'CRA-V': routeCra('R5-V', entity, product, incident.craExploited ?? 'unknown'),
    'CRA-I': routeCra('R5-I', entity, product, incident.craSevere ?? 'unknown'),
    AIA: routeAiAct(entity, incident.aiHarm ?? 'unknown', pack),
    GPAI: routeGpai(entity, incident.gpaiIncident ?? 'unknown'),
  };
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
