import type { Draft } from './draft.ts';
import { CONCEPTS, type ConceptId } from './form-model.ts';
import { labelled } from './plain-text.ts';

/** A draft as one of several on the same incident: a version on record, or the one being looked at. */
export interface DraftOnRecord {
  readonly draft: Draft;
  readonly entity: string;
  readonly entityName: string;
  /** Entry that kept it; null for the one on the screen. */
  readonly entry: number | null;
}

export interface Statement {
  readonly form: string;
  readonly title: string;
  readonly entityName: string;
  readonly entry: number | null;
  readonly field: string;
  readonly label: string;
  readonly value: string;
}

export interface Disagreement {
  readonly concept: ConceptId;
  readonly message: string;
  /** Every statement on it, the contradicting ones among them. */
  readonly statements: readonly Statement[];
}

const MESSAGES: Readonly<Record<ConceptId, string>> = {
  occurredAt: 'The reports give different times at which it occurred.',
  detectedAt: 'The reports give different times of detection.',
  recoveredAt: 'The reports give different times of recovery.',
  malicious: 'One report treats it as malicious, another does not.',
  memberStates: 'The reports name different Member States.',
  usersAffected: 'The reports count affected users differently.',
  dataSubjects: 'The reports count data subjects differently.',
  personalData: 'One report says that personal data is affected, another that it is not.',
  tradeSecret: 'One report says that trade secrets are concerned, another that they are not.',
  exfiltration: 'The reports say different things about exfiltration.',
  lawEnforcement: 'One report says that law enforcement is informed, another that it is not.',
  reference: 'The reports carry different internal references.',
  status: 'The reports give different states of the incident.',
};

/** Concepts that belong to one legal entity: two of a group may differ in them without contradicting each other. */
const OF_ENTITY: readonly ConceptId[] = [
  'usersAffected',
  'dataSubjects',
  'memberStates',
  'personalData',
  'recoveredAt',
  'tradeSecret',
  'reference',
];

/** Where reports on one incident say different things (PB5, guards). What is not known contradicts nothing. */
export function disagreements(drafts: readonly DraftOnRecord[]): readonly Disagreement[] {
  return CONCEPTS.flatMap((concept) => {
    const said = drafts.flatMap((one) => statementsOn(concept, one).map((statement) => ({ statement, of: one })));
    const groups = OF_ENTITY.includes(concept) ? [...new Set(said.map(({ of }) => of.entity))] : [null];
    return groups.flatMap((entity) => {
      const here = said.filter(({ of }) => entity === null || of.entity === entity);
      if (new Set(here.map(({ statement }) => statement.compared)).size < 2) return [];
      const statements = here.map(({ statement: { compared: _, ...statement } }) => statement);
      return [{ concept, message: MESSAGES[concept], statements }];
    });
  });
}

function statementsOn(
  concept: ConceptId,
  { draft, entityName, entry }: DraftOnRecord,
): readonly (Statement & { readonly compared: string })[] {
  return draft.fields.flatMap((field) => {
    if (field.concept?.id !== concept || field.concept.value === null) return [];
    return [
      {
        form: draft.form,
        title: draft.title,
        entityName,
        entry,
        field: field.id,
        label: labelled(field),
        value: [field.value].flat().join(', '),
        compared: field.concept.value,
      },
    ];
  });
}
