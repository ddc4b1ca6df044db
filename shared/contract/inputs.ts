import { z } from 'zod';
import { AssetSchema, CredentialSchema } from '../domain/asset-schema.ts';
import {
  ActionId,
  EffectId,
  EntityId,
  Fingerprint,
  IncidentId,
  InstantSchema,
  RunId,
  Sha256Hex,
  line,
  prose,
} from '../domain/ids.ts';
import { LegalEntity } from '../domain/organisation.ts';
import { ROLES } from '../domain/risk.ts';
import { incidentKinds } from '../ledger/kinds/incident-kinds.ts';
import { VerifierKeyText } from '../ledger/kinds/ledger-kinds.ts';
import { ASSET_KINDS } from '../law/facts.ts';
import { CLOCK_IDS, REGIMES } from '../law/pack.ts';
import { TRI } from '../law/tri.ts';

/** What a client may send. Strict objects throughout: an unknown field is a refusal. No input names the acting operator. */

const Passphrase = z.string().min(1).max(1024);
const OperatorInput = z.strictObject({ name: line(120), roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length) });

/** Revision the operator saw; a decision on an older picture is refused with INCIDENT_MOVED where it matters. */
const seen = { revision: z.int().min(0).optional() };
const inIncident = { incident: IncidentId };
const onAction = { ...inIncident, action: ActionId };

