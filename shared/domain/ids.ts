import { z } from 'zod';
import { isInstant, type Instant } from './instant.ts';

/** Ids are a short prefix and 16 random hex digits; a wrong kind of id does not parse. */
function idSchema<Prefix extends string>(prefix: Prefix) {
  return z.templateLiteral([z.literal(prefix), z.string().regex(/^[0-9a-f]{16}$/)]);
}

export const IncidentId = idSchema('inc-');
export type IncidentId = z.infer<typeof IncidentId>;
export const RunId = idSchema('run-');
export type RunId = z.infer<typeof RunId>;
export const ActionId = idSchema('act-');
export type ActionId = z.infer<typeof ActionId>;
export const EntityId = idSchema('ent-');
export type EntityId = z.infer<typeof EntityId>;
export const AssetId = idSchema('ast-');
export type AssetId = z.infer<typeof AssetId>;
export const CredentialId = idSchema('crd-');
export type CredentialId = z.infer<typeof CredentialId>;

/** SHA-256 of a key's SPKI, 64 lower-case hex digits. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** Effect id: index of the entry that ordered it, a dot, an ordinal. Survives a crash, never reused. */
export const EffectId = z.string().regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)$/);

export const InstantSchema = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value), {
  message: 'an instant like 2026-11-22T02:10:00.000Z',
});

/** One line of human text: trimmed ends, no control characters, well-formed. */
// oxlint-disable-next-line no-control-regex -- owner: domain; control characters are what is refused
const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/u;

export function line(max: number, min = 1) {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(ONE_LINE, 'one line without control characters')
    .refine((text) => text.isWellFormed(), 'well-formed Unicode');
}

/** Several lines of human text; newline and tab are the only control characters. */
export function prose(max: number, min = 1) {
  return (
    z
      .string()
      .min(min)
      .max(max)
      // oxlint-disable-next-line no-control-regex -- owner: domain; control characters are what is refused
      .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/u, 'no control characters but newline and tab')
      .refine((text) => text.isWellFormed(), 'well-formed Unicode')
  );
}
