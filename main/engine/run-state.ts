import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateNode, type StateValue } from 'xstate';
import type { RunId } from '../../shared/domain/ids.ts';
import { compareInstants, plusMs, type Instant } from '../../shared/domain/instant.ts';
import { quorumGap, type QuorumGap, type Signature } from '../../playbooks/kit/quorum.ts';
import type { Entry, EntryBody } from '../../shared/ledger/entry.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import { offeredActions, type Playbook, type RunContext, type RunEvent } from '../../playbooks/kit/playbook.ts';

/** What one person means the run to do, waiting for a second one. */
export interface Proposal {
  readonly entry: number;
  readonly event: string;
  readonly choice: string;
  readonly detail: string;
  readonly by: Signature;
  readonly at: Instant;
}

/** One run of a playbook, replayed. Without the playbook's exact digest it stays readable and moves no more. */
export class RunRecord {
  readonly run: RunId;
  readonly pinned: Pinned;
  readonly title: string;
  readonly startedAt: Instant;
  /** Whose approval this content had at the start, by the journal of that moment. */
  readonly approval: EntryBody<'run.started'>['approval'];
  /** The asset this run is about; null where a run is about the whole incident. */
  readonly subject: string | null;
  readonly playbook: Playbook | null;
  readonly visited = new Set<string>();
  /** Moves that wait for another signature, by entry. They end with the move, and after 15 minutes. */
  readonly proposals = new Map<number, Proposal>();
  revision: number;
  /** The entry that ended it without its playbook; the first one counts. */
  ended: Extract<Entry, { kind: 'run.ended' }> | null = null;
  #snapshot: AnyMachineSnapshot | null = null;

  constructor(fields: {
    run: RunId;
    pinned: Pinned;
    title: string;
    startedAt: Instant;
    approval: EntryBody<'run.started'>['approval'];
    subject: string | null;
    index: number;
    playbook: Playbook | null;
  }) {
    this.run = fields.run;
    this.pinned = fields.pinned;
    this.title = fields.title;
    this.startedAt = fields.startedAt;
    this.approval = fields.approval;
    this.subject = fields.subject;
    this.revision = fields.index;
    this.playbook = fields.playbook;
    if (this.playbook) {
      [this.#snapshot] = initialTransition(this.playbook.machine) as [AnyMachineSnapshot, unknown];
      this.#visit();
    }
  }

  /** Every state the run is in: one in a chart with one path, one per region in a parallel one, and the states around them. */
  get active(): readonly string[] {
    return this.#nodes.map((node) => node.key);
  }

  /** The innermost states, for people. */
  get state(): string {
    if (!this.#snapshot) return 'unavailable';
    const inner = this.#nodes.filter((node) => node.type === 'atomic' || node.type === 'final');
    return inner.map((node) => node.key).join(' + ');
  }

  get context(): RunContext {
    return this.#snapshot ? (this.#snapshot.context as RunContext) : { openWave: 0, watch: [] };
  }

  get closed(): boolean {
    return this.active.includes('closed');
  }

  can(event: RunEvent): boolean {
    return (this.#snapshot?.can(event) ?? false) && this.missing(event) === null;
  }

  /** What the signatures under a move still lack; null when they suffice. */
  missing(event: RunEvent): QuorumGap | null {
    const quorum = this.playbook?.moves.find((move) => move.event === event.type)?.quorum;
    if (!quorum) return null;
    const gap = quorumGap(quorum, event.signatures);
    return gap.people === 0 && gap.seats.length === 0 ? null : gap;
  }

  /** Whether the chart would take the move, signatures left aside. */
  wouldTake(event: RunEvent): boolean {
    return this.#snapshot?.can(event) ?? false;
  }

  /** Signatures under exactly this move that still stand. */
  seconded(
    body: { readonly event: string; readonly choice: string; readonly detail: string },
    at: Instant,
    validMs: number,
  ): readonly Proposal[] {
    return [...this.proposals.values()].filter(
      (one) =>
        one.event === body.event &&
        one.choice === body.choice &&
        one.detail === body.detail &&
        compareInstants(at, plusMs(one.at, validMs)) < 0,
    );
  }

  advance(event: RunEvent, index: number): void {
    if (!this.#snapshot || !this.playbook) return;
    if (!this.can(event)) throw new Error(`entry ${index}: ${event.type} is not possible in ${this.state}`);
    [this.#snapshot] = transition(this.playbook.machine, this.#snapshot, event) as [AnyMachineSnapshot, unknown];
    this.#visit();
    this.proposals.clear();
    this.revision = index;
  }

  end(entry: Extract<Entry, { kind: 'run.ended' }>): void {
    this.ended ??= entry;
    this.proposals.clear();
    this.revision = entry.index;
  }

  /** Event names that the current state listens to, guards ignored: those of the innermost states first, as the chart has them. */
  listensTo(): readonly string[] {
    const inner = this.#nodes.toSorted((a, b) => b.path.length - a.path.length);
    return [...new Set(inner.flatMap((node) => node.ownEvents.map(String)))];
  }

  /** Whether the playbook lets an action be applied now (undo and probes always are). */
  mayFire(action: { readonly template: string; readonly wave: number }): boolean {
    if (this.playbook === null) return false;
    const { byWave, offers } = offeredActions(this.playbook);
    const own = offers.filter(({ template }) => template === action.template);
    const { active } = this;
    const open = (this.context.deadlines ?? []).filter(({ met }) => !met).map(({ id }) => id);
    if (
      own.some(
        (one) =>
          one.in.some((state) => active.includes(state)) && (one.during === undefined || open.includes(one.during)),
      )
    )
      return true;
    // A credential has its wave as well. What has neither wave nor states of its own only reads, and waits for nothing.
    return byWave && (action.wave > 0 || own.length === 0) && this.context.openWave >= action.wave;
  }

  /** Whether the playbook keeps an action of this template in force at this step, once it is proven. */
  barsLift(template: string): boolean {
    const { active } = this;
    return (this.playbook ? offeredActions(this.playbook).offers : []).some(
      (one) =>
        one.template === template && one.liftIn !== undefined && !one.liftIn.some((state) => active.includes(state)),
    );
  }

  /** Active states below the root, outer before inner, regions in the order they are written in. */
  get #nodes(): readonly AnyStateNode[] {
    return this.#snapshot && this.playbook
      ? nodesIn(this.playbook.machine.root, this.#snapshot.value as StateValue)
      : [];
  }

  #visit(): void {
    for (const state of this.active) this.visited.add(state);
  }
}

function nodesIn(parent: AnyStateNode, value: StateValue): AnyStateNode[] {
  const inner: readonly (readonly [string, StateValue | undefined])[] =
    typeof value === 'string' ? [[value, undefined]] : Object.entries(value);
  return inner.flatMap(([key, below]) => {
    const node = parent.states[key];
    return node ? [node, ...(below === undefined ? [] : nodesIn(node, below))] : [];
  });
}
