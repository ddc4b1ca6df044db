import { compareInstants, isInstant, type Instant } from '../../domain/instant.ts';
import { factDefinition, type FactId } from '../facts.ts';
import { isTimeZone } from '../zone-time.ts';
import { readsAsAdmission, speaksOfSanctions } from './admission.ts';
import type { DraftContext } from './draft-form.ts';
import type { DraftField, DraftWarning } from './draft.ts';
import type { FormField } from './form-model.ts';
import { findAnswer, findSource, isFactId, latestOf, valueOf, type Material } from './material.ts';
import { secretKindsIn } from './secret-disclosure.ts';

type Context = Pick<DraftContext, 'timeZone' | 'language' | 'digests'>;

/** What two people should look at before they sign. Says what is wrong, never repeats the text that is. */
export function draftWarnings(
  model: readonly FormField[],
  fields: readonly DraftField[],
  material: Material,
  context: Context,
): readonly DraftWarning[] {
  const sources = [...new Set(model.flatMap(sourcesOf))];
  return [
    ...sources.flatMap((id) => sourceWarnings(material, id, context)),
    ...model.flatMap((field) => answerWarnings(field, material, context)),
    ...fields.flatMap(lengthWarnings),
    ...contradictions(material, sources),
    ...timeWarnings(material, sources),
    ...fields.flatMap(markingWarnings),
    ...(isTimeZone(context.timeZone)
      ? []
      : [warning('BAD_VALUE', 'timeZone', 'Not a time zone name: times are written in UTC.')]),
  ];
}

/** Ids of everything a field is prefilled from. */
export function sourcesOf({ prefill }: FormField): readonly string[] {
  switch (prefill?.kind) {
    case undefined:
      return [];
    case 'source':
      return [prefill.from];
    case 'narrative':
      return prefill.parts.map((part) => part.from);
    case 'percent':
      return [prefill.part, prefill.whole];
    case 'fixed':
      return [prefill.cites];
    case 'provenance':
    case 'codes':
      return Object.keys(prefill.of);
    case 'trade-secret':
      return ['secret', 'value', 'steps'].map((limb) => `asset.tradeSecret.${limb}`).concat('asset.tradeSecretHolder');
  }
}

function sourceWarnings(material: Material, id: string, context: Context): readonly DraftWarning[] {
  const found = findSource(material, id);
  if (found.status === 'missing' && found.badEntry !== null) return [badValue(id, found.badEntry)];
  const value = valueOf(found);
  if (typeof value !== 'string' || !isFactId(id) || factDefinition(id).type !== 'text') return [];
  return textWarnings(id, value, context);
}

function answerWarnings(field: FormField, material: Material, context: Context): readonly DraftWarning[] {
  const answer = findAnswer(material, field, context.language);
  if (answer === null) return untranslated(field, material, context);
  if (answer.found.status === 'missing') return [badValue(field.id, answer.entry)];
  const found: DraftWarning[] = [];
  const value = valueOf(answer.found);
  if (typeof value === 'string' && (field.type === 'text' || field.type === 'line'))
    found.push(...textWarnings(field.id, value, context));
  if (!answer.inLanguage)
    found.push(warning('OTHER_LANGUAGE', field.id, 'Written in another language only. The draft shows it as it is.'));
  const newest = latestOf(material.known.filter((one) => sourcesOf(field).includes(one.id)));
  if (newest !== null && newest.entry > answer.entry) {
    const message = `Entry #${newest.entry} changed what this field is about after it was answered in entry #${answer.entry}.`;
    found.push(warning('OLDER_THAN_FACTS', field.id, message));
  }
  return found;
}

/** Facts are typed once, in the language of whoever was awake; a report in another one needs its own text. English is taken for theirs. */
function untranslated(field: FormField, material: Material, { language }: Context): readonly DraftWarning[] {
  if (language === 'en' || field.type !== 'text') return [];
  const typed = sourcesOf(field).some((id) => {
    const text = isFactId(id) && factDefinition(id).type === 'text' ? valueOf(findSource(material, id)) : null;
    return text !== null;
  });
  const message =
    'Put together from facts as they were typed. Look at their language, and write the text here if it is another.';
  return typed ? [warning('OTHER_LANGUAGE', field.id, message)] : [];
}

