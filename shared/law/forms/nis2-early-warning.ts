import type { Fact } from '../facts.ts';
import { isTimeZone } from '../zone-time.ts';
import type { Draft, DraftField, DraftSentence } from './draft.ts';
import { draftWarnings } from './draft-warnings.ts';
import { answerOf, fieldOf, jointStatus, plainValue, sentenceFor, type Answer, type Wording } from './fact-sentence.ts';
import { NIS2_EARLY_WARNING_FORM, type FormField } from './nis2-early-warning-form.ts';

export interface DraftContext {
  /** Marks every line of the result; an exercise draft can never pass as a report. */
  readonly exercise: boolean;
  /** Zone of the filing entity, for times as people read them. */
  readonly timeZone: string;
}

const EXFILTRATION: Wording = {
  confirmed: 'Exfiltration is recorded as confirmed.',
  capable: 'Exfiltration is not confirmed; the incident was capable of causing it.',
  no: 'Exfiltration is excluded on the information recorded.',
  unknown: 'Whether exfiltration took place is not known at this time.',
};
const STATUS: Wording = {
  ongoing: 'The incident is ongoing.',
  contained: 'The incident is contained as recorded.',
  handled: 'Handling of the incident is completed as recorded.',
};
/** What the summary is made of, in order. A fact nobody recorded adds no sentence. */
const SUMMARY: readonly { readonly fact: Fact['id']; readonly wording: Wording }[] = [
  { fact: 'incident.summary', wording: { any: '{}' } },
  { fact: 'times.occurredAt', wording: { any: 'Recorded start of the incident: {}.' } },
  { fact: 'asset.exfiltration', wording: EXFILTRATION },
  { fact: 'impact.services', wording: { any: 'Services concerned, as recorded: {}.' } },
  { fact: 'incident.status', wording: STATUS },
  { fact: 'response.measures', wording: { any: 'Measures taken so far, as recorded: {}' } },
];

/**
 * Draft of the early warning from recorded facts alone. Every sentence cites the entries it rests on or is an assessment;
 * unknown stays unknown and missing stays missing. Pure: the same facts give the same draft.
 */
export function draftEarlyWarning(facts: readonly Fact[], context: DraftContext): Draft {
  const form = NIS2_EARLY_WARNING_FORM;
  const zone = isTimeZone(context.timeZone) ? context.timeZone : 'UTC';
  const fields = form.fields.map((field) => draftField(field, facts, zone));
  return {
    form: `${form.form}/${form.version}`,
    title: context.exercise ? `EXERCISE: ${form.title}` : form.title,
    basis: form.basis,
    exercise: context.exercise,
    notices: form.notices,
    fields,
    missing: fields.filter((field) => field.mandatory && field.status === 'missing').map((field) => field.id),
    warnings: draftWarnings(facts, context.timeZone),
  };
}

function draftField(field: FormField, facts: readonly Fact[], zone: string): DraftField {
  const { id, label, content } = field;
  const crossBorder = plainValue(answerOf(facts, 'impact.crossBorderPossible')) === 'yes';
  const mandatory = field.mandatory === 'always' || (field.mandatory === 'if-cross-border' && crossBorder);
  if ('fact' in content) return fieldOf(id, label, mandatory, answerOf(facts, content.fact), content.wording, zone);
  return { id, label, mandatory, ...(content.composed === 'summary' ? summary(facts, zone) : tradeSecret(facts)) };
}

type Composed = Pick<DraftField, 'value' | 'status' | 'sentences'>;

function summary(facts: readonly Fact[], zone: string): Composed {
  const parts = SUMMARY.map(({ fact, wording }) => ({ answer: answerOf(facts, fact), wording }));
  const recorded = parts.filter(({ answer }) => answer.status !== 'missing');
  if (recorded.length === 0) return nothingRecorded('the course of the incident');
  const sentences = recorded.map(({ answer, wording }) => sentenceFor(answer, wording, zone));
  const status = jointStatus(recorded.map(({ answer }) => answer));
  return {
    value: status === 'unknown' ? 'unknown' : sentences.map((sentence) => sentence.text).join(' '),
    status,
    sentences,
  };
}

/**
 * Three-limb test of Directive (EU) 2016/943 Art. 2(1), for secrets of the reporting entity only (regulation 6.3, pitfall 15).
 * A legal conclusion: an assessment whatever it says, and open as long as one limb or the holder is.
 */
function tradeSecret(facts: readonly Fact[]): Composed {
  const limbs = [
    answerOf(facts, 'asset.tradeSecret.secret'),
    answerOf(facts, 'asset.tradeSecret.value'),
    answerOf(facts, 'asset.tradeSecret.steps'),
  ];
  const holder = answerOf(facts, 'asset.tradeSecretHolder');
  const answers = [...limbs, holder];
  if (answers.every((answer) => answer.status === 'missing')) return nothingRecorded('trade secrets of the entity');
  const owner = plainValue(holder);
  const assess = (value: string, text: string): Composed => ({
    value,
    status: value === 'unknown' ? 'unknown' : 'assessment',
    sentences: [{ text, cites: entriesOf(answers), assessment: true }],
  });
  if (owner === 'customer' || owner === 'vendor') {
    return assess(
      'No',
      `The information concerned is recorded as held for a ${owner}; it is not treated as a trade secret of the entity.`,
    );
  }
  if (limbs.some((limb) => plainValue(limb) === 'no')) {
    return assess(
      'No',
      'At least one of the three conditions of Directive (EU) 2016/943 Art. 2(1) is recorded as not met.',
    );
  }
  if (owner === 'self' && limbs.every((limb) => plainValue(limb) === 'yes')) {
    return assess(
      'Yes',
      'On the information recorded, the three conditions of Directive (EU) 2016/943 Art. 2(1) are met for information of the entity.',
    );
  }
  return assess('unknown', 'Whether trade secrets of the entity are concerned is not established at this time.');
}

function nothingRecorded(subject: string): Composed {
  const sentence: DraftSentence = {
    text: `Nothing is recorded at the time of the draft on ${subject}.`,
    cites: [],
    assessment: true,
  };
  return { value: 'unknown', status: 'missing', sentences: [sentence] };
}

function entriesOf(answers: readonly Answer[]): readonly number[] {
  const entries = answers.flatMap((answer) => (answer.status === 'missing' ? [] : [answer.entry]));
  return [...new Set(entries)].toSorted((a, b) => a - b);
}
