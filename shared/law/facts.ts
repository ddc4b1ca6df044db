import { DECISION_FACTS } from './decision-facts.ts';
import { MEMBER_STATE_LABELS } from './member-state.ts';
import { TRI_LABELS } from './tri.ts';

/** Kinds of AI asset that leak (regulation 0.4). */
export const ASSET_KINDS = ['weights', 'training-data', 'prompts', 'algorithm', 'features', 'keys', 'other'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

export const ASSET_KIND_LABELS: Readonly<Record<AssetKind, string>> = {
  weights: 'model weights',
  'training-data': 'training data',
  prompts: 'prompts or prompt library',
  algorithm: 'financial algorithm',
  features: 'feature pipeline',
  keys: 'keys or credentials',
  other: 'other information asset',
};

/** The form control and the shape of a value. `choice` takes one of the fact's own choices. */
export type FactValueType = 'tri' | 'text' | 'instant' | 'choice' | 'number' | 'member-states' | 'asset-kinds';

export interface FactDefinition {
  readonly label: string;
  readonly type: FactValueType;
  readonly hint: string;
  readonly choices?: Readonly<Record<string, string>>;
  /** What a number counts: EUR, minutes, people. Always whole. */
  readonly unit?: string;
}

const define = <const T extends Readonly<Record<string, FactDefinition>>>(facts: T): T => facts;

/** Every fact the law layer reads, as data for a form (regulation 0.3 and 3.3). Adding one here is all a form needs. */
export const FACTS = define({
  ...DECISION_FACTS,
  'cause.maliciousSuspected': {
    label: 'Suspected unlawful or malicious act?',
    type: 'tri',
    hint: 'Suspicion is enough; proof is not needed.',
  },
  'cause.unauthorisedAccess': {
    label: 'Unauthorised access',
    type: 'choice',
    hint: 'For an insider with valid credentials counsel decides what counts as unauthorised.',
    choices: { confirmed: 'Confirmed', suspected: 'Suspected', blocked: 'Attempted and blocked', no: 'Excluded' },
  },
  'impact.crossBorderPossible': {
    label: 'Could it affect another Member State?',
    type: 'tri',
    hint: 'Users, clients or systems in another Member State; possible is enough.',
  },
  'impact.memberStates': {
    label: 'Member States possibly affected',
    type: 'member-states',
    hint: 'All that cannot be excluded.',
  },
  'impact.services': { label: 'Services concerned', type: 'text', hint: 'Names customers know; no internals.' },
  'asset.kinds': {
    label: 'Kinds of asset leaked',
    type: 'asset-kinds',
    hint: 'The kind only. Never the asset itself.',
  },
  'asset.exfiltration': {
    label: 'Exfiltration',
    type: 'choice',
    hint: '"Capable" is enough for NIS2; proof of egress is not needed.',
    choices: { confirmed: 'Confirmed', capable: 'Possible (incident was capable of it)', no: 'Excluded' },
  },
  'asset.personalData': {
    label: 'Personal data affected?',
    type: 'tri',
    hint: 'Chat logs and training data usually hold some; weights may.',
  },
  'asset.tradeSecretHolder': {
    label: 'Whose secret is it?',
    type: 'choice',
    hint: 'The trade-secret criterion covers only secrets of the reporting entity.',
    choices: { self: 'The entity', customer: 'A customer', vendor: 'A vendor' },
  },
  'asset.tradeSecret.secret': {
    label: 'Secret: not generally known or readily accessible?',
    type: 'tri',
    hint: 'Directive (EU) 2016/943 Art. 2(1)(a).',
  },
  'asset.tradeSecret.value': {
    label: 'Commercial value because it is secret?',
    type: 'tri',
    hint: 'Directive (EU) 2016/943 Art. 2(1)(b).',
  },
  'asset.tradeSecret.steps': {
    label: 'Reasonable steps kept it secret?',
    type: 'tri',
    hint: 'Directive (EU) 2016/943 Art. 2(1)(c). The steps must predate the leak.',
  },
  'times.occurredAt': { label: 'Occurred', type: 'instant', hint: 'Start of the incident, if known.' },
  'times.detectedAt': { label: 'Detected', type: 'instant', hint: 'First alert. Not the same as awareness.' },
  'times.awareAt': {
    label: 'Aware that it is significant',
    type: 'instant',
    hint: 'Reasonable certainty after a short, prompt assessment. Starts the clocks.',
  },
  'incident.reference': { label: 'Internal reference', type: 'text', hint: 'Stable across all reports.' },
  'incident.status': {
    label: 'Status',
    type: 'choice',
    hint: 'As of now.',
    choices: { ongoing: 'Ongoing', contained: 'Contained', handled: 'Handled' },
  },
  'incident.summary': {
    label: 'Summary',
    type: 'text',
    hint: 'What happened, in neutral words. No secret, no hash, no blame.',
  },
  'response.measures': {
    label: 'Measures taken so far',
    type: 'text',
    hint: 'What was done, not what should have been done.',
  },
  'response.supportRequested': {
    label: 'Ask the authority for advice?',
    type: 'tri',
    hint: 'Yes opens mitigation advice under NIS2 Art. 23(5).',
  },
  'response.lawEnforcementInformed': { label: 'Law enforcement informed?', type: 'tri', hint: '' },
  'entity.legalName': { label: 'Legal name', type: 'text', hint: 'As registered.' },
  'entity.registrationNumber': { label: 'National registration number', type: 'text', hint: '' },
  'entity.nis2Registration': { label: 'NIS2 registration id', type: 'text', hint: 'As given by the authority.' },
  'contact.name': { label: 'Contact: name and role', type: 'text', hint: '' },
  'contact.phone': { label: 'Contact: phone, reachable now', type: 'text', hint: '' },
  'contact.email': { label: 'Contact: e-mail', type: 'text', hint: 'Out of band if mail may be compromised.' },
  'marking.tlp': {
    label: 'TLP marking',
    type: 'choice',
    hint: 'Who may pass the report on.',
    choices: { RED: 'TLP:RED', 'AMBER+STRICT': 'TLP:AMBER+STRICT', AMBER: 'TLP:AMBER', GREEN: 'TLP:GREEN' },
  },
  'marking.tradeSecret': {
    label: 'Mark as containing business secrets?',
    type: 'tri',
    hint: 'Limits onward exchange (NIS2 Art. 2(13)).',
  },
});

export type FactId = keyof typeof FACTS;
export const FACT_IDS = Object.keys(FACTS) as readonly FactId[];

export function isFactId(id: string): id is FactId {
  return Object.hasOwn(FACTS, id);
}

/** One value, or a list for facts that take several. Checked against `factValueSchema` where it is recorded. */
export type FactValue = string | readonly string[];

export const PROVENANCES = ['actual', 'estimate', 'unknown'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** One recorded answer. With provenance `unknown` the value is not read. `entry` is the ledger entry that holds it. */
export interface Fact {
  readonly id: FactId;
  readonly value: FactValue;
  readonly provenance: Provenance;
  readonly entry: number;
}

export function factDefinition(id: FactId): FactDefinition {
  return FACTS[id];
}

/** The answer that counts: the latest entry that recorded it. A correction is a new entry, never an edit. */
export function latestFact(facts: readonly Fact[], id: FactId): Fact | null {
  let latest: Fact | null = null;
  for (const fact of facts) if (fact.id === id && (latest === null || fact.entry > latest.entry)) latest = fact;
  return latest;
}

/** A value in words for a form or a draft. Instants are left as they are: their zone is the caller's. */
export function factValueText(id: FactId, value: FactValue): string | readonly string[] {
  const definition = factDefinition(id);
  if (typeof value !== 'string') {
    return value.map((item) => labelOf(MEMBER_STATE_LABELS, item) ?? labelOf(ASSET_KIND_LABELS, item) ?? item);
  }
  if (definition.type === 'tri') return labelOf(TRI_LABELS, value) ?? value;
  return labelOf(definition.choices ?? {}, value) ?? value;
}

function labelOf(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
