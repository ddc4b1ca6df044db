import { organisation } from './people.ts';
import { at } from './at.ts';
import { assess } from '../../../shared/law/assessment.ts';
import { holdOf } from '../../../shared/law/case-facts.ts';
import { computeClocks } from '../../../shared/law/deadline.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import { compareDrafts } from '../../../shared/law/forms/compare.ts';
import { disagreements } from '../../../shared/law/forms/consistency.ts';
import { documentOf } from '../../../shared/law/forms/document.ts';
import { doraExport, doraProblems, isDoraReport } from '../../../shared/law/forms/dora-export.ts';
import { draftForm } from '../../../shared/law/forms/draft-form.ts';
import { draftJson } from '../../../shared/law/forms/draft-json.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { renderLetter } from '../../../shared/law/forms/letter.ts';
import type { Known } from '../../../shared/law/forms/material.ts';
import { renderPlainText } from '../../../shared/law/forms/plain-text.ts';
import { PACK_IN_FORCE } from '../../../shared/law/packs/registry.ts';
import { routeRegimes } from '../../../shared/law/regime.ts';
import type { LawAssessment } from '../../../shared/view/law-view.ts';
import type { DraftView } from '../../../shared/view/draft-view.ts';
import type { EntityLegalView, FactView, LawPackView } from '../../../shared/view/incident-view.ts';

export const facts: readonly FactView[] = [
  {
    fact: 'cause.maliciousSuspected',
    value: 'yes',
    provenance: 'actual',
    evidence: [31],
    note: '',
    entry: 47,
    at: at(-31),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'impact.crossBorderPossible',
    value: '',
    provenance: 'unknown',
    evidence: [],
    note: 'NL desk is checking its tenants.',
    entry: 48,
    at: at(-30),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'asset.exfiltration',
    value: 'capable',
    provenance: 'estimate',
    evidence: [31, 33],
    note: '',
    entry: 49,
    at: at(-29),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'asset.kinds',
    value: ['weights', 'keys'],
    provenance: 'actual',
    evidence: [],
    note: '',
    entry: 50,
    at: at(-28),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'incident.summary',
    value:
      'A robot credential of the model registry was used from an unknown network. Several model layers were fetched.',
    provenance: 'actual',
    evidence: [31],
    note: '',
    entry: 51,
    at: at(-27),
    by: 'Ines Kowalczyk',
  },
];

export function legal(missed: boolean): readonly EntityLegalView[] {
  const aware = missed ? at(-25 * 60) : at(-96);
  return organisation.entities.map((entity, index) => {
    const routed = entityFactsOf(entity);
    const awareAt = index === 0 ? { DORA: aware, GDPR: aware } : { NIS2: aware };
    return {
      entity: entity.id,
      entityName: entity.name,
      timeZone: entity.timeZone,
      routing: routeRegimes(routed, { personalDataAffected: 'unknown' }, PACK_IN_FORCE),
      report: computeClocks(
        {
          entity: routed,
          personalDataAffected: 'unknown',
          anchors: { awareAt, submitted: {}, ...(index === 0 ? { classifiedMajorAt: at(-17) } : {}) },
          now: at(0),
        },
        PACK_IN_FORCE,
      ),
      dismissals: [],
    };
  });
}

export function draftView(form: FormId, language: Language, exercise: boolean): DraftView {
  const known = facts.map(({ fact, value, provenance, entry }): Known => ({ id: fact, value, provenance, entry }));
  const draft = draftForm(FORMS[form], { known, answers: [] }, { exercise, timeZone: 'Europe/Amsterdam', language });
  // The desk as it looks with an earlier version on record, and with another report that says otherwise.
  const before = draftForm(
    FORMS[form],
    { known: known.slice(2), answers: [] },
    { exercise, timeZone: 'Europe/Amsterdam', language },
  );
  const denies: Known = { id: 'cause.maliciousSuspected', value: 'no', provenance: 'actual', entry: 60 };
  const other = draftForm(
    FORMS['cra-incident-24'],
    { known: [denies], answers: [] },
    { exercise, timeZone: 'Europe/Amsterdam', language },
  );
  return {
    draft,
    text: renderPlainText(draft),
    letter: renderLetter(draft),
    json: draftJson(draft),
    document: documentOf(draft, {
      documentId: 'mock',
      entityName: 'Mock',
      incident: 'mock',
      madeAt: at(0),
      checkpoint: null,
    }),
    since: {
      form,
      language,
      title: draft.title,
      version: 1,
      entry: 61,
      changes: compareDrafts(before, draft),
    },
    translations: [],
    disagreements: disagreements([
      { draft, entity: 'a', entityName: 'Nordhafen Payments GmbH', entry: null },
      { draft: other, entity: 'b', entityName: 'Nordhafen Cloud Services B.V.', entry: 63 },
    ]),
    problems: isDoraReport(draft) ? doraProblems(doraExport(draft)) : [],
  };
}

export const pack: LawPackView = {
  ...PACK_IN_FORCE,
  sha256: '5'.repeat(64),
  signature: { by: 'bulkhead-law', verified: true },
};

export function assessed(entity: string): LawAssessment {
  const found = organisation.entities.find(({ id }) => id === entity) ?? organisation.entities[0];
  if (found === undefined) throw new Error('the mock has no entity');
  const described = entityFactsOf(found);
  const held = new Map(facts.map((one) => [one.fact, one]));
  return {
    pack: { packVersion: PACK_IN_FORCE.packVersion, title: PACK_IN_FORCE.title, status: 'in-force' },
    supposed: [],
    routing: routeRegimes(described, { personalDataAffected: 'unknown' }, PACK_IN_FORCE),
    clocks: [],
    assessments: assess(described, holdOf(held, described), PACK_IN_FORCE),
  };
}
