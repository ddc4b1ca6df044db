import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { personOf, quorumGap } from '../../../playbooks/kit/quorum.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { seatsText } from '../views/gap-text.ts';
import { decide } from './move-action.ts';
import { refuseFrozenAction, refuseOldPicture } from './move-run.ts';

/** The second signature under break-glass, by another person who could have approved (reference F). Throws APPROVAL_SAME_PERSON, OPERATOR_NOT_ALLOWED. */
export function ratifyAction(desk: Desk, session: Session, input: z.infer<typeof inputs.ratify>): Recorded {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const action = incident.state.action(input.action);
  refuseFrozenAction(incident, action.action);
  refuseOldPicture(input.revision, action.revision);
  const { quorum, unratified } = action.snapshot.context;
  if (unratified === null) fail('STEP_NOT_POSSIBLE', 'nothing here waits to be ratified');
  const mine = incident.state.file.signatureOf(seat.signer.fingerprint);
  if (personOf(unratified.by) === mine.person) fail('APPROVAL_SAME_PERSON', 'nobody ratifies what they ordered alone');
  const gap = quorumGap({ ...quorum, distinct: 2 }, [unratified.by, mine]);
  if (gap.people > 0 || gap.seats.length > 0) fail('OPERATOR_NOT_ALLOWED', `still needed: ${seatsText(gap.seats)}`);
  return decide(
    desk,
    incident,
    action,
    seat,
    { kind: 'action.ratified', body: { action: action.action, note: input.note } },
    'nothing here waits to be ratified',
  );
}
