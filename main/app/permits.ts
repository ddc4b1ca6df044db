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

interface Arming extends Said {
  readonly reason: string;
}

/** Fold over the journal: which playbooks the organisation approved, and whether it armed the mode that runs commands. */
export class Permits {
  readonly #approvals = new Map<string, Approval>();
  arming: Arming | null = null;

  apply(entry: Entry, people: People): void {
    switch (entry.kind) {
      case 'playbook.approved': {
        const { playbook } = entry.body;
        const before = this.#approvals.get(playbook.digest);
        this.#approvals.set(playbook.digest, { ...signed(before, entry, people), playbook });
        return;
      }
      case 'exec.armed': {
        const { reason } = entry.body;
        this.arming = { ...signed(this.arming ?? undefined, entry, people), reason: this.arming?.reason ?? reason };
        return;
      }
      case 'exec.disarmed':
        this.arming = null;
        return;
      default:
        return;
    }
  }

  get execArmed(): boolean {
    return this.arming?.counts === true;
  }

  approval(digest: string): Said | null {
    return this.#approvals.get(digest) ?? null;
  }

  /** `changed`: another content of the same id was approved, this one was not. */
  standing({ id, digest }: Pinned): NonNullable<EntryBody<'run.started'>['approval']> {
    const own = this.#approvals.get(digest);
    if (own?.counts) return { state: 'approved', by: [...own.by] };
    const other = [...this.#approvals.values()].some((one) => one.counts && one.playbook.id === id);
    return { state: other ? 'changed' : 'none', by: [] };
  }
}

function signed(before: Said | undefined, entry: Entry, people: People): Said {
  const by = entry.actor.replace('operator:', '');
  const has = before?.by.some((one) => people.personOf(one) === people.personOf(by));
  const all = has ? (before?.by ?? []) : [...(before?.by ?? []), by];
  const counts = before?.counts === true || all.length >= 2 || people.persons() < 2;
  return { by: all, at: before?.counts ? before.at : entry.at.recorded, counts };
}
