import { ENTITY_TYPES } from '../domain/organisation.ts';
import {
  AI_ROLE_LABELS,
  AI_ROLES,
  DORA_TYPE_LABELS,
  ENTITY_TYPE_TEXTS,
  NIS2_CLASS_LABELS,
  NIS2_CLASSES,
  type EntityFacts,
} from './entity.ts';
import type { Regime, RulePack } from './pack.ts';
import type { IncidentQuestions, RegimeFinding } from './regime-finding.ts';
import { answerRegimes } from './regime-rules.ts';
import { TRI, TRI_LABELS } from './tri.ts';

interface Case {
  readonly entity: EntityFacts;
  readonly incident: IncidentQuestions;
}

/** One question the router asks, its answer now, and every other answer it could have. */
interface Asked {
  readonly label: string;
  readonly regimes: readonly Regime[];
  readonly now: (one: Case) => string;
  readonly others: readonly { readonly text: string; readonly set: (one: Case) => Case }[];
}

const ASKED: readonly Asked[] = [
  {
    label: 'Type',
    regimes: ['NIS2', 'DORA'],
    now: ({ entity }) => ENTITY_TYPE_TEXTS[entity.type].label,
    others: ENTITY_TYPES.map((type) => ({
      text: ENTITY_TYPE_TEXTS[type].label,
      set: (one) => ({ ...one, entity: { ...one.entity, type } }),
    })),
  },
  {
    label: 'NIS2 class',
    regimes: ['NIS2'],
    now: ({ entity }) => NIS2_CLASS_LABELS[entity.nis2Class],
    others: NIS2_CLASSES.map((nis2Class) => ({
      text: NIS2_CLASS_LABELS[nis2Class],
      set: (one) => ({ ...one, entity: { ...one.entity, nis2Class } }),
    })),
  },
  {
    label: 'DORA type',
    regimes: ['NIS2', 'DORA'],
    now: ({ entity }) => (entity.doraType === null ? 'Not a financial entity' : DORA_TYPE_LABELS[entity.doraType]),
    others: [
      { text: 'Not a financial entity', set: (one) => ({ ...one, entity: { ...one.entity, doraType: null } }) },
      {
        text: 'A financial entity',
        set: (one) => ({ ...one, entity: { ...one.entity, doraType: 'other-financial-entity' } }),
      },
    ],
  },
  {
    label: 'Controller',
    regimes: ['GDPR'],
    now: ({ entity }) => TRI_LABELS[entity.isController],
    others: TRI.map((isController) => ({
      text: TRI_LABELS[isController],
      set: (one) => ({ ...one, entity: { ...one.entity, isController } }),
    })),
  },
  incidentQuestion('Personal data affected', ['GDPR'], 'personalDataAffected'),
  {
    label: 'Manufacturer',
    regimes: ['CRA-V', 'CRA-I'],
    now: ({ entity }) => TRI_LABELS[entity.isManufacturer ?? 'unknown'],
    others: TRI.map((isManufacturer) => ({
      text: TRI_LABELS[isManufacturer],
      set: (one) => ({ ...one, entity: { ...one.entity, isManufacturer } }),
    })),
  },
  incidentQuestion('Own product concerned', ['CRA-V', 'CRA-I'], 'craProduct'),
  incidentQuestion('Vulnerability actively exploited', ['CRA-V'], 'craExploited'),
  incidentQuestion('Severe incident', ['CRA-I'], 'craSevere'),
  {
    label: 'Role under the AI Act',
    regimes: ['AIA', 'GPAI'],
    now: ({ entity }) => AI_ROLE_LABELS[entity.aiRole ?? 'unknown'],
    others: AI_ROLES.map((aiRole) => ({
      text: AI_ROLE_LABELS[aiRole],
      set: (one) => ({ ...one, entity: { ...one.entity, aiRole } }),
    })),
  },
  incidentQuestion('Serious harm', ['AIA'], 'aiHarm'),
  incidentQuestion('Serious incident of the model', ['GPAI'], 'gpaiIncident'),
];

function incidentQuestion(label: string, regimes: readonly Regime[], name: keyof IncidentQuestions): Asked {
  return {
    label,
    regimes,
    now: ({ incident }) => TRI_LABELS[incident[name] ?? 'unknown'],
    others: TRI.map((answer) => ({
      text: TRI_LABELS[answer],
      set: (one) => ({ ...one, incident: { ...one.incident, [name]: answer } }),
    })),
  };
}

export function routeFacts(regime: Regime, entity: EntityFacts, incident: IncidentQuestions): readonly string[] {
  const facts = ASKED.filter((one) => one.regimes.includes(regime)).map(
    (one) => `${one.label}: ${one.now({ entity, incident })}`,
  );
  return regime === 'NIS2' ? [...facts, `Member State: ${entity.memberState}`] : facts;
}

/** The state of national law is data of the pack, changed on the desk with a reason; the router asks for it too. */
function nationalChanges(
  before: RegimeFinding['outcome'],
  { entity, incident }: Case,
  pack: RulePack,
): readonly string[] {
  const now = pack.nationalNis2[entity.memberState];
  if (now?.status === 'in-force') return [];
  const national = { law: now?.law ?? 'national law', sources: now?.sources ?? [], status: 'in-force' } as const;
  const changed = { ...pack, nationalNis2: { ...pack.nationalNis2, [entity.memberState]: national } };
  const after = answerRegimes(entity, incident, changed).NIS2.outcome;
  return after === before || after === 'open'
    ? []
    : [`National NIS2 law of ${entity.memberState} = in force: it ${OUTCOME[after]}`];
}

const OUTCOME = { applies: 'applies', 'does-not-apply': 'does not apply', open: 'is open' } as const;

/**
 * The fewest answers that would change the outcome, by asking the router itself: one answer if one does, else two. At most one
 * line per question and outcome; an answer that is already open is only asked for what would close it.
 */
export function routeChanges(
  regime: Regime,
  entity: EntityFacts,
  incident: IncidentQuestions,
  pack: RulePack,
): readonly string[] {
  const here = { entity, incident };
  const outcomeOf = (one: Case): keyof typeof OUTCOME => answerRegimes(one.entity, one.incident, pack)[regime].outcome;
  const before = outcomeOf(here);
  const asked = ASKED.filter((one) => one.regimes.includes(regime));
  const found = new Map<string, string>();
  const note = (after: keyof typeof OUTCOME, labels: string, text: string): void => {
    if (after === before || after === 'open') return;
    const key = `${labels} ${after}`;
    if (!found.has(key)) found.set(key, `${text}: it ${OUTCOME[after]}`);
  };
  for (const one of asked)
    for (const other of one.others) note(outcomeOf(other.set(here)), one.label, `${one.label} = ${other.text}`);
  if (regime === 'NIS2') for (const change of nationalChanges(before, here, pack)) found.set(change, change);
  if (found.size > 0) return [...found.values()];
  for (const [index, one] of asked.entries())
    for (const two of asked.slice(index + 1))
      for (const a of one.others)
        for (const b of two.others)
          note(
            outcomeOf(b.set(a.set(here))),
            `${one.label} ${two.label}`,
            `${one.label} = ${a.text}, and ${two.label} = ${b.text}`,
          );
  return [...found.values()];
}
