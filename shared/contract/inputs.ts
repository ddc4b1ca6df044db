import { z } from 'zod';
import { AssetSchema, CredentialSchema } from '../domain/asset-schema.ts';
import {
  ActionId,
  AssetId,
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
import { RetrainOrder } from '../domain/retrain-order.ts';
import { MAX_PACE } from '../exercise/play-clock.ts';
import { decisionKinds } from '../ledger/kinds/decision-kinds.ts';
import { incidentKinds } from '../ledger/kinds/incident-kinds.ts';
import { lawKinds } from '../ledger/kinds/law-kinds.ts';
import { signOffKinds } from '../ledger/kinds/sign-off-kinds.ts';
import { DOCUMENT_FORMATS, SIGN_OFF_SEATS } from '../domain/sign-off.ts';
import { VerifierKeyText } from '../ledger/kinds/ledger-kinds.ts';
import { ActionScope } from '../ledger/kinds/permit-kinds.ts';
import { ASSET_KINDS } from '../law/facts.ts';
import { FORM_IDS } from '../law/forms/form-ids.ts';
import { LANGUAGES } from '../law/forms/language.ts';
import { CLOCK_IDS, REGIMES } from '../law/pack.ts';
import { TRI } from '../law/tri.ts';

/** What a client may send. Strict objects throughout: an unknown field is a refusal. No input names the acting operator. */

const Passphrase = z.string().min(1).max(1024);
const KeyText = z.string().min(1).max(8192);
const OperatorInput = z.strictObject({ name: line(120), roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length) });

/** Revision the operator saw; a decision on an older picture is refused with INCIDENT_MOVED where it matters. */
const seen = { revision: z.int().min(0).optional() };
const inIncident = { incident: IncidentId };
const Pace = z.int().min(1).max(MAX_PACE);
const YEAR_IN_MINUTES = 366 * 24 * 60;
/** Row id of the reference; the levels of a containment (`N01-L2`) and what erases (`M02-DEL`) are templates of their own. */
const TemplateId = z.string().regex(/^[KMN]\d{2}(?:-L[0-3]|-DEL)?$/);
/** A random name that a client gives a piece of long work, to follow how far it is. */
const WorkId = z.string().regex(/^[0-9a-f]{32}$/);
const longWork = { work: WorkId.optional() };
/** A form of the page, by its own name within an incident or the console. */
const formOf = { scope: z.union([IncidentId, z.literal('console')]), form: z.string().min(1).max(1000) };
const onAction = { ...inIncident, action: ActionId };

/** A table of assets or credentials: a file in base64, or the register of another incident. */
const importFrom = {
  ...inIncident,
  from: z.union([
    z.strictObject({ name: line(255), bytes: z.base64().max(1_500_000) }),
    z.strictObject({ incident: IncidentId }),
  ]),
  /** What the rows are, where the file does not say it; guessed when absent. */
  what: z.enum(['assets', 'credentials']).optional(),
  /** Field for each column, empty for columns that are left out; guessed when absent. */
  mappings: z
    .array(z.strictObject({ what: z.enum(['assets', 'credentials']), fields: z.array(line(40, 0)).max(100) }))
    .max(2)
    .optional(),
};

/** A checkpoint held elsewhere, as a signed note or as its three lines. */
const Known = prose(20_000);

