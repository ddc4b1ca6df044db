import { fail } from '../../../shared/domain/failure.ts';
import type { EntryBody } from '../../../shared/ledger/entry.ts';
import type { ActionRecord } from '../../engine/action-state.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { refusalOf } from '../refusal.ts';
import type { Seat } from '../sessions.ts';

/**
 * What the draft was held to is asked again at every order, because an approval takes time: may this console run commands, and is each host
 * still what the register said it was. A no goes on record as the console's, and nothing is started. Throws EXEC_NOT_ARMED,
 * REGISTER_CHANGED.
 */
export function refuseOrder(
  desk: Desk,
  incident: OpenIncident,
  action: ActionRecord,
  seat: Seat,
  purpose: EntryBody<'action.ordered'>['purpose'],
): void {
  const refusal = refusalOf(desk, incident, action);
  if (!refusal) return;
  const { code, message, details } = refusal;
  incident.append({
    by: 'console',
    entries: [
      {
        kind: 'action.refused',
        body: { action: action.action, purpose, by: seat.signer.fingerprint, code, details: details.slice(0, 40) },
      },
    ],
  });
  fail(code, message, details);
}
