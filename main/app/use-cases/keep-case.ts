import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { isOfEntity } from '../../../shared/law/entity-scope.ts';
import { factValueSchema } from '../../../shared/law/fact-value-schema.ts';
import type { FactId } from '../../../shared/law/facts.ts';
import { findLeakPattern } from '../../../playbooks/leak-patterns/registry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** The commands that add one entry to the case. Each checks what the schema cannot, then records under the acting person's key. */

export function addNote(desk: Desk, session: Session, { incident, text }: Input<'addNote'>): Recorded {
  return desk.incident(incident).record(desk.sessions.acting(session), { kind: 'note.added', body: { text } });
}

export function answerTriage(desk: Desk, session: Session, { incident, ...body }: Input<'answerTriage'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const known = findLeakPattern(open.state.file.pattern)?.questions.some((question) => question.id === body.question);
  if (!known) fail('BAD_INPUT', 'the card of this incident does not ask that', ['question']);
  return open.record(seat, { kind: 'triage.answered', body });
}

export function stateFact(desk: Desk, session: Session, { incident, ...body }: Input<'stateFact'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  if (body.provenance !== 'unknown' && !factValueSchema(body.fact).safeParse(body.value).success)
    fail('BAD_INPUT', 'the value does not fit this fact', ['value']);
  for (const cited of body.evidence)
    if (cited >= open.writer.size) fail('BAD_INPUT', `there is no entry ${cited} to cite`, ['evidence']);
  if (body.entity !== undefined) refuseOwnAnswer(open, body.entity, body.fact);
  return open.record(seat, {
    kind: 'fact.stated',
    body: body.provenance === 'unknown' ? { ...body, value: '' } : body,
  });
}

/** Takes back an entity's own answer to a fact, the one the person saw: the answer of the incident, if there is one, applies again. */
export function withdrawFact(desk: Desk, session: Session, { incident, ...body }: Input<'withdrawFact'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const standing = open.state.file.ownFacts.findLast(
    ({ entity, fact }) => entity === body.entity && fact === body.fact,
  );
  if (standing === undefined)
    fail('BAD_INPUT', 'that entity has no answer of its own to this fact; it may have been taken back already', [
      'fact',
    ]);
  else if (standing.entry !== body.answer)
    fail('BAD_INPUT', `the answer was changed meanwhile: #${standing.entry} is the one that counts`, ['answer']);
  return open.record(seat, { kind: 'fact.withdrawn', body });
}

function refuseOwnAnswer(open: OpenIncident, entity: string, fact: FactId): void {
  if (!open.state.file.organisation.entities.some(({ id }) => id === entity))
    fail('BAD_INPUT', 'there is no such legal entity in this incident', ['entity']);
  if (!isOfEntity(fact)) fail('BAD_INPUT', 'that fact is the same for every entity of the incident', ['entity']);
}
