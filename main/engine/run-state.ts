import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type { RunId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import type { Playbook, RunContext, RunEvent } from '../../playbooks/kit/playbook.ts';

/** One run of a playbook, replayed. Without the playbook's exact digest it stays readable and moves no more. */
export class RunRecord {
  readonly run: RunId;
  readonly pinned: Pinned;
  readonly title: string;
  readonly startedAt: Instant;
  readonly playbook: Playbook | null;
  readonly visited: string[] = [];
  revision: number;
  #snapshot: AnyMachineSnapshot | null = null;

  constructor(fields: {
    run: RunId;
    pinned: Pinned;
    title: string;
    startedAt: Instant;
    index: number;
    playbook: Playbook | null;
  }) {
    this.run = fields.run;
    this.pinned = fields.pinned;
    this.title = fields.title;
    this.startedAt = fields.startedAt;
    this.revision = fields.index;
    this.playbook = fields.playbook;
    if (this.playbook) {
      [this.#snapshot] = initialTransition(this.playbook.machine) as [AnyMachineSnapshot, unknown];
      this.visited.push(this.state);
    }
  }

  get state(): string {
    return this.#snapshot ? String(this.#snapshot.value) : 'unavailable';
  }

  get context(): RunContext {
    return this.#snapshot ? (this.#snapshot.context as RunContext) : { openWave: 0, watch: [] };
  }

  get closed(): boolean {
    return this.state === 'closed';
  }

  can(event: RunEvent): boolean {
    return this.#snapshot?.can(event) ?? false;
  }

  advance(event: RunEvent, index: number): void {
    if (!this.#snapshot || !this.playbook) return;
    if (!this.#snapshot.can(event)) throw new Error(`entry ${index}: ${event.type} is not possible in ${this.state}`);
    [this.#snapshot] = transition(this.playbook.machine, this.#snapshot, event) as [AnyMachineSnapshot, unknown];
    this.visited.push(this.state);
    this.revision = index;
  }

  /** Event names that the current state listens to, guards ignored. */
  listensTo(): readonly string[] {
    const node = this.playbook?.machine.states[this.state];
    return node ? node.ownEvents.map(String) : [];
  }
}
