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
  /** A step that started and has no outcome. */
  open = false;
  /** It was begun to be applied. */
  begun = false;
  /** And no undo is on record that was proven afterwards: what it did may be in force. */
  mayHold = false;
  #undone = false;

  constructor({ index, body }: Extract<Entry, { kind: 'action.drafted' }>) {
    this.action = body.action;
    this.run = body.run;
    this.target = body.target ?? body.credential ?? '';
    this.wave = body.wave as 0 | 1 | 2 | 3;
    this.pinned = body.template;
    this.draftedEntry = index;
    this.lastEntry = index;
  }

  note(entry: Entry): void {
    this.lastEntry = entry.index;
    if (entry.kind === 'action.withdrawn') this.withdrawn = true;
    else if (entry.kind === 'effect.resolved') this.open = false;
    else if (entry.kind === 'effect.started') {
      this.open = true;
      if (entry.body.step === 'apply') {
        this.begun = true;
        this.mayHold = true;
      }
      if (entry.body.step !== 'mustWork') this.#undone = false;
    } else if (entry.kind === 'effect.completed') {
      const { step, reading } = entry.body;
      this.open = false;
      if (step === 'undo') this.#undone = reading.verdict === 'done';
      if (step === 'mustWork' && this.#undone && reading.verdict === 'passed') this.mayHold = false;
    }
  }
}
