import type { Asset, Credential } from '../domain/asset.ts';
import type { Instant } from '../domain/instant.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Role } from '../domain/risk.ts';
import { Drill } from '../exercise/drill.ts';
import { laterOf, playTime, type PlayClock } from '../exercise/play-clock.ts';
import { Consoles } from '../ledger/consoles.ts';
import type { Entry, EntryBody, Times } from '../ledger/entry.ts';
import { People } from '../ledger/people.ts';
import { formOfStage } from '../law/forms/form-ids.ts';
import type {
  AnswerView,
  AdjustmentView,
  AwarenessView,
  ClassificationView,
  CosignatureView,
  DecisionView,
  DismissalLine,
  DraftLine,
  ExhibitView,
  ExplanationView,
  StruckFilingView,
  WithdrawnFactView,
  ExportView,
  FactView,
  FilingView,
  HoldView,
  Person,
  RetrainOrderView,
  RequestView,
  Stamp,
  TimestampRequestView,
  TimestampView,
  TriageView,
} from './incident-view.ts';
import { toldElsewhere } from './told-elsewhere.ts';
import type { DocumentLine, LockLine, ReviewLine, Signed } from './sign-off.ts';

export interface Offer extends Stamp {
  readonly to: string;
  readonly from: string;
  readonly situation: string;
}

/** An offer that came to nothing: its stamp is that of who took it back or declined it. */
export interface EndedOffer extends Offer {
  readonly declined: boolean;
}

/** Fold over the entries of one incident: everything but runs and actions, which are statecharts (main/engine). */
export class CaseFile {
  /** Everyone who was ever named, by each key they had. Who may still sign: `keys`. */
  readonly people = new Map<string, Person>();
  readonly keys = new People();
  readonly consoles = new Consoles();
  codename = '';
  pattern = '';
  summary = '';
  exercise = false;
  leaked: readonly string[] = [];
  /** As it was declared; `detected` is what counts. */
  detectedAt: Instant | null = null;
  declaredAt: Instant | null = null;
  declaredEntry = -1;
  organisation: Organisation = { name: '', entities: [] };
  commander = '';
  origin = '';
  offer: Offer | null = null;
  /** The last one, until command is offered again. */
  endedOffer: EndedOffer | null = null;
  readonly assets: Asset[] = [];
  readonly credentials: Credential[] = [];
  readonly triage = new Map<string, TriageView>();
  /** Of the incident; an entity may have an answer of its own (`factsOf`). */
  readonly facts = new Map<string, FactView>();
  ownFacts: readonly FactView[] = [];
  /** Own answers that were taken back; no longer among `ownFacts`. */
  readonly withdrawnFacts: WithdrawnFactView[] = [];
  readonly answers: AnswerView[] = [];
  readonly exhibits: ExhibitView[] = [];
  readonly decisions: DecisionView[] = [];
  readonly retrainOrders: RetrainOrderView[] = [];
  readonly holds = new Map<string, HoldView>();
  readonly awareness: AwarenessView[] = [];
  readonly classifications: ClassificationView[] = [];
  readonly dismissals: DismissalLine[] = [];
  readonly reopenings: (EntryBody<'regime.reopened'> & Stamp)[] = [];
  readonly requests: RequestView[] = [];
  readonly explanations: ExplanationView[] = [];
  readonly adjustments: AdjustmentView[] = [];
  /** Entry that described the legal entities last. */
  describedEntry = -1;
  readonly drafts: DraftLine[] = [];
  readonly filings: FilingView[] = [];
  /** Recorded by mistake; no longer among the filings. */
  readonly struckFilings: StruckFilingView[] = [];
  /** Files made for people outside, in their order. */
  readonly documents: DocumentLine[] = [];
  readonly reviews: ReviewLine[] = [];
  readonly locks: LockLine[] = [];
  readonly exports: ExportView[] = [];
  readonly cosignatures: CosignatureView[] = [];
  readonly timestampRequests: TimestampRequestView[] = [];
  readonly timestamps: TimestampView[] = [];
  lastEntry = -1;
  lastRecordedAt: Instant | null = null;
  /** How an exercise is played; null in a live incident, and until an exercise has a clock. */
  playClock: PlayClock | null = null;
  /** Latest exercise time on record. */
  lastPlayedAt: Instant | null = null;
  /** How an exercise was played; empty in a live incident. */
  readonly drill = new Drill();
  /** By the genesis entry. */
  #isExercise = false;

  nameOf(fingerprint: string): string {
    return this.people.get(fingerprint)?.name ?? `unknown key ${fingerprint.slice(0, 8)}`;
  }

  /** The facts as they are for one entity: its own answers before those of the incident. */
  factsOf(entity: string): ReadonlyMap<string, FactView> {
    const own = this.ownFacts.filter((one) => one.entity === entity);
    return own.length === 0 ? this.facts : new Map([...this.facts, ...own.map((one) => [one.fact, one] as const)]);
  }

