import type { Choices, Condition, FieldType, FormField, Prefill, SourcePrefill, Wording } from './form-model.ts';
import { words } from './language.ts';

type Rest = Partial<Omit<FormField, 'id' | 'type' | 'label'>>;

/** Lengths we keep to where no official form gives one. A portal may take less: its own limit counts. */
const LENGTHS: Readonly<Partial<Record<FieldType, number>>> = { text: 4000, line: 250 };

/** A field with English and German label; what is left out is optional, ours by design, and without prefill. */
export function field(id: string, type: FieldType, en: string, de: string, rest: Rest = {}): FormField {
  return {
    id,
    type,
    label: words(en, de),
    maxLength: LENGTHS[type] ?? 250,
    mandatory: 'no',
    source: 'DESIGN',
    confidence: 'design',
    ...rest,
  };
}

export function fromSource(
  from: string,
  wording?: Wording,
  as?: SourcePrefill['as'],
): { readonly prefill: SourcePrefill } {
  return {
    prefill: {
      kind: 'source',
      from,
      ...(wording === undefined ? {} : { wording }),
      ...(as === undefined ? {} : { as }),
    },
  };
}

/** Where the law itself asks for the field. */
export function asked(
  source: string,
  mandatory: Condition = 'always',
): Pick<FormField, 'source' | 'mandatory' | 'confidence'> {
  return { source, mandatory, confidence: 'confirmed' };
}

export function by(prefill: Prefill): { readonly prefill: Prefill } {
  return { prefill };
}

export function choices(...rows: readonly (readonly [code: string, en: string, de: string])[]): Choices {
  return Object.fromEntries(rows.map(([code, en, de]) => [code, words(en, de)]));
}

export const any = (en: string, de: string): Wording => ({ any: words(en, de) });
