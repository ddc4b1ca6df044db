import { words } from './language.ts';
import type { Choices, FieldType, Wording } from './form-model.ts';
import type { DraftField, DraftSentence, DraftStatus } from './draft.ts';
import { valueOf, type Found } from './material.ts';
import { own, valueWords, type Speech } from './value-words.ts';

/** What a field says, before it is known whether it has to. */
export interface Content extends Pick<DraftField, 'value' | 'raw' | 'status' | 'sentences'> {
  /** Entry whose value the schema refused; the field is missing then. */
  readonly badEntry: number | null;
}

const NOTHING = words(
  'Nothing is recorded on this point at the time of the draft.',
  'Hierzu ist zum Zeitpunkt des Entwurfs nichts festgehalten.',
);
const NOTHING_ON = words(
  'Nothing is recorded at the time of the draft on {}.',
  'Zum Zeitpunkt des Entwurfs ist nichts festgehalten zu: {}.',
);
const NOT_KNOWN = words('Not known at this time: {}.', 'Derzeit nicht bekannt: {}.');
const ESTIMATE = words('On a preliminary estimate: {}', 'Nach vorläufiger Schätzung: {}');
export const UNKNOWN_WORD = words('unknown', 'nicht bekannt');

export interface Named {
  readonly label: string;
  readonly type: FieldType;
  readonly choices?: Choices | undefined;
}

/** One sentence for one finding. What is not recorded says so and, having no entry to cite, is an assessment. */
export function sentenceFor(found: Found, named: Named, wording: Wording, speech: Speech): DraftSentence {
  const { language } = speech;
  const label = named.label.replace(/\?$/, '');
  if (found.status === 'missing') return { text: NOTHING[language], cites: [], assessment: true };
  if (found.status === 'unknown') {
    const text = wording['unknown']?.[language] ?? NOT_KNOWN[language].replace('{}', () => label);
    return { text, cites: found.entries, assessment: false };
  }
  const shown = valueWords(found.value, named, speech);
  const text = typeof shown === 'string' ? shown : shown.join(', ');
  const worded = (typeof found.value === 'string' ? own(wording, found.value) : undefined) ?? wording['any'];
  const sentence = asSentence((worded?.[language] ?? `${label}: {}`).replace('{}', () => text));
  const estimate = found.status === 'assessment';
  return {
    text: estimate ? ESTIMATE[language].replace('{}', () => sentence) : sentence,
    cites: found.entries,
    assessment: estimate,
  };
}

export function contentOf(found: Found, named: Named, wording: Wording, speech: Speech): Content {
  const value = valueOf(found);
  return {
    value: value === null ? UNKNOWN_WORD[speech.language] : valueWords(value, named, speech),
    raw: value,
    status: found.status,
    sentences: [sentenceFor(found, named, wording, speech)],
    badEntry: found.status === 'missing' ? found.badEntry : null,
  };
}

export function nothingOn(subject: string, { language }: Speech): Content {
  const text = NOTHING_ON[language].replace('{}', () => subject);
  return {
    value: UNKNOWN_WORD[language],
    raw: null,
    status: 'missing',
    sentences: [{ text, cites: [], assessment: true }],
    badEntry: null,
  };
}

/** Of several findings behind one field: an estimate makes the whole an assessment; only if none is known it is unknown or missing. */
export function jointStatus(found: readonly Found[]): DraftStatus {
  const has = (status: DraftStatus): boolean => found.some((one) => one.status === status);
  if (has('assessment')) return 'assessment';
  if (has('stated')) return 'stated';
  return has('unknown') ? 'unknown' : 'missing';
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