  /** Roles at this point of the fold; `commander` is held by whoever commands now, whatever the roster says. */
  rolesOf(fingerprint: string): readonly Role[] {
    const roles = (this.people.get(fingerprint)?.roles ?? []).filter((role) => role !== 'commander');
    return fingerprint === this.commander ? [...roles, 'commander'] : roles;
  }

  /** A signature made now: whose it is, whatever keys that person had, and in which roles. */
  signatureOf(fingerprint: string): {
    readonly fingerprint: string;
    readonly person: string;
    readonly roles: readonly Role[];
  } {
    return { fingerprint, person: this.keys.personOf(fingerprint), roles: this.rolesOf(fingerprint) };
  }

  /** When something was recorded, by the clock that this incident goes by. */
  timeOf(at: Times): Instant {
    return (this.#isExercise ? at.exercise : undefined) ?? at.recorded;
  }

  /** What that clock shows at a moment of real time. It never runs back, also when the wall clock was set back. */
  timeAt(wall: Instant): Instant {
    return this.playClock ? laterOf(playTime(this.playClock, wall), this.lastPlayedAt) : wall;
  }

  /** A window for people's hands, in milliseconds of that clock: as long for them however fast an exercise is played. */
  handling(ms: number): number {
    return ms * (this.playClock?.pace ?? 1);
  }

  apply(entry: Entry): void {
    this.lastEntry = entry.index;
    this.lastRecordedAt = entry.at.recorded;
    if (this.#isExercise && entry.at.exercise !== undefined)
      this.lastPlayedAt = laterOf(entry.at.exercise, this.lastPlayedAt);
    const actor = entry.actor.slice(entry.actor.indexOf(':') + 1);
    const stamp: Stamp = {
      entry: entry.index,
      at: this.timeOf(entry.at),
      by: entry.actor.startsWith('console:') ? 'console' : this.nameOf(actor),
    };
    this.consoles.apply(entry, this.keys);
    if (this.keys.apply(entry)) this.#followKeys();
    switch (entry.kind) {
      case 'ledger.opened':
        this.origin = entry.body.origin;
        this.#isExercise = entry.body.type === 'exercise';
        return;
      case 'incident.declared':
        Object.assign(this, {
          codename: entry.body.codename,
          pattern: entry.body.pattern,
          summary: entry.body.summary,
          exercise: entry.body.exercise,
          leaked: entry.body.leaked,
          organisation: entry.body.organisation,
          commander: entry.body.commander,
          detectedAt: entry.at.event ?? stamp.at,
          declaredAt: stamp.at,
          declaredEntry: entry.index,
        });
        return;
      case 'exercise.clock-set': {
        // In a live record it means nothing; verification reports it as EXERCISE_MIXED.
        const { time, pace, running } = entry.body;
        if (this.#isExercise) this.playClock = { setAt: entry.at.recorded, time, pace, running };
        return;
      }
      case 'exercise.scripted':
      case 'exercise.automated':
      case 'inject.released':
      case 'inject.skipped':
      case 'inject.judged':
      case 'exercise.penalised':
      case 'lesson.recorded':
      case 'exercise.ended':
      case 'exercise.reported':
        if (this.#isExercise) this.drill.apply(entry, stamp);
        return;
      case 'organisation.described':
        this.organisation = { name: entry.body.name, entities: entry.body.entities };
        this.describedEntry = entry.index;
        return;
      case 'asset.registered':
        this.assets.push(entry.body);
        return;
      case 'credential.registered':
        this.credentials.push(entry.body);
        return;
      case 'asset.corrected':
        replaceById(this.assets, entry.body.asset);
        return;
      case 'credential.corrected':
        replaceById(this.credentials, entry.body.credential);
        return;
      case 'triage.answered':
        this.triage.set(entry.body.question, { ...entry.body, entry: entry.index });
        return;
      case 'fact.stated':
        if (entry.body.entity !== undefined) this.ownFacts = [...this.ownFacts, { ...entry.body, ...stamp }];
        else this.facts.set(entry.body.fact, { ...entry.body, ...stamp });
        return;
      case 'fact.withdrawn': {
        const { fact, entity, answer, reason } = entry.body;
        const isOf = (one: FactView) => one.fact === fact && one.entity === entity;
        const standing = this.ownFacts.findLast(isOf);
        // What names another answer than the one that counts takes nothing back.
        if (standing?.entry !== answer) return;
        this.ownFacts = this.ownFacts.filter((one) => !isOf(one));
        this.withdrawnFacts.push({ answer: standing, reason, ...stamp });
        return;
      }
      case 'field.answered':
        this.answers.push({ ...entry.body, ...stamp });
        return;
      case 'evidence.collected':
        this.exhibits.push({ ...entry.body, ...stamp });
        return;
      case 'hold.placed':
        this.holds.set(entry.body.hold, { ...entry.body, ...stamp, released: null });
        return;
      case 'hold.released': {
        const hold = this.holds.get(entry.body.hold);
        if (hold) this.holds.set(hold.hold, { ...hold, released: { ...stamp, reason: entry.body.reason } });
        return;
      }
      case 'retrain.ordered':
        this.retrainOrders.push({ ...entry.body, ...stamp });
        return;
      case 'decision.recorded':
        this.decisions.push({ ...entry.body, ...stamp, objections: [] });
        return;
      case 'decision.objected': {
        const at = this.decisions.findIndex((one) => one.entry === entry.body.decision);
        const decision = this.decisions[at];
        if (decision)
          this.decisions[at] = {
            ...decision,
            objections: [...decision.objections, { ...stamp, text: entry.body.text }],
          };
        return;
      }
      case 'awareness.decided':
        this.awareness.push({ ...entry.body, ...stamp });
        return;
      case 'incident.classified': {
        const { entity, major, classifiedAt, reason } = entry.body;
        this.classifications.push({ entity, major, classifiedAt, reason, ...stamp });
        return;
      }
      case 'regime.dismissed':
        this.dismissals.push({ ...entry.body, ...stamp });
        return;
      case 'regime.reopened':
        this.reopenings.push({ ...entry.body, ...stamp });
        return;
      case 'authority.requested':
        this.requests.push({ ...entry.body, ...stamp });
        return;
      case 'filing.explained':
        this.explanations.push({ ...entry.body, ...stamp });
        return;
      case 'law.adjusted':
        this.adjustments.push({ ...entry.body, ...stamp });
        return;
      case 'notification.drafted': {
        const { stage = null, entity, version, textSha256, missing, language = 'en', draftSha256 = null } = entry.body;
        const form = entry.body.form ?? (stage === null ? null : formOfStage(stage)) ?? '';
        this.drafts.push({ form, stage, language, entity, version, textSha256, draftSha256, missing, ...stamp });
        return;
      }
      case 'notification.filed':
        this.filings.push({ ...entry.body, ...stamp });
        return;
      case 'filing.struck': {
        const { filing: struck, reason } = entry.body;
        const at = this.filings.findIndex((one) => one.entry === struck);
        for (const filing of at < 0 ? [] : this.filings.splice(at, 1))
          this.struckFilings.push({ filing, reason, ...stamp });
        return;
      }
      case 'notification.exported':
        this.documents.push({ ...entry.body, ...stamp });
        return;
      case 'dossier.exported':
        this.documents.push({ ...entry.body, draft: null, locked: false, ...stamp });
        return;
      case 'notification.reviewed':
        this.reviews.push({ ...entry.body, ...stamp, ...this.#signed(actor, entry.body.as) });
        return;
      case 'notification.locked':
        this.locks.push({ ...entry.body, ...stamp, ...this.#signed(actor, entry.body.as) });
        return;
      case 'command.offered':
        this.offer = { to: entry.body.to, from: actor, situation: entry.body.situation, ...stamp };
        this.endedOffer = null;
        return;
      case 'command.accepted':
        this.commander = actor;
        this.offer = null;
        return;
      case 'command.withdrawn':
        this.endedOffer = this.offer && { ...this.offer, declined: actor === this.offer.to, ...stamp };
        this.offer = null;
        return;
      case 'bundle.exported':
        this.exports.push({ ...entry.body, path: null, ...stamp });
        return;
      case 'checkpoint.witnessed':
        this.cosignatures.push({ ...entry.body, ...stamp });
        return;
      case 'timestamp.requested':
        this.timestampRequests.push({ ...entry.body, ...stamp });
        return;
      case 'timestamp.received':
        this.timestamps.push({ ...entry.body, ...stamp });
        return;
      default:
        toldElsewhere(entry);
    }
  }

  #signed(actor: string, as: Role): Signed {
    return { person: this.keys.personOf(actor), held: this.rolesOf(actor).includes(as) };
  }

  /** Seats belong to people: who gets a new key keeps command and offers. */
  #followKeys(): void {
    for (const { fingerprint, name, roles } of this.keys.all())
      this.people.set(fingerprint, { fingerprint, name, roles });
    this.commander = this.keys.latest(this.commander);
    if (this.offer)
      this.offer = { ...this.offer, to: this.keys.latest(this.offer.to), from: this.keys.latest(this.offer.from) };
  }
}

/** A correction of something that was never registered is shown as if it had been: the record says so, and nothing is hidden. */
function replaceById<T extends { readonly id: string }>(list: T[], record: T): void {
  const at = list.findIndex(({ id }) => id === record.id);
  if (at === -1) list.push(record);
  else list[at] = record;
}
