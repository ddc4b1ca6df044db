import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { holdOf } from '../../../shared/law/case-facts.ts';
import { assess } from '../../../shared/law/assessment.ts';
import type { TestId } from '../../../shared/law/criteria.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import { findSource, type Known, type Material } from '../../../shared/law/forms/material.ts';
import type { Incident } from '../../engine/replay.ts';
import { doraNext } from './next-dora-report.ts';
import { factsFor, rulePack } from './legal-view.ts';

/**
 * All that a form of one legal entity can be filled from: recorded facts, decisions, filings and done actions, each with the
 * entry that holds it, and what people answered to fields.
 */
export function materialFor(state: Incident, entity: LegalEntity): Material {
  const { file } = state;
  const facts: readonly Known[] = factsFor(file, entity);
  const known = [
    ...facts,
    ...decisions(state, entity),
    ...filings(state, entity),
    ...standing(state, entity),
    ...actionsDone(state),
    ...criteriaMet(state, entity),
    ...doraNext(file, entity),
  ];
  return {
    known: [...known, ...derived({ known, answers: [] }, state, entity)],
    answers: file.answers.filter((answer) => answer.entity === entity.id),
  };
}

function actual(id: string, value: Known['value'], entry: number, also: readonly number[] = []): Known {
  return { id, value, provenance: 'actual', entry, also };
}

function decisions({ file }: Incident, entity: LegalEntity): readonly Known[] {
  const classified = file.classifications.findLast((one) => one.entity === entity.id);
  return [
    ...file.awareness
      .filter((one) => one.entity === entity.id)
      .map(({ regime, awareAt, entry }) => actual(`decision.awareAt.${regime}`, awareAt, entry)),
    ...(classified?.major ? [actual('decision.classifiedMajorAt', classified.classifiedAt, classified.entry)] : []),
  ];
}

/** A report counts as filed with its first receipt. */
function filings({ file }: Incident, entity: LegalEntity): readonly Known[] {
  const first = new Map<string, (typeof file.filings)[number]>();
  for (const filing of file.filings)
    if (filing.entity === entity.id && !first.has(filing.stage)) first.set(filing.stage, filing);
  return [...first.values()].flatMap(({ stage, filedAt, receipt, entry }) => [
    actual(`filed.${stage}.at`, filedAt, entry),
    actual(`filed.${stage}.receipt`, receipt, entry),
  ]);
}

/** Types of ITS (EU) 2025/302 field 1.4 that the organisation's own type tells. */
const ITS_TYPES: Readonly<Record<string, string>> = {
  'credit-institution': 'credit-institution',
  'payment-institution': 'payment-institution',
  'e-money-institution': 'e-money-institution',
  'investment-firm': 'investment-firm',
  'crypto-asset-service-provider': 'crypto-asset-service-provider',
  'central-counterparty': 'central-counterparty',
  'trading-venue-operator': 'trading-venue',
};

/** What the organisation has said of the entity once and for all. A fact of the incident goes before it. */
function standing({ file }: Incident, entity: LegalEntity): readonly Known[] {
  const entry = file.describedEntry < 0 ? file.declaredEntry : file.describedEntry;
  if (entry < 0) return [];
  const type = ITS_TYPES[entity.doraType ?? ''] ?? ITS_TYPES[entity.type];
  const [first, second] = entity.contacts ?? [];
  const said: readonly (readonly [id: string, value: string | undefined])[] = [
    ['entity.lei', entity.lei],
    ['entity.aiRole', entity.aiRole],
    ['entity.registrationNumber', entity.registrationNumber],
    ['entity.nis2Registration', entity.nis2Registration],
    ['contact.name', first === undefined ? undefined : nameAndRole(first)],
    ['contact.phone', first?.phone],
    ['contact.email', first?.email],
    ['entity.secondContact.name', second === undefined ? undefined : nameAndRole(second)],
    ['entity.secondContact.phone', second?.phone],
    ['entity.secondContact.email', second?.email],
  ];
  return [
    ...(type === undefined ? [] : [actual('entity.doraType', [type], entry)]),
    ...said.flatMap(([id, value]) =>
      value === undefined || value === '' || file.factsOf(entity.id).has(id) ? [] : [actual(id, value, entry)],
    ),
  ];
}

