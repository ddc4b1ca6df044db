import type { Entry } from '../../shared/ledger/entry.ts';
import type { SignatureView } from '../../shared/view/action-view.ts';

/** The yes or no that a person signs with this entry; null for every other entry. */
export function signatureIn(entry: ActionEntry): Pick<SignatureView, 'decision' | 'note'> | null {
  switch (entry.kind) {
    case 'action.submitted':
      return { decision: 'submitted', note: entry.body.breakGlass ?? '' };
    case 'gate.approved':
      return { decision: 'approved', note: entry.body.note };
    case 'gate.rejected':
      return { decision: 'rejected', note: entry.body.reason };
    case 'action.ratified':
      return { decision: 'approved', note: entry.body.note };
    default:
      return null;
  }
}

/** Entries that move an action on. */
export type ActionEntry = Extract<
  Entry,
  {
    kind:
      | 'effect.started'
      | 'effect.completed'
      | 'effect.resolved'
      | 'action.submitted'
      | 'gate.approved'
      | 'gate.rejected'
      | 'action.ordered'
      | 'action.withdrawn'
      | 'action.ratified';
  }
>;
type Decided = Exclude<ActionEntry, { kind: 'effect.started' }>;
/** As much of an entry as the statechart needs; exists before the entry is recorded. */
export type ActionEvents = {
  [K in Decided['kind']]: Pick<Extract<Decided, { kind: K }>, 'kind' | 'body' | 'actor' | 'at'>;
}[Decided['kind']];
