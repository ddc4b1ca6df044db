import type { ActionId, RunId } from '../../shared/domain/ids.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';

/**
 * An action whose version this console does not have: its entries stand, and what state they lead to only that version can tell.
 * Nothing about it is guessed; as long as nobody withdrew it, what it did counts as unknown.
 */
export class ForeignAction {
  readonly action: ActionId;
  readonly run: RunId;
  readonly target: string;
  readonly wave: 0 | 1 | 2 | 3;
  readonly pinned: Pinned;
  readonly draftedEntry: number;
  lastEntry: number;
  withdrawn = false;

  constructor({ index, body }: Extract<Entry, { kind: 'action.drafted' }>) {
    this.action = body.action;
    this.run = body.run;
    this.target = body.target ?? body.credential ?? '';
    this.wave = body.wave as 0 | 1 | 2 | 3;
    this.pinned = body.template;
    this.draftedEntry = index;
    this.lastEntry = index;
  }

  note({ index, kind }: Entry): void {
    this.lastEntry = index;
    if (kind === 'action.withdrawn') this.withdrawn = true;
  }
}