function badValue(id: string, entry: number): DraftWarning {
  return warning('BAD_VALUE', id, `Entry #${entry} holds a value this field cannot have; it is left out.`);
}

function textWarnings(id: string, text: string, { digests = [] }: Context): readonly DraftWarning[] {
  const kinds = secretKindsIn(text, digests);
  const found: DraftWarning[] = [];
  if (kinds.length > 0) {
    const message = `Seems to contain ${kinds.join(', ')}. Describe the kind of asset; attach details under marking only if asked.`;
    found.push(warning('SECRET_IN_TEXT', id, message));
  }
  if (readsAsAdmission(text))
    found.push(warning('ADMISSION_IN_TEXT', id, 'Reads as an admission of fault. State what happened and when.'));
  if (speaksOfSanctions(text))
    found.push(
      warning('MONEY_OF_A_SANCTION', id, 'Speaks of a fine or penalty. A report does not; that is decided elsewhere.'),
    );
  return found;
}

function lengthWarnings({ id, raw, maxLength }: DraftField): readonly DraftWarning[] {
  if (typeof raw !== 'string' || raw.length <= maxLength) return [];
  return [warning('TOO_LONG', id, `${raw.length} characters; the field takes ${maxLength}. A portal would cut it.`)];
}

function contradictions(material: Material, sources: readonly string[]): readonly DraftWarning[] {
  const value = (id: FactId) => valueOf(findSource(material, id));
  const states = value('impact.memberStates');
  const found: DraftWarning[] = [];
  if (
    sources.includes('impact.crossBorderPossible') &&
    value('impact.crossBorderPossible') === 'no' &&
    states !== null &&
    states.length > 1
  ) {
    const message = 'Recorded as not cross-border, with more than one Member State.';
    found.push(warning('CONTRADICTION', 'impact.crossBorderPossible', message));
  }
  if (
    sources.includes('cause.maliciousSuspected') &&
    value('cause.maliciousSuspected') === 'no' &&
    value('cause.unauthorisedAccess') === 'confirmed'
  ) {
    const message = 'Recorded as not malicious, with unauthorised access confirmed.';
    found.push(warning('CONTRADICTION', 'cause.maliciousSuspected', message));
  }
  return found;
}

/** Pairs that can only be in this order. A source that a form does not read is not warned of in it. */
const ORDER: readonly (readonly [string, string])[] = [
  ['times.occurredAt', 'times.detectedAt'],
  ['times.detectedAt', 'times.awareAt'],
  ['times.detectedAt', 'decision.awareAt.GDPR'],
  ['times.detectedAt', 'decision.classifiedMajorAt'],
  ['times.occurredAt', 'times.recoveredAt'],
  ['times.detectedAt', 'times.handledAt'],
];
const MOMENTS: Readonly<Record<string, string>> = {
  'decision.awareAt.GDPR': 'Aware of the personal data breach',
  'decision.classifiedMajorAt': 'Classified as major',
};

function timeWarnings(material: Material, sources: readonly string[]): readonly DraftWarning[] {
  const time = (id: string): Instant | null => {
    const value = valueOf(findSource(material, id));
    return typeof value === 'string' && isInstant(value) ? value : null;
  };
  const label = (id: string): string => (isFactId(id) ? factDefinition(id).label : (MOMENTS[id] ?? id));
  return ORDER.filter(([, second]) => sources.includes(second)).flatMap(([first, second]) => {
    const [a, b] = [time(first), time(second)];
    if (a === null || b === null || compareInstants(a, b) <= 0) return [];
    return [warning('TIMES_OUT_OF_ORDER', second, `Earlier than "${label(first)}".`)];
  });
}

function markingWarnings({ edit, status }: DraftField): readonly DraftWarning[] {
  if (typeof edit !== 'object' || !edit.fact.startsWith('marking.') || status !== 'missing' || !isFactId(edit.fact))
    return [];
  const message = 'Not decided. A report about a leak travels under a marking.';
  return [warning('MARKING_MISSING', edit.fact, message)];
}

function warning(code: DraftWarning['code'], field: string, message: string): DraftWarning {
  return { code, field, message };
}