function nameAndRole({ name, role }: { readonly name: string; readonly role: string }): string {
  return role === '' ? name : `${name}, ${role}`;
}

/** Actions whose effect was shown, by title. */
function actionsDone({ actions }: Incident): readonly Known[] {
  const done = [...actions.values()].filter(({ state }) => state === 'effective');
  if (done.length === 0) return [];
  const entries = done.map(({ revision }) => revision);
  return [
    actual('ledger.actionsDone', done.map(({ template }) => template.title).join('; '), Math.max(...entries), entries),
  ];
}

const DORA_CODES: Readonly<Record<string, string>> = {
  'C.6': 'critical-services',
  'C.9.1': 'clients',
  'C.9.2': 'reputation',
  'C.9.3': 'duration',
  'C.9.4': 'geography',
  'C.9.5a': 'data-losses',
  'C.9.5b': 'data-losses',
  'C.9.6': 'economic',
};

/** Met means only that the incident is not excluded (planned interruptions): no ground that a report could name. */
const EXCLUSIONS: readonly string[] = ['CIR.3.2'];

/** Criteria that the recorded facts meet. Applying a rule is an assessment, whoever applies it. */
function criteriaMet({ file }: Incident, entity: LegalEntity): readonly Known[] {
  const facts = entityFactsOf(entity);
  const met = (tests: readonly TestId[]) => {
    const found = assess(facts, holdOf(file.factsOf(entity.id), facts), rulePack)
      .filter(({ test }) => tests.includes(test))
      .flatMap(({ criteria }) => criteria.filter(({ id, verdict }) => verdict === 'yes' && !EXCLUSIONS.includes(id)));
    const entries = found.flatMap((one) => one.facts.flatMap(({ entry }) => entry ?? []));
    return { found, entries };
  };
  const assessed = (id: string, value: Known['value'], entries: readonly number[]): readonly Known[] =>
    value.length === 0 || entries.length === 0
      ? []
      : [{ id, value, provenance: 'estimate', entry: Math.max(...entries), also: entries }];
  const dora = met(['DORA.MAJOR']);
  const nis2 = met(['NIS2.SIG', 'NIS2.SIG.GENERIC']);
  const codes = dora.found.flatMap(({ id }) => DORA_CODES[id] ?? []);
  return [
    ...assessed('derived.doraCriteria', [...new Set(codes)], dora.entries),
    ...assessed('derived.significance', nis2.found.map(({ basis }) => basis).join('; '), nis2.entries),
  ];
}

/** Choice of ITS field 3.31 that a filing under another regime shows. */
const AUTHORITY_OF: Readonly<Record<string, string>> = { GDPR: 'data-protection', NIS2: 'csirt', CRA: 'csirt' };

/** What follows from the above without a judgement: other Member States than the home one, and authorities a filing shows. */
function derived(material: Material, { file }: Incident, entity: LegalEntity): readonly Known[] {
  const states = findSource(material, 'impact.memberStates');
  const found: Known[] = [];
  if (states.status === 'stated' || states.status === 'assessment') {
    const others = [states.value].flat().filter((state) => state !== entity.memberState);
    const entry = states.entries[0];
    if (others.length > 0 && entry !== undefined)
      found.push({
        id: 'derived.otherMemberStates',
        value: others,
        provenance: states.status === 'stated' ? 'actual' : 'estimate',
        entry,
      });
  }
  const told = file.filings.filter((one) => one.entity === entity.id && !one.stage.startsWith('DORA'));
  const police = findSource(material, 'response.lawEnforcementInformed');
  const codes = [
    ...told.map(({ stage }) => AUTHORITY_OF[stage.split('.')[0] ?? ''] ?? 'other'),
    ...(police.status === 'stated' && police.value === 'yes' ? ['police'] : []),
  ];
  const entries = [...told.map(({ entry }) => entry), ...(police.status === 'stated' ? police.entries : [])];
  const last = Math.max(...entries);
  if (codes.length > 0) found.push(actual('derived.otherAuthorities', [...new Set(codes)], last, entries));
  return found;
}
