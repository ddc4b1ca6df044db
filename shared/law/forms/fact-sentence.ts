import { isInstant } from '../../domain/instant.ts';
import { factValueSchema } from '../fact-value-schema.ts';
import { factDefinition, factValueText, latestFact, type Fact, type FactId } from '../facts.ts';
import { localText } from '../zone-time.ts';
import type { DraftField, DraftSentence, DraftStatus } from './draft.ts';

/** The answer that counts for a fact, ready to be written: never with a value that its schema refuses. */
export type Answer =
  | {
      readonly status: 'stated' | 'assessment';
      readonly id: FactId;
      readonly value: Fact['value'];
      readonly entry: number;
    }
  | { readonly status: 'unknown'; readonly id: FactId; readonly entry: number }
  | { readonly status: 'missing'; readonly id: FactId; readonly badEntry: number | null };

/** Words for a value; `{}` stands for it. Without words for a value the sentence is "Label: value." */
export type Wording = Readonly<Record<string, string>>;

export function answerOf(facts: readonly Fact[], id: FactId): Answer {
  const fact = latestFact(facts, id);
  if (fact === null) return { status: 'missing', id, badEntry: null };
  if (fact.provenance === 'unknown' || fact.value === 'unknown') return { status: 'unknown', id, entry: fact.entry };
  if (!factValueSchema(id).safeParse(fact.value).success) return { status: 'missing', id, badEntry: fact.entry };
  return { status: fact.provenance === 'actual' ? 'stated' : 'assessment', id, value: fact.value, entry: fact.entry };
}

/** A choice or tri as recorded, or null when it is not known or not recorded. */
export function plainValue(answer: Answer): Fact['value'] | null {
  return answer.status === 'stated' || answer.status === 'assessment' ? answer.value : null;
}

export function valueText(answer: Answer, zone: string): DraftField['value'] {
  const value = plainValue(answer);
  if (value === null) return 'unknown';
  const text = factValueText(answer.id, value);
  if (typeof text === 'string' && factDefinition(answer.id).type === 'instant' && isInstant(text)) {
    return `${localText(text, zone)} (${zone}); ${text} UTC`;
  }
  return text;
}

/** One sentence for one fact. What is not recorded says so and, having no entry to cite, is an assessment. */
export function sentenceFor(answer: Answer, wording: Wording, zone: string): DraftSentence {
  const label = factDefinition(answer.id).label.replace(/\?$/, '');
  switch (answer.status) {
    case 'missing':
      return { text: 'Nothing is recorded on this point at the time of the draft.', cites: [], assessment: true };
    case 'unknown':
      return {
        text: wording['unknown'] ?? `Not known at this time: ${label}.`,
        cites: [answer.entry],
        assessment: false,
      };
    case 'stated':
    case 'assessment': {
      const value = valueText(answer, zone);
      const text = typeof value === 'string' ? value : value.join(', ');
      const key = typeof answer.value === 'string' && Object.hasOwn(wording, answer.value) ? answer.value : 'any';
      const sentence = asSentence((wording[key] ?? `${label}: {}`).replace('{}', () => text));
      const estimate = answer.status === 'assessment';
      return {
        text: estimate ? `On a preliminary estimate: ${sentence}` : sentence,
        cites: [answer.entry],
        assessment: estimate,
      };
    }
  }
}

export function fieldOf(
  id: string,
  label: string,
  mandatory: boolean,
  answer: Answer,
  wording: Wording,
  zone: string,
): DraftField {
  return {
    id,
    label,
    value: valueText(answer, zone),
    status: answer.status,
    sentences: [sentenceFor(answer, wording, zone)],
    mandatory,
  };
}

/** Of several answers behind one field: an estimate makes the whole an assessment; only if none is known it is unknown or missing. */
export function jointStatus(answers: readonly Answer[]): DraftStatus {
  const has = (status: DraftStatus): boolean => answers.some((answer) => answer.status === status);
  if (has('assessment')) return 'assessment';
  if (has('stated')) return 'stated';
  return has('unknown') ? 'unknown' : 'missing';
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
