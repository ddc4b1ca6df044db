import type { Place } from '../../playbooks/actions/reachable.ts';
import type { EntryBody } from '../../shared/ledger/entry.ts';
import type { ActionRecord } from '../engine/action-state.ts';
import type { Desk } from './desk.ts';
import { movedText } from './moved-text.ts';
import type { OpenIncident } from './open-incident.ts';

interface Refusal {
  readonly code: EntryBody<'action.refused'>['code'];
  readonly message: string;
  readonly details: readonly string[];
}

/** Why this console would not carry out an order for this action now; null where it would, and where a person does it. */
export function refusalOf(desk: Desk, { state }: OpenIncident, action: ActionRecord): Refusal | null {
  if (action.mode !== 'exec') return null;
  const message = whyNotArmed(desk, action.pinned.id);
  if (message !== null) return { code: 'EXEC_NOT_ARMED', message, details: [] };
  const moved = action.movedPlaces(state.file.assets);
  if (moved.length === 0) return null;
  return { code: 'REGISTER_CHANGED', message: movedText(moved), details: moved.map(detailOf) };
}

/** In words; null where this console may do the action by itself. */
export function whyNotArmed(desk: Desk, action: string): string | null {
  const { permits } = desk.requireJournal();
  if (permits.mayRun(action)) return null;
  return permits.armings.some(({ counts }) => counts)
    ? `your organisation has armed this console for other actions than ${action}`
    : 'your organisation has not armed this console to run commands by itself';
}

function detailOf({ field, place }: Place): string {
  return `${field}: ${place} is not what the register said at the draft`;
}
