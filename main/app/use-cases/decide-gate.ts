import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants } from '../../../shared/domain/instant.ts';
import { personOf, quorumGap } from '../../../playbooks/kit/quorum.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { seatsText } from '../views/gap-text.ts';
import { decide } from './move-action.ts';
import { refuseFrozenAction } from './move-run.ts';

/** A named person's signed yes or no to exactly what the hash binds. Throws APPROVAL_MISMATCH, APPROVAL_EXPIRED, APPROVAL_SAME_PERSON, OPERATOR_NOT_ALLOWED. */
export function decideGate(desk: Desk, session: Session, input: z.infer<typeof inputs.decideGate>): Recorded {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const action = incident.state.action(input.action);
  refuseFrozenAction(incident, action.action);
  const { gate, quorum } = action.snapshot.context;
  if (!gate) fail('STEP_NOT_POSSIBLE', 'no approval is asked for');
  if (gate.hash !== input.approvalHash) fail('APPROVAL_MISMATCH', 'the approval asked for is another one by now');
  const now = incident.now();
  const { fingerprint } = seat.signer;
  if (input.decision === 'reject') {
    if (input.note === '') fail('BAD_INPUT', 'a rejection needs its reason', ['note']);
    const body = { action: action.action, approvalHash: gate.hash, reason: input.note };
    return decide(desk, incident, action, seat, { kind: 'gate.rejected', body }, 'there is nothing to reject now', now);
  }
  if (compareInstants(now, gate.expiresAt) >= 0) fail('APPROVAL_EXPIRED', 'this approval has expired');
  const mine = incident.state.file.signatureOf(fingerprint);
  if (gate.signatures.some((signature) => personOf(signature) === mine.person))
    fail('APPROVAL_SAME_PERSON', 'you have signed this already');
  const before = quorumGap(quorum, gate.signatures);
  const after = quorumGap(quorum, [...gate.signatures, mine]);
  if (after.seats.length === before.seats.length && before.seats.length > 0) {
    fail('OPERATOR_NOT_ALLOWED', `still needed: ${seatsText(before.seats)}`);
  }
  const body = { action: action.action, approvalHash: gate.hash, note: input.note };
  return decide(desk, incident, action, seat, { kind: 'gate.approved', body }, 'there is nothing to approve now', now);
}
