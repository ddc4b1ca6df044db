import { z } from 'zod';
import { EntityId, InstantSchema, Sha256Hex, line, prose } from '../../domain/ids.ts';
import { LANGUAGES } from '../../law/forms/language.ts';
import { DOCUMENT_FORMATS, OPINIONS, SIGN_OFF_SEATS } from '../../domain/sign-off.ts';
import { ROLES } from '../../domain/risk.ts';

/** The way of a kept draft out of the house. Each entry names the draft by its entry and by the hash of the text that was read. */
export const signOffKinds = {
  /** An opinion on one version, in the role it is given in; for the GDPR the data protection officer's (Art. 38(1), 39(1)(a)). */
  'notification.reviewed': z
    .strictObject({
      draft: z.int().min(0),
      textSha256: Sha256Hex,
      as: z.enum(ROLES),
      opinion: z.enum(OPINIONS),
      text: prose(4000, 0),
    })
    .refine((body) => body.opinion === 'agrees' || body.text !== '', 'remarks in words'),
  /** One signature under one version; locked when legal and regulatory officer have signed, two people. */
  'notification.locked': z.strictObject({
    draft: z.int().min(0),
    form: line(60),
    entity: EntityId,
    version: z.int().min(1),
    /** Of that text. Absent in older entries; the hash says which text it is all the same. */
    language: z.enum(LANGUAGES).exactOptional(),
    textSha256: Sha256Hex,
    /** Of the draft as data; null where the draft was kept as text only. */
    draftSha256: Sha256Hex.nullable(),
    as: z.enum(SIGN_OFF_SEATS),
    expiresAt: InstantSchema,
  }),
  /** A file made of one version, by its hash. The file itself is not kept: it follows from the draft and the record. */
  'notification.exported': z.strictObject({
    draft: z.int().min(0),
    format: z.enum(DOCUMENT_FORMATS),
    name: line(200),
    sha256: Sha256Hex,
    size: z.int().min(1),
    /** Whether that version was locked then. */
    locked: z.boolean(),
  }),
  /** The whole record of the law desk as one file for counsel; `covers` entries are in it. */
  'dossier.exported': z.strictObject({
    format: z.enum(['pdf', 'json']),
    name: line(200),
    sha256: Sha256Hex,
    size: z.int().min(1),
    covers: z.int().min(1),
  }),
} as const;
