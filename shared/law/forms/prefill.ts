import type { FactValue } from '../facts.ts';
import { contentOf, jointStatus, nothingOn, sentenceFor, UNKNOWN_WORD, type Content, type Named } from './content.ts';
import type { FormField, NarrativePart, Prefill, SourcePrefill, Wording } from './form-model.ts';
import { entriesOf, findSource, valueOf, type Found, type Material } from './material.ts';
import { tradeSecretContent } from './trade-secret.ts';
import { own, type Speech } from './value-words.ts';

/** The content that the record gives a field nobody answered. */
export function prefilled(field: FormField, material: Material, speech: Speech): Content {
  const named = { label: field.label[speech.language], type: field.type, choices: field.choices };
  const { prefill } = field;
  const simple = (found: Found, wording: Wording = {}): Content => contentOf(found, named, wording, speech);
  if (prefill === undefined) return simple({ status: 'missing', badEntry: null });
  switch (prefill.kind) {
    case 'source':
      return simple(converted(findSource(material, prefill.from), prefill), prefill.wording);
    case 'percent':
      return simple(share(findSource(material, prefill.part), findSource(material, prefill.whole)));
    case 'fixed':
      return fixed(prefill, material, named, speech);
    case 'provenance':
      return simple(provenances(prefill.of, material));
    case 'codes':
      return simple(codesOf(prefill.of, material));
    case 'trade-secret':
      return tradeSecretContent(material, speech);
    case 'narrative':
      return narrative(prefill.subject[speech.language], prefill.parts, material, speech);
  }
}

function converted(found: Found, { as }: SourcePrefill): Found {
  if (as === undefined || found.status === 'missing' || found.status === 'unknown') return found;
  const value = convert(found.value, as);
  return value === null ? { status: 'missing', badEntry: null } : { ...found, value };
}

function convert(value: FactValue, as: NonNullable<SourcePrefill['as']>): FactValue | null {
  if (typeof as === 'object') {
    const codes = [value].flat().flatMap((code) => own(as, code) ?? []);
    if (codes.length === 0) return null;
    return typeof value === 'string' ? (codes[0] ?? null) : [...new Set(codes)];
  }
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 0) return null;
  return as === 'duration' ? durationText(number) : String(Math.round(number / 1000));
}

/** DD:HH:MM as ITS (EU) 2025/302 wants it. */
export function durationText(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 1440))}:${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

function share(part: Found, whole: Found): Found {
  const [a, b] = [Number(valueOf(part) ?? Number.NaN), Number(valueOf(whole) ?? Number.NaN)];
  const entries = entriesOf([part, whole]);
  if (a >= 0 && b > 0 && a <= b) {
    const status = part.status === 'stated' && whole.status === 'stated' ? 'stated' : 'assessment';
    return { status, value: (Math.round((a / b) * 1000) / 10).toFixed(1), entries };
  }
  return part.status === 'unknown' || whole.status === 'unknown'
    ? { status: 'unknown', entries }
    : { status: 'missing', badEntry: null };
}

function fixed(
  { value, cites }: Extract<Prefill, { kind: 'fixed' }>,
  material: Material,
  named: Named,
  speech: Speech,
): Content {
  const entries = entriesOf([findSource(material, cites)]);
  const content = contentOf({ status: 'stated', value, entries }, named, {}, speech);
  return entries.length > 0
    ? content
    : { ...content, sentences: content.sentences.map((one) => ({ ...one, assessment: true })) };
}

function provenances(of: Readonly<Record<string, string>>, material: Material): Found {
  const found = Object.entries(of).map(([source, prefix]) => ({ prefix, found: findSource(material, source) }));
  const codes = found.flatMap(({ prefix, found: one }) => {
    const value = valueOf(one);
    if (value === null) return [];
    if (value === '0') return [`${prefix}-none`];
    return [`${prefix}-${one.status === 'stated' ? 'actual' : 'estimate'}`];
  });
  if (codes.length === 0) return { status: 'missing', badEntry: null };
  return { status: 'stated', value: codes, entries: entriesOf(found.map((one) => one.found)) };
}

/** Only what is a yes is chosen. While an answer is open, so is a list that would otherwise be empty. */
function codesOf(of: Readonly<Record<string, string>>, material: Material): Found {
  const found = Object.entries(of).map(([source, code]) => ({ code, found: findSource(material, source) }));
  const codes = found.filter((one) => valueOf(one.found) === 'yes').map(({ code }) => code);
  const entries = entriesOf(found.map((one) => one.found));
  if (codes.length > 0) {
    const estimated = found.some((one) => valueOf(one.found) === 'yes' && one.found.status === 'assessment');
    return { status: estimated ? 'assessment' : 'stated', value: [...new Set(codes)], entries };
  }
  return found.some((one) => one.found.status === 'unknown')
    ? { status: 'unknown', entries }
    : { status: 'missing', badEntry: null };
}

/** What the sentence of a part is about, in its own words: "Users affected: {}." Null where the words are the value's alone. */
function partLabel({ wording }: NarrativePart, { language }: Speech): string | null {
  const label = wording['any']?.[language].split('{}')[0]?.replace(/(?:, as recorded|, wie festgehalten)?:? *$/, '');
  return label === undefined || label === '' ? null : label;
}

function narrative(subject: string, parts: readonly NarrativePart[], material: Material, speech: Speech): Content {
  const found = parts.map((part) => ({ part, found: findSource(material, part.from) }));
  const recorded = found.filter((one) => one.found.status !== 'missing');
  if (recorded.length === 0) return nothingOn(subject, speech);
  const sentences = recorded.map(({ part, found: one }) =>
    sentenceFor(one, { label: partLabel(part, speech) ?? subject, ...part }, part.wording, speech),
  );
  const status = jointStatus(recorded.map((one) => one.found));
  const text = status === 'unknown' ? null : sentences.map((sentence) => sentence.text).join(' ');
  return { value: text ?? UNKNOWN_WORD[speech.language], raw: text, status, sentences, badEntry: null };
}
