import { z } from 'zod';
import { AssetSchema, CredentialSchema } from '../../domain/asset-schema.ts';
import { EntityId, Fingerprint, InstantSchema, Sha256Hex, line, prose } from '../../domain/ids.ts';
import { Organisation } from '../../domain/organisation.ts';
import { CLOCK_IDS, REGIMES } from '../../law/pack.ts';
import { ASSET_KINDS, FACT_IDS, PROVENANCES, type FactId } from '../../law/facts.ts';
import { TRI } from '../../law/tri.ts';

export const Regime = z.enum(REGIMES);
export const FilingStage = z.enum(CLOCK_IDS);

export const incidentKinds = {
  'organisation.described': Organisation,
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
  'triage.answered': z.strictObject({
    question: z.string().regex(/^lp\d{1,2}\.[a-z0-9-]{1,40}$/),
    answer: z.enum(TRI),
    note: prose(2000, 0),
  }),
  /** One fact for the law desk; `factValueSchema` of its definition has checked the value. Unknown never counts as no. */
  'fact.stated': z.strictObject({
    fact: z.enum(FACT_IDS as readonly [FactId, ...FactId[]]),
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
  /** A named person decides that the entity is aware; append-only, a change carries its reason. */
  'awareness.decided': z.strictObject({
    regime: Regime,
    entity: EntityId,
    awareAt: InstantSchema,
    reason: prose(4000),
  }),
  'incident.classified': z.strictObject({
    regime: z.literal('DORA'),
    entity: EntityId,
    major: z.boolean(),
    classifiedAt: InstantSchema,
    reason: prose(4000),
  }),
  'notification.drafted': z.strictObject({
    stage: FilingStage,
    entity: EntityId,
    /** 1 for the first draft of this stage and entity. */
    version: z.int().min(1),
    packVersion: line(60),
    /** Hash of the plain text that was shown; the text itself is an item of the vault. */
    textSha256: Sha256Hex,
    missing: z.array(line(80)).max(100),
  }),
  'notification.filed': z.strictObject({
    stage: FilingStage,
    entity: EntityId,
    filedAt: InstantSchema,
    channel: line(200),
    receipt: line(200),
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
