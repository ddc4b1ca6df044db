import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import type { ActionTemplate, Mode, Params, Reading, StepName, Verdict } from '../../shared/domain/action.ts';
import { compareInstants, type Instant } from '../../shared/domain/instant.ts';
import type { ActionId, RunId } from '../../shared/domain/ids.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import type { ActionState as StateName } from '../../shared/domain/action-states.ts';
import type { EffectView, SignatureView } from '../../shared/view/action-view.ts';
import { actionMachine } from '../../playbooks/kit/action-machine.ts';
import type { ActionEvent } from '../../playbooks/kit/action-types.ts';
import type { Asset, Wave } from '../../shared/domain/asset.ts';
import type { BoardAction } from '../../playbooks/kit/playbook.ts';
import { movedPlaces, placesOf, type Place, type RegisteredPlace } from '../../playbooks/actions/reachable.ts';

type Snapshot = SnapshotFrom<typeof actionMachine>;

/** One effect of an action, as the ledger tells it. `waiting`, `running` and `in-doubt` are told apart by the engine. */
export type EffectRecord = Omit<EffectView, 'status'> & { readonly outcome: 'open' | 'completed' | 'resolved' };

/** One action, replayed from its entries. Mutated by `apply` only; everything shown about an action comes from here. */
export class ActionRecord {
  readonly action: ActionId;
  readonly run: RunId;
  readonly pinned: Pinned;
  /** Id of the credential or asset it is aimed at. */
  readonly target: string;
  readonly wave: 0 | Wave;
  readonly mode: Mode;
  readonly params: Params;
  readonly template: ActionTemplate;
  /** Where the console itself would go, and which assets had these hosts when the action was drafted; empty where it performs nothing. */
  readonly #places: readonly RegisteredPlace[];
  readonly effects: EffectRecord[] = [];
  readonly signatures: SignatureView[] = [];
  snapshot: Snapshot;
  revision: number;

  constructor(entry: Extract<Entry, { kind: 'action.drafted' }>, template: ActionTemplate, assets: readonly Asset[]) {
    const { body } = entry;
    this.action = body.action;
    this.run = body.run;
    this.pinned = body.template;
    this.target = body.target ?? body.credential ?? '';
    this.wave = body.wave as 0 | Wave;
    this.mode = body.mode;
    this.params = Object.fromEntries(body.params.map(({ name, value }) => [name, value]));
    this.template = template;
    this.#places = this.mode === 'exec' ? placesOf(template, this.params, assets) : [];
    this.revision = entry.index;
    [this.snapshot] = initialTransition(actionMachine, {
      quorum: template.quorum,
      reversible: template.reversal === 'undo',
      readOnly: template.risk === 'R0',
      leaseMs: template.leaseMs ?? null,
      needsHold: template.needsHold ?? false,
      breakGlass: template.breakGlass ?? false,
    });
  }

  get state(): StateName {
    return this.snapshot.value;
  }

  /** The effect that has started and has no outcome. At most one. */
  get open(): EffectRecord | undefined {
    return this.effects.find((effect) => effect.outcome === 'open');
  }

  /** When both probes last gave proof; null when the last answers do not. */
  lastProvenAt(): Instant | null {
    const probe = (step: StepName, verdict: Verdict): Instant | null => {
      const last = this.effects.findLast((effect) => effect.step === step && effect.reading !== null);
      return last?.reading?.verdict === verdict ? last.completedAt : null;
    };
    return probe('mustFail', 'blocked') === null ? null : probe('mustWork', 'passed');
  }

  /** Hosts that the register, as it is now, no longer says of what it said when the action was drafted. */
  movedPlaces(assets: readonly Asset[]): readonly Place[] {
    return movedPlaces(this.#places, assets);
  }

  /** Signed for, and what was signed has not run out: an order would be taken now. */
  standsArmed(at: Instant): boolean {
    const { gate } = this.snapshot.context;
    return this.state === 'armed' && gate !== null && compareInstants(at, gate.expiresAt) < 0;
  }

  /** A containment that is in force, or may be: nobody lifted it and showed so. */
  holdsLease(): boolean {
    const { leaseMs, orderedAt } = this.snapshot.context;
    return leaseMs !== null && orderedAt !== null;
  }

  onBoard(at: Instant): BoardAction {
    const { leaseUntil, unratified } = this.snapshot.context;
    const provenAt = this.lastProvenAt();
    return {
      ...(provenAt === null ? {} : { provenAt }),
      template: this.pinned.id,
      target: this.target,
      state: this.state,
      leased: this.holdsLease(),
      leaseOver: leaseUntil !== null && compareInstants(at, leaseUntil) >= 0,
      unratified: unratified !== null,
    };
  }

  lastReading(step: StepName): Reading | null {
    return this.effects.findLast((effect) => effect.step === step && effect.reading !== null)?.reading ?? null;
  }

  /** What would follow from `event`: null when the statechart does not allow it. Performs nothing. */
  consider(event: ActionEvent): { readonly next: Snapshot; readonly steps: readonly StepName[] } | null {
    if (!this.snapshot.can(event)) return null;
    const [next, actions] = transition(actionMachine, this.snapshot, event);
    const steps = actions.flatMap((action) =>
      action.type === 'perform' ? [(action.params as { step: StepName }).step] : [],
    );
    return { next, steps };
  }

  /** Takes an event that is on record. An impossible one is a defect of whoever recorded it and is refused loudly. */
  advance(event: ActionEvent, index: number): void {
    const result = this.consider(event);
    if (!result) throw new Error(`entry ${index}: ${event.type} is not possible in ${this.state}`);
    this.snapshot = result.next;
    this.revision = index;
  }

  noteStart(effect: EffectRecord): void {
    if (this.open)
      throw new Error(
        `entry ${effect.startedEntry}: ${effect.step} was started while ${this.open.step} has no outcome`,
      );
    this.effects.push(effect);
    this.revision = effect.startedEntry;
  }

  /** An effect has one outcome. A second one, or one of another step, is refused as loudly as an impossible event. */
  noteOutcome(id: string, step: StepName, index: number, at: Instant, change: Partial<EffectRecord>): void {
    const i = this.effects.findIndex(
      (effect) => effect.effect === id && effect.step === step && effect.outcome === 'open',
    );
    const effect = this.effects[i];
    if (!effect) throw new Error(`entry ${index}: outcome of ${step} ${id}, which is not open`);
    this.effects[i] = { ...effect, ...change, completedEntry: index, completedAt: at };
  }
}
