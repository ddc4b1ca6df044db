import { z } from 'zod';
import { AssetSchema, CredentialSchema } from '../../domain/asset-schema.ts';
import {
  AssetId,
  CredentialId,
  EntityId,
  Fingerprint,
  InstantSchema,
  Sha256Hex,
  line,
  prose,
} from '../../domain/ids.ts';
import { Organisation } from '../../domain/organisation.ts';
import { CLOCK_IDS, REGIMES } from '../../law/pack.ts';
import { ASSET_KINDS, FACT_IDS, PROVENANCES, type FactId } from '../../law/facts.ts';
import { LANGUAGES } from '../../law/forms/language.ts';
import { TRI } from '../../law/tri.ts';
import { Evaluation } from './law-kinds.ts';

export const Regime = z.enum(REGIMES);
export const FilingStage = z.enum(CLOCK_IDS);

export const incidentKinds = {
  /** The whole organisation again; `reason` when a person changed an entity. */
  'organisation.described': Organisation.extend({ reason: prose(2000).exactOptional() }),
  'incident.declared': z.strictObject({
    codename: line(60),
    pattern: z.string().regex(/^LP-\d{1,2}$/),
    summary: prose(4000, 0),
    exercise: z.boolean(),
    leaked: z.array(z.enum(ASSET_KINDS)),
    organisation: Organisation,
    commander: Fingerprint,
  }),
  'asset.registered': AssetSchema,
  'credential.registered': CredentialSchema,
  /** The whole record as it is right, in place of the one with the same id. */
  'asset.corrected': z.strictObject({ asset: AssetSchema, reason: prose(2000) }),
  'credential.corrected': z.strictObject({ credential: CredentialSchema, reason: prose(2000) }),
  /** Where the registrations and corrections right behind it came from. The file itself is not kept: it may hold secrets. */
  'register.imported': z.strictObject({
    what: z.enum(['assets', 'credentials']),
    source: z.enum(['csv', 'yaml', 'incident']),
    name: line(255),
    /** Of the file; of the other incident, the root of its ledger. */
    sha256: Sha256Hex,
    rows: z.int().min(0),
    added: z.int().min(0),
    corrected: z.int().min(0),
    same: z.int().min(0),
    refused: z.int().min(0),
  }),
  'triage.answered': z.strictObject({
    question: z.string().regex(/^lp\d{1,2}\.[a-z0-9-]{1,40}$/),
    answer: z.enum(TRI),
    note: prose(2000, 0),
  }),
  /** One fact for the law desk; `factValueSchema` of its definition has checked the value. Unknown never counts as no. */
  'fact.stated': z.strictObject({
    fact: z.enum(FACT_IDS as readonly [FactId, ...FactId[]]),
    /** Whose answer it is alone; absent: of every entity that has none of its own. */
    entity: EntityId.exactOptional(),
    /** Text, or a list for facts that take several values. Empty when the provenance is unknown. */
    value: z.union([prose(4000, 0), z.array(line(80)).max(50)]),
    provenance: z.enum(PROVENANCES),
    evidence: z.array(z.int().min(0)).max(50),
    note: prose(2000, 0),
  }),
  'note.added': z.strictObject({ text: prose(16_000) }),
  'evidence.collected': z.strictObject({
    exhibit: z.string().regex(/^E-\d{4,6}$/),
    sha256: Sha256Hex,
    size: z.int().min(0),
    name: line(255),
    source: line(500),
    method: line(500),
    mediaType: line(100),
    collectedBy: line(120),
  }),
  'evidence.handed-over': z.strictObject({
    exhibits: z.array(z.string().regex(/^E-\d{4,6}$/)).min(1),
    to: line(200),
    purpose: line(500),
  }),
  /**
   * Legal hold: what must not be destroyed, and the sealed copies of it. Deletions of `target` (or of anything, when null) are refused
   * until at least one sealed copy is named.
   */
  'hold.placed': z.strictObject({
    hold: z.string().regex(/^H-\d{4,6}$/),
    target: z.union([AssetId, CredentialId]).nullable(),
    scope: line(300),
    exhibits: z.array(z.string().regex(/^E-\d{4,6}$/)).max(200),
    reason: prose(2000),
  }),
  'hold.released': z.strictObject({ hold: z.string().regex(/^H-\d{4,6}$/), reason: prose(2000) }),
  /** A named person decides that the entity is aware; append-only, a change carries its reason. */
  'awareness.decided': z.strictObject({
    regime: Regime,
    entity: EntityId,
    awareAt: InstantSchema,
    reason: prose(4000),
    evaluation: Evaluation.exactOptional(),
  }),
  'incident.classified': z.strictObject({
    regime: z.literal('DORA'),
    entity: EntityId,
    major: z.boolean(),
    classifiedAt: InstantSchema,
    reason: prose(4000),
    evaluation: Evaluation.exactOptional(),
  }),
  /** What a person answered to a field of a form; append-only, the latest counts. A value that is a fact is stated as a fact. */
  'field.answered': z.strictObject({
    entity: EntityId,
    field: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{1,79}$/),
    language: z.enum(LANGUAGES),
    /** Text, or a list for fields that take several values. Empty when the provenance is unknown. */
    value: z.union([prose(4000, 0), z.array(line(80)).max(60)]),
    provenance: z.enum(PROVENANCES),
    evidence: z.array(z.int().min(0)).max(50),
    note: prose(2000, 0),
  }),
  'notification.drafted': z.strictObject({
    /** Report of the clock register; absent for a text that no clock counts. Always there when `form` is not. */
    stage: FilingStage.optional(),
    /** Which form, `dora-initial`. Absent in older entries: the form of the stage. */
    form: line(60).optional(),
    language: z.enum(LANGUAGES).optional(),
    entity: EntityId,
    /** 1 for the first draft of this form and entity. One count for all languages: a number never stands for two texts. */
    version: z.int().min(1),
    packVersion: line(60),
    /** Hash of the plain text that was shown; the text itself is an item of the vault. */
    textSha256: Sha256Hex,
    /** Hash of the same draft as data, with what each sentence rests on; an item of the vault. */
    draftSha256: Sha256Hex.optional(),
    missing: z.array(line(80)).max(100),
  }),
  'notification.filed': z.strictObject({
    stage: FilingStage,
    entity: EntityId,
    filedAt: InstantSchema,
    channel: line(200),
    receipt: line(200),
    /** Entry of the version that was sent. */
    draft: z.int().min(0).exactOptional(),
    /** Language and text of that version. Absent in older entries. */
    language: z.enum(LANGUAGES).exactOptional(),
    textSha256: Sha256Hex.exactOptional(),
    /** Hash of the file, or of the text, that was sent. */
    fileSha256: Sha256Hex.exactOptional(),
    /** Why something was sent that was not locked. */
    unlockedReason: prose(4000).exactOptional(),
    /** Entry of the filing that this one corrects. Nothing filed is edited. */
    corrects: z.int().min(0).exactOptional(),
  }),
  'command.offered': z.strictObject({ to: Fingerprint, situation: prose(8000) }),
  'command.accepted': z.strictObject({ offer: z.int().min(0) }),
  'command.withdrawn': z.strictObject({ offer: z.int().min(0) }),
  'bundle.exported': z.strictObject({
    name: line(120),
    size: z.int().min(1),
    root: Sha256Hex,
    purpose: line(500),
    recipient: line(200),
  }),
} as const;