export const inputs = {
  nothing: z.strictObject({}),
  setup: z.strictObject({
    organisation: z.strictObject({
      name: line(160),
      entities: z
        .array(LegalEntity.omit({ id: true }))
        .min(1)
        .max(100),
    }),
    operator: OperatorInput,
    passphrase: Passphrase,
  }),
  enrol: z.strictObject({ operator: OperatorInput, passphrase: Passphrase }),
  setRoles: z.strictObject({ fingerprint: Fingerprint, roles: OperatorInput.shape.roles }),
  /** `passphrase` opens the key in use, so that nobody changes it at a console that was left unlocked. */
  renewKey: z.strictObject({ passphrase: Passphrase, next: Passphrase }),
  revokeKey: z.strictObject({ fingerprint: Fingerprint, reason: prose(2000) }),
  reenrol: z.strictObject({ fingerprint: Fingerprint, passphrase: Passphrase, reason: prose(2000).optional() }),
  unlock: z.strictObject({ fingerprint: Fingerprint, passphrase: Passphrase }),
  incident: z.strictObject(inIncident),
  declare: z.strictObject({
    codename: line(60),
    pattern: z.string().regex(/^LP-\d{1,2}$/),
    summary: prose(4000, 0),
    detectedAt: InstantSchema,
    leaked: z.array(z.enum(ASSET_KINDS)).max(7),
    assets: z.array(AssetSchema.omit({ id: true })).max(200),
    exercise: z.boolean(),
  }),
  addAsset: z.strictObject({ ...inIncident, asset: AssetSchema.omit({ id: true }) }),
  addCredential: z.strictObject({ ...inIncident, credential: CredentialSchema.omit({ id: true }) }),
  addNote: z.strictObject({ ...inIncident, text: prose(16_000) }),
  answerTriage: z.strictObject({
    ...inIncident,
    question: incidentKinds['triage.answered'].shape.question,
    answer: z.enum(TRI),
    note: prose(2000, 0),
  }),
  stateFact: z.strictObject({ ...inIncident, ...incidentKinds['fact.stated'].shape }),
  decideAware: z.strictObject({
    ...inIncident,
    regime: z.enum(REGIMES),
    entity: EntityId,
    awareAt: InstantSchema,
    reason: prose(4000),
  }),
  classify: z.strictObject({
    ...inIncident,
    entity: EntityId,
    major: z.boolean(),
    classifiedAt: InstantSchema,
    reason: prose(4000),
  }),
  /** `staged` is the handle an upload answered with; `path` a file on the console's own machine. Exactly one is given. */
  collect: z
    .strictObject({
      ...inIncident,
      staged: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .optional(),
      path: line(1000).optional(),
      name: line(255),
      source: line(500),
      method: line(500),
      mediaType: line(100),
    })
    .refine((value) => (value.staged === undefined) !== (value.path === undefined), 'give either an upload or a path'),
  startRun: z.strictObject({ ...inIncident, playbook: line(40) }),
  advanceRun: z.strictObject({
    ...inIncident,
    run: RunId,
    event: z.string().regex(/^[A-Z][A-Z_]{1,40}$/),
    choice: line(80, 0),
    detail: prose(4000, 0),
    ...seen,
  }),
  draftAction: z.strictObject({
    ...inIncident,
    run: RunId,
    credential: CredentialSchema.shape.id,
    mode: z.enum(['card', 'exec']),
    params: z.array(z.strictObject({ name: line(41), value: line(500, 0) })).max(40),
  }),
  action: z.strictObject({ ...onAction, ...seen }),
  submit: z.strictObject({ ...onAction, purpose: z.enum(['apply', 'undo']), ...seen }),
  decideGate: z.strictObject({
    ...onAction,
    approvalHash: Sha256Hex,
    decision: z.enum(['approve', 'reject']),
    note: prose(2000, 0),
  }),
  order: z.strictObject({ ...onAction, purpose: z.enum(['apply', 'undo', 'reprobe']), ...seen }),
  supplyOutput: z.strictObject({ ...onAction, effect: EffectId, outputs: z.array(z.string().max(250_000)).max(20) }),
  resolveDoubt: z.strictObject({
    ...onAction,
    effect: EffectId,
    happened: z.enum(['yes', 'no', 'unknown']),
    reason: prose(2000),
  }),
  withdrawAction: z.strictObject({ ...onAction, reason: prose(2000) }),
  offerCommand: z.strictObject({ ...inIncident, to: Fingerprint, situation: prose(8000) }),
  answerOffer: z.strictObject({ ...inIncident, offer: z.int().min(0) }),
  draftNotification: z.strictObject({ ...inIncident, entity: EntityId, stage: z.enum(CLOCK_IDS) }),
  fileNotification: z.strictObject({
    ...inIncident,
    entity: EntityId,
    stage: z.enum(CLOCK_IDS),
    filedAt: InstantSchema,
    channel: line(200),
    receipt: line(200),
  }),
  exportBundle: z.strictObject({
    ...inIncident,
    recipient: line(200),
    purpose: line(500),
    directory: line(1000).optional(),
  }),
  exportTiles: z.strictObject({ ...inIncident, directory: line(1000).optional() }),
  verifyBundle: z.strictObject({ path: line(1000), consoleFingerprint: Fingerprint.optional() }),
  trustWitness: z.strictObject({ name: line(120).optional(), vkey: VerifierKeyText }),
  distrustWitness: z.strictObject({ vkey: VerifierKeyText, reason: prose(2000) }),
  /** `from` overrides what this ledger believes the witness saw last, with what the witness answered. */
  witnessRequest: z.strictObject({ ...inIncident, vkey: VerifierKeyText, from: z.int().min(0).optional() }),
  mergeCosignatures: z.strictObject({ ...inIncident, text: prose(100_000) }),
  /** `tsa`: whom the person means to ask, a name or an address. */
  timestampRequest: z.strictObject({ ...inIncident, tsa: line(200) }),
  /** `reply` in base64. Without `rootPem` the roots that this console trusts already are tried. */
  timestampImport: z.strictObject({
    ...inIncident,
    reply: z.base64().max(400_000),
    rootPem: prose(20_000).optional(),
    intermediatesPem: prose(200_000).optional(),
  }),
  /** `known`: a checkpoint held elsewhere, as a signed note or as its three lines. */
  fsck: z.strictObject({ ...inIncident, known: prose(20_000).optional() }),
  timeline: z.strictObject({ ...inIncident, from: z.int().min(0), count: z.int().min(1).max(500) }),
  entry: z.strictObject({ ...inIncident, index: z.int().min(0) }),
} as const;
