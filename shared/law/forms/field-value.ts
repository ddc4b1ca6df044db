import { z } from 'zod';
import { isInstant } from '../../domain/instant.ts';
import { MEMBER_STATES } from '../../domain/organisation.ts';
import { ASSET_KINDS, type FactValue } from '../facts.ts';
import type { FormField } from './form-model.ts';

/** ISO 17442: 18 characters and two check digits, the whole number 1 modulo 97 with letters as 10 to 35. */
export function isLei(text: string): boolean {
  if (!/^[0-9A-Z]{18}\d{2}$/.test(text)) return false;
  let rest = 0;
  const digits = text.replaceAll(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** EUID, the European Unique Identifier of the business registers, where allowed instead of an LEI: country, register, `.`, number. */
export function isEuid(text: string): boolean {
  return /^[A-Z]{2}[0-9A-Za-z]{1,20}\.[0-9A-Za-z._/-]{1,60}$/.test(text);
}

type Shape = Pick<FormField, 'type' | 'choices' | 'maxLength'>;

/** The strict schema of a typed answer. Texts may be longer than the field takes: that is a warning, and no reason to lose them. */
export function fieldValueSchema({ type, choices }: Shape): z.ZodType<FactValue> {
  const code = z.string().refine((value) => Object.hasOwn(choices ?? {}, value), 'one of the choices of the field');
  switch (type) {
    case 'text':
    case 'line':
      return z.string().trim().min(1).max(4000);
    case 'integer':
    case 'amount':
      return z.string().regex(/^(?:0|[1-9]\d{0,14})$/, 'a whole number');
    case 'percent':
      return z.string().regex(/^(?:100(?:\.0)?|\d{1,2}(?:\.\d)?)$/, 'a percentage with at most one decimal');
    case 'duration':
      return z.string().regex(/^\d{2,3}:(?:[01]\d|2[0-3]):[0-5]\d$/, 'days, hours and minutes as DD:HH:MM');
    case 'instant':
      return z.string().refine(isInstant);
    case 'yes-no':
      return z.enum(['yes', 'no']);
    case 'choice':
      return code;
    case 'choices':
      return z.array(code).min(1).readonly();
    case 'member-states':
      return z.array(z.enum(MEMBER_STATES)).min(1).readonly();
    case 'asset-kinds':
      return z.array(z.enum(ASSET_KINDS)).min(1).readonly();
    case 'currency':
      return z.string().regex(/^[A-Z]{3}$/, 'a currency code of ISO 4217');
    case 'lei':
      return z.string().refine((value) => isLei(value) || isEuid(value), 'an LEI with its check digits, or an EUID');
  }
}
