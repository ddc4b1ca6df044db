import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { draftEarlyWarning } from '../../../shared/law/forms/nis2-early-warning.ts';
import { renderPlainText, type Draft } from '../../../shared/law/forms/draft.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { keepText } from '../effects.ts';
import { factsFor, rulePack } from '../views/legal-view.ts';

type Input = z.infer<typeof inputs.draftNotification>;

/** The draft as the recorded facts give it now. Nothing is recorded, nothing is sent. */
export function previewNotification(desk: Desk, session: Session, input: Input): { draft: Draft; text: string } {
  desk.sessions.requireSignedIn(session);
  const { file } = desk.incident(input.incident).state;
  const entity =
    file.organisation.entities.find(({ id }) => id === input.entity) ??
    fail('BAD_INPUT', 'there is no such legal entity in this incident', ['entity']);
  if (input.stage !== 'NIS2.EW')
    fail('STEP_NOT_POSSIBLE', `this console drafts the NIS2 early warning; ${input.stage} has no form yet`);
  const draft = draftEarlyWarning(factsFor(file, entity), { exercise: file.exercise, timeZone: entity.timeZone });
  return { draft, text: renderPlainText(draft) };
}

/** Keeps the draft as a numbered version: text to the vault, hash to the ledger. */
export async function keepNotification(desk: Desk, session: Session, input: Input) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const { draft, text } = previewNotification(desk, session, input);
  const kept = await keepText(desk, incident, text);
  const version =
    incident.state.file.drafts.filter((line) => line.stage === input.stage && line.entity === input.entity).length + 1;
  const recorded = incident.record(seat, {
    kind: 'notification.drafted',
    body: {
      stage: input.stage,
      entity: input.entity,
      version,
      packVersion: rulePack.packVersion,
      textSha256: kept.sha256,
      missing: [...draft.missing],
    },
  });
  return { ...recorded, version };
}
