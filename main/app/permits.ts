import type { Instant } from '../../shared/domain/instant.ts';
import type { Entry, EntryBody } from '../../shared/ledger/entry.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import type { People } from '../../shared/ledger/people.ts';

/** A thing said by one person, or by the two it takes. */
export interface Said {
  /** Fingerprints, in the order of signing; no person twice. */
  readonly by: readonly string[];
  readonly at: Instant;
  /** Two have said it, or the only person there was. */
  readonly counts: boolean;
}

interface Approval extends Said {
  readonly playbook: Pinned;
}

export interface Arming extends Said {
  readonly reason: string;
  /** Ids of actions; null for all of them, those that are new by then included. */
  readonly actions: readonly string[] | null;
  /** Of all of them, those that somebody stopped since. */
  readonly except: readonly string[];
}

/** Who took an approval back. One person is enough. */
export interface Withdrawal {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** Fold over the journal: which playbooks the organisation approved, and for which actions it armed the mode that runs commands. */
export class Permits {
  readonly #approvals = new Map<string, Approval>();
  readonly #withdrawals = new Map<string, Withdrawal>();
  armings: readonly Arming[] = [];

  apply(entry: Entry, people: People): void {
    switch (entry.kind) {
      case 'playbook.approved': {
        const { playbook } = entry.body;
        const before = this.#approvals.get(playbook.digest);
        const said = signed(before, entry, people);
        this.#approvals.set(playbook.digest, { ...said, playbook });
        if (said.counts) this.#withdrawals.delete(playbook.digest);
        return;
      }
      case 'playbook.approval-withdrawn': {
        const { playbook, reason } = entry.body;
        // Whoever approves it again signs anew.
        this.#approvals.delete(playbook.digest);
        this.#withdrawals.set(playbook.digest, { by: signerOf(entry), at: entry.at.recorded, reason });
        return;
      }
      case 'exec.armed': {
        const { reason, actions = null } = entry.body;
        const before = this.arming(actions);
        const arming = { reason, actions, except: [], ...before, ...signed(before, entry, people) };
        this.armings = [...this.armings.filter((one) => one !== before), arming];
        return;
      }
      case 'exec.disarmed': {
        const { actions } = entry.body;
        this.armings = actions ? this.armings.flatMap((one) => without(one, actions)) : [];
        return;
      }
      default:
        return;
    }
  }

  /** What was said about exactly these actions; of an arming for all, one of which nothing was stopped. */
  arming(actions: readonly string[] | null): Arming | undefined {
    return this.armings.find((one) => keyOf(one.actions) === keyOf(actions) && one.except.length === 0);
  }

  /** Whether this console may do this action by itself. */
  mayRun(action: string): boolean {
    return this.armings.some(
      ({ counts, actions, except }) =>
        counts && (actions === null ? !except.includes(action) : actions.includes(action)),
    );
  }

  approval(digest: string): Said | null {
    return this.#approvals.get(digest) ?? null;
  }

  /** Null where nobody took it back, or two approved it again since. */
  withdrawal(digest: string): Withdrawal | null {
    return this.#withdrawals.get(digest) ?? null;
  }

  /** `changed`: another content of the same id was approved, this one was not. */
  standing({ id, digest }: Pinned): NonNullable<EntryBody<'run.started'>['approval']> {
    const own = this.#approvals.get(digest);
    if (own?.counts) return { state: 'approved', by: [...own.by] };
    if (this.#withdrawals.has(digest)) return { state: 'withdrawn', by: [] };
    const other = [...this.#approvals.values()].some((one) => one.counts && one.playbook.id === id);
    return { state: other ? 'changed' : 'none', by: [] };
  }
}

function without(arming: Arming, stopped: readonly string[]): readonly Arming[] {
  const { actions, except } = arming;
  if (actions === null) return [{ ...arming, except: [...new Set([...except, ...stopped])].toSorted() }];
  const left = actions.filter((one) => !stopped.includes(one));
  return left.length === 0 ? [] : [{ ...arming, actions: left }];
}

function keyOf(actions: readonly string[] | null): string {
  return actions === null ? '*' : actions.toSorted().join(' ');
}

function signerOf({ actor }: Entry): string {
  return actor.replace('operator:', '');
}

function signed(before: Said | undefined, entry: Entry, people: People): Said {
  const by = signerOf(entry);
  const has = before?.by.some((one) => people.personOf(one) === people.personOf(by));
  const all = has ? (before?.by ?? []) : [...(before?.by ?? []), by];
  const counts = before?.counts === true || all.length >= 2 || people.persons() < 2;
  return { by: all, at: before?.counts ? before.at : entry.at.recorded, counts };
}
