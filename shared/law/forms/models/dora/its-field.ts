import { field } from '../../field-kit.ts';
import type { Condition, FieldType, FormField } from '../../form-model.ts';

type Rest = Partial<Omit<FormField, 'id' | 'type' | 'label' | 'number'>>;

/**
 * Field of ITS (EU) 2025/302. Numbers and labels are those of Annex I; type, obligation and options are from a transcription of
 * Annex II by others (regulation 5.4) and so `secondary`. The table gives no lengths: the limits are ours.
 */
export function its(number: string, type: FieldType, en: string, de: string, rest: Rest = {}): FormField {
  return field(`dora.${number}`, type, en, de, {
    number,
    mandatory: 'always',
    source: `ITS (EU) 2025/302 Annex I, ${number}`,
    confidence: 'secondary',
    ...rest,
  });
}

export function when(number: string, ...is: readonly string[]): { readonly mandatory: Condition } {
  return { mandatory: { field: `dora.${number}`, is } };
}

export function whenFilled(...numbers: readonly string[]): { readonly mandatory: Condition } {
  return { mandatory: { any: numbers.map((number) => ({ field: `dora.${number}`, filled: true }) as const) } };
}

/** A question that the template does not ask and on which conditions of it depend. Never exported. */
export function question(id: string, en: string, de: string, rest: Rest = {}): FormField {
  return field(`dora.ask.${id}`, 'yes-no', en, de, {
    mandatory: 'always',
    source: 'ITS (EU) 2025/302, conditions',
    ...rest,
  });
}

export function asks(id: string): { readonly mandatory: Condition } {
  return { mandatory: { field: `dora.ask.${id}`, is: ['yes'] } };
}
