import type { Asset, Credential } from '../domain/asset.ts';
import type { Instant } from '../domain/instant.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Role } from '../domain/risk.ts';
import { never } from '../domain/failure.ts';
import type { Entry } from '../ledger/entry.ts';
import { People } from '../ledger/people.ts';
import type {
  AwarenessView,
  ClassificationView,
  CosignatureView,
  DraftLine,
  ExhibitView,
  ExportView,
  FactView,
  FilingView,
  Person,
  Stamp,
  TimestampRequestView,
  TimestampView,
  TriageView,
} from './incident-view.ts';

export interface Offer extends Stamp {
  readonly to: string;
  readonly from: string;
  readonly situation: string;
}

/** Fold over the entries of one incident: everything but runs and actions, which are statecharts (main/engine). */
export class CaseFile {
  /** Everyone who was ever named, by each key they had. Who may still sign: `keys`. */
  readonly people = new Map<string, Person>();
  readonly keys = new People();
  codename = '';
  pattern = '';
  summary = '';
  exercise = false;
  leaked: readonly string[] = [];
  detectedAt: Instant | null = null;
  declaredAt: Instant | null = null;
  declaredEntry = -1;
  organisation: Organisation = { name: '', entities: [] };
  commander = '';
  origin = '';
  offer: Offer | null = null;
  readonly assets: Asset[] = [];
  readonly credentials: Credential[] = [];
  readonly triage = new Map<string, TriageView>();
  readonly facts = new Map<string, FactView>();
  readonly exhibits: ExhibitView[] = [];
  readonly awareness: AwarenessView[] = [];
  readonly classifications: ClassificationView[] = [];
  readonly drafts: DraftLine[] = [];
  readonly filings: FilingView[] = [];
  readonly exports: ExportView[] = [];
  readonly cosignatures: CosignatureView[] = [];
  readonly timestampRequests: TimestampRequestView[] = [];
  readonly timestamps: TimestampView[] = [];
  lastEntry = -1;
  lastRecordedAt: Instant | null = null;

  nameOf(fingerprint: string): string {
    return this.people.get(fingerprint)?.name ?? `unknown key ${fingerprint.slice(0, 8)}`;
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

  apply(entry: Entry): void {
    this.lastEntry = entry.index;
    this.lastRecordedAt = entry.at.recorded;
    const actor = entry.actor.slice(entry.actor.indexOf(':') + 1);
    const stamp: Stamp = {
      entry: entry.index,
      at: entry.at.recorded,
      by: entry.actor.startsWith('console:') ? 'console' : this.nameOf(actor),
    };
    if (this.keys.apply(entry)) this.#followKeys();
    switch (entry.kind) {
      case 'ledger.opened':
        this.origin = entry.body.origin;
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
          detectedAt: entry.at.event ?? entry.at.recorded,
          declaredAt: entry.at.recorded,
          declaredEntry: entry.index,
        });
        return;
      case 'organisation.described':
        this.organisation = entry.body;
        return;
      case 'asset.registered':
        this.assets.push(entry.body);
        return;
      case 'credential.registered':
        this.credentials.push(entry.body);
        return;
      case 'triage.answered':
        this.triage.set(entry.body.question, { ...entry.body, entry: entry.index });
        return;
      case 'fact.stated':
        this.facts.set(entry.body.fact, { ...entry.body, ...stamp });
        return;
      case 'evidence.collected':
        this.exhibits.push({ ...entry.body, ...stamp });
        return;
      case 'awareness.decided':
        this.awareness.push({ ...entry.body, ...stamp });
        return;
      case 'incident.classified': {
        const { entity, major, classifiedAt, reason } = entry.body;
        this.classifications.push({ entity, major, classifiedAt, reason, ...stamp });
        return;
      }
      case 'notification.drafted': {
        const { stage, entity, version, textSha256, missing } = entry.body;
        this.drafts.push({ stage, entity, version, textSha256, missing, ...stamp });
        return;
      }
      case 'notification.filed':
        this.filings.push({ ...entry.body, ...stamp });
        return;
      case 'command.offered':
        this.offer = { to: entry.body.to, from: actor, situation: entry.body.situation, ...stamp };
        return;
      case 'command.accepted':
        this.commander = actor;
        this.offer = null;
        return;
      case 'command.withdrawn':
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
      case 'witness.trusted':
      case 'witness.distrusted':
      case 'tsa.trusted':
      case 'operator.enrolled':
      case 'operator.confirmed':
      case 'operator.assigned':
      case 'operator.rotated':
      case 'operator.revoked':
      case 'operator.revocation-confirmed':
      case 'operator.reenrolled':
      case 'operator.vouched':
      case 'operator.resealed':
      case 'session.opened':
      case 'session.closed':
      case 'clock.jumped':
      case 'incident.registered':
      case 'note.added':
      case 'evidence.handed-over':
      case 'run.started':
      case 'run.advanced':
      case 'action.drafted':
      case 'effect.started':
      case 'effect.completed':
      case 'effect.resolved':
      case 'action.submitted':
      case 'gate.approved':
      case 'gate.rejected':
      case 'action.ordered':
      case 'action.withdrawn':
        return;
      default:
        never(entry, 'entry kind');
    }
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