export const inputs = {
  nothing: z.strictObject({}),
  /** What stands in a form: `value` is JSON that only the form reads, `hash` the form's place in the page. */
  keepTyped: z.strictObject({
    ...formOf,
    label: z.string().max(1000),
    hash: z.string().regex(/^#[^\s]{0,500}$/),
    at: z.int().min(0),
    value: z.string().max(1_000_000).refine(isJson, 'no JSON'),
  }),
  dropTyped: z.strictObject(formOf),
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
  /** `key` absent: a fresh key. Else the text of a key file from another console, whose passphrase this is. */
  enrol: z.strictObject({ operator: OperatorInput, passphrase: Passphrase, key: KeyText.exactOptional() }),
  readKey: z.strictObject({ key: KeyText }),
  exportKey: z.strictObject({ passphrase: Passphrase }),
  replaceConsoleKey: z.strictObject({ reason: prose(2000) }),
  vouch: z.strictObject({ fingerprint: Fingerprint }),
  /** `digest` is the content that was on the screen. */
  approvePlaybook: z.strictObject({ playbook: line(40), digest: Sha256Hex }),
  withdrawApproval: z.strictObject({ playbook: line(40), digest: Sha256Hex, reason: prose(2000) }),
  /** Also for disarming. Without `actions`: all of them. */
  armExec: z.strictObject({ reason: prose(2000), actions: ActionScope }),
  setRoles: z.strictObject({ fingerprint: Fingerprint, roles: OperatorInput.shape.roles }),
  /** `passphrase` opens the key in use, so that nobody changes it at a console that was left unlocked. */
  renewKey: z.strictObject({ passphrase: Passphrase, next: Passphrase }),
  revokeKey: z.strictObject({ fingerprint: Fingerprint, reason: prose(2000) }),
  reenrol: z.strictObject({ fingerprint: Fingerprint, passphrase: Passphrase, reason: prose(2000).optional() }),
  unlock: z.strictObject({ fingerprint: Fingerprint, passphrase: Passphrase }),
  /** `id` absent: a new entity. `incident`: where a new one is added beside the journal. */
  describeEntity: z.strictObject({
    entity: LegalEntity.extend({ id: EntityId.exactOptional() }),
    reason: prose(2000),
    incident: IncidentId.optional(),
  }),
  incident: z.strictObject(inIncident),
  declare: z.strictObject({
    codename: line(60),
    pattern: z.string().regex(/^LP-\d{1,2}$/),
    summary: prose(4000, 0),
    detectedAt: InstantSchema,
    leaked: z.array(z.enum(ASSET_KINDS)).max(7),
    assets: z.array(AssetSchema.omit({ id: true })).max(200),
    exercise: z.boolean(),
    /** How an exercise is played; from now and as in life when absent. */
    exerciseClock: z.strictObject({ startsAt: InstantSchema.exactOptional(), pace: Pace }).exactOptional(),
  }),
  /** `jumpBy` in minutes of the exercise. What is absent stays as it is. */
  setExerciseClock: z.strictObject({
    ...inIncident,
    jumpBy: z.int().min(1).max(YEAR_IN_MINUTES).exactOptional(),
    jumpTo: InstantSchema.exactOptional(),
    pace: Pace.exactOptional(),
    running: z.boolean().exactOptional(),
    why: prose(2000, 0),
  }),
  addAsset: z.strictObject({ ...inIncident, asset: AssetSchema.omit({ id: true }) }),
  addCredential: z.strictObject({ ...inIncident, credential: CredentialSchema.omit({ id: true }) }),
  correctAsset: z.strictObject({ ...inIncident, asset: AssetSchema, reason: prose(2000) }),
  correctCredential: z.strictObject({ ...inIncident, credential: CredentialSchema, reason: prose(2000) }),
  previewImport: z.strictObject(importFrom),
  /** `expect` is what the preview said: another file or another register since then is refused. */
  importRegister: z.strictObject({
    ...importFrom,
    expect: z.strictObject({ sha256: Sha256Hex, added: z.int().min(0), corrected: z.int().min(0) }),
  }),
  addNote: z.strictObject({ ...inIncident, text: prose(16_000) }),
  answerTriage: z.strictObject({
    ...inIncident,
    question: incidentKinds['triage.answered'].shape.question,
    answer: z.enum(TRI),
    note: prose(2000, 0),
  }),
  stateFact: z.strictObject({ ...inIncident, ...incidentKinds['fact.stated'].shape }),
  withdrawFact: z.strictObject({ ...inIncident, ...lawKinds['fact.withdrawn'].shape }),
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
  startRun: z.strictObject({ ...inIncident, playbook: line(40), subject: AssetId.optional() }),
  advanceRun: z.strictObject({
    ...inIncident,
    run: RunId,
    event: z.string().regex(/^[A-Z][A-Z0-9_]{1,40}$/),
    choice: line(80, 0),
    detail: prose(4000, 0),
    ...seen,
  }),
  endRun: z.strictObject({
    ...inIncident,
    run: RunId,
    reason: prose(2000),
    /** Of every containment that may be in force and cannot be followed here, what became of it. */
    told: z.array(z.strictObject({ action: ActionId, text: line(300) })).max(50),
    ...seen,
  }),
  draftAction: z.strictObject({
    ...inIncident,
    run: RunId,
    /** A credential, whose own template is taken unless another is named, or an asset with a template. */
    target: z.union([CredentialSchema.shape.id, AssetId]),
    template: TemplateId.optional(),
    mode: z.enum(['card', 'exec', 'attest']),
    params: z.array(z.strictObject({ name: line(41), value: line(4000, 0) })).max(40),
  }),
  dryRun: z.strictObject({ ...onAction, ...seen, skipCollect: prose(2000).optional() }),
  ratify: z.strictObject({ ...onAction, ...seen, note: prose(2000, 0) }),
  attest: z.strictObject({
    ...onAction,
    effect: EffectId,
    verdict: z.enum(['done', 'failed', 'ok', 'refused', 'blocked', 'passed', 'none', 'live', 'unclear']),
    statement: line(900),
    exhibits: z.array(incidentKinds['evidence.collected'].shape.exhibit).max(20),
  }),
  orderRetraining: z.strictObject({ ...inIncident, run: RunId, order: RetrainOrder.omit({ orderId: true }) }),
  recordDecision: z.strictObject({ ...inIncident, decision: decisionKinds['decision.recorded'] }),
  objectDecision: z.strictObject({ ...inIncident, ...decisionKinds['decision.objected'].shape }),
  placeHold: z.strictObject({ ...inIncident, ...incidentKinds['hold.placed'].omit({ hold: true }).shape }),
  releaseHold: z.strictObject({ ...inIncident, ...incidentKinds['hold.released'].shape }),
  action: z.strictObject({ ...onAction, ...seen }),
  submit: z.strictObject({
    ...onAction,
    purpose: z.enum(['apply', 'undo']),
    breakGlass: prose(2000).optional(),
    ...seen,
  }),
  decideGate: z.strictObject({
    ...onAction,
    approvalHash: Sha256Hex,
    decision: z.enum(['approve', 'reject']),
    note: prose(2000, 0),
  }),
  order: z.strictObject({ ...onAction, purpose: z.enum(['apply', 'undo', 'reprobe', 'renew']), ...seen }),
  supplyOutput: z.strictObject({ ...onAction, effect: EffectId, outputs: z.array(z.string().max(250_000)).max(60) }),
  resolveDoubt: z.strictObject({
    ...onAction,
    effect: EffectId,
    happened: z.enum(['yes', 'no', 'unknown']),
    reason: prose(2000),
  }),
  withdrawAction: z.strictObject({ ...onAction, reason: prose(2000) }),
  offerCommand: z.strictObject({ ...inIncident, to: Fingerprint, situation: prose(8000) }),
  answerOffer: z.strictObject({ ...inIncident, offer: z.int().min(0) }),
  draftNotification: z.strictObject({
    ...inIncident,
    entity: EntityId,
    form: z.enum(FORM_IDS),
    language: z.enum(LANGUAGES).default('en'),
  }),
  answerField: z.strictObject({ ...inIncident, ...incidentKinds['field.answered'].shape }),
  fileNotification: z.strictObject({
    ...inIncident,
    entity: EntityId,
    stage: z.enum(CLOCK_IDS),
    filedAt: InstantSchema,
    channel: line(200),
    receipt: line(200),
    /** Asked for when it is filed after its date. */
    lateReason: prose(4000).optional(),
    /** Entry of the version that was sent. */
    draft: z.int().min(0).optional(),
    /** Of the file that was sent; the text of the draft was pasted when absent. */
    fileSha256: Sha256Hex.optional(),
    /** Asked for when no locked version was sent. */
    unlockedReason: prose(4000).optional(),
    /** Entry of the filing whose receipt this one corrects. */
    corrects: z.int().min(0).optional(),
  }),
  /** `textSha256` is what the person read: another text on the table is refused. */
  exportNotification: z.strictObject({
    ...inIncident,
    draft: z.int().min(0),
    format: z.enum(DOCUMENT_FORMATS),
    ...longWork,
  }),
  exportDossier: z.strictObject({ ...inIncident, format: z.enum(['pdf', 'json']), ...longWork }),
  reviewNotification: z.strictObject({ ...inIncident, ...signOffKinds['notification.reviewed'].shape }),
  lockNotification: z.strictObject({
    ...inIncident,
    draft: z.int().min(0),
    textSha256: Sha256Hex,
    as: z.enum(SIGN_OFF_SEATS),
  }),
  assessLaw: z.strictObject({
    ...inIncident,
    entity: EntityId,
    suppose: z
      .array(
        z.strictObject({
          fact: incidentKinds['fact.stated'].shape.fact,
          /** Empty: supposed not known. */
          value: incidentKinds['fact.stated'].shape.value,
        }),
      )
      .max(60),
    pack: line(60).optional(),
  }),
  exportCalendar: z.strictObject({ ...inIncident, entity: EntityId.optional() }),
  dismissRegime: z.strictObject({ ...inIncident, ...lawKinds['regime.dismissed'].omit({ evaluation: true }).shape }),
  reopenRegime: z.strictObject({ ...inIncident, ...lawKinds['regime.reopened'].omit({ dismissal: true }).shape }),
  noteRequest: z.strictObject({ ...inIncident, ...lawKinds['authority.requested'].shape }),
  strikeFiling: z.strictObject({ ...inIncident, ...lawKinds['filing.struck'].shape }),
  explainLate: z.strictObject({ ...inIncident, ...lawKinds['filing.explained'].shape }),
  adjustLaw: z.strictObject({ ...inIncident, ...lawKinds['law.adjusted'].shape }),
  exportBundle: z.strictObject({
    ...inIncident,
    recipient: line(200),
    purpose: line(500),
    directory: line(1000).optional(),
    ...longWork,
  }),
  exportTiles: z.strictObject({ ...inIncident, directory: line(1000).optional(), ...longWork }),
  verifyBundle: z.strictObject({
    path: line(1000),
    consoleFingerprint: Fingerprint.optional(),
    known: Known.optional(),
    /** Verifier keys of witnesses whose word is wanted, from the witnesses themselves. */
    witnesses: z.array(VerifierKeyText).max(32).optional(),
    ...longWork,
  }),
  followWork: z.strictObject({ work: WorkId }),
  trustWitness: z.strictObject({ name: line(120).optional(), vkey: VerifierKeyText }),
  distrustWitness: z.strictObject({ vkey: VerifierKeyText, reason: prose(2000) }),
  /** `from` overrides what this ledger believes the witness saw last, with what the witness answered. */
  witnessRequest: z.strictObject({ ...inIncident, vkey: VerifierKeyText, from: z.int().min(0).optional() }),
  startWitness: z.strictObject({ name: line(120).optional() }),
  /** A request as it came from another console: whatever it holds, it gets a reading and not a field in red. */
  witnessText: z.strictObject({ text: z.string().max(100_000) }),
  witnessLogKey: z.strictObject({ text: z.string().max(100_000), vkey: VerifierKeyText }),
  /** `name`: whose ledger it is, for the people here alone. */
  witnessServe: z.strictObject({ text: z.string().max(100_000), vkey: VerifierKeyText, name: line(120).optional() }),
  witnessDrop: z.strictObject({ vkey: VerifierKeyText }),
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
  fsck: z.strictObject({ ...inIncident, known: Known.optional(), ...longWork }),
  timeline: z.strictObject({ ...inIncident, from: z.int().min(0), count: z.int().min(1).max(500) }),
  entry: z.strictObject({ ...inIncident, index: z.int().min(0) }),
} as const;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
