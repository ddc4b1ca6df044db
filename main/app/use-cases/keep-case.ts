import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants, plusMs, MINUTE } from '../../../shared/domain/instant.ts';
import { factValueSchema } from '../../../shared/law/fact-value-schema.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { findLeakPattern } from '../../../playbooks/leak-patterns/registry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../services.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** The commands that add one entry to the case. Each checks what the schema cannot, then records under the acting person's key. */

export function addNote(desk: Desk, session: Session, { incident, text }: Input<'addNote'>): Recorded {
  return desk.incident(incident).record(desk.sessions.acting(session), { kind: 'note.added', body: { text } });
}

export function addAsset(desk: Desk, session: Session, { incident, asset }: Input<'addAsset'>): Recorded {
  const seat = desk.sessions.acting(session);
  return desk
    .incident(incident)
    .record(seat, { kind: 'asset.registered', body: { ...asset, id: newId(desk.services.random, 'ast-') } });
}

export function addCredential(
  desk: Desk,
  session: Session,
  { incident, credential }: Input<'addCredential'>,
): Recorded {
  const seat = desk.sessions.acting(session);
  if (!findTemplate(credential.template))
    fail('BAD_INPUT', `this console has no action ${credential.template}`, ['credential.template']);
  return desk
    .incident(incident)
    .record(seat, { kind: 'credential.registered', body: { ...credential, id: newId(desk.services.random, 'crd-') } });
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
  return open.record(seat, {
    kind: 'fact.stated',
    body: body.provenance === 'unknown' ? { ...body, value: '' } : body,
  });
}

export function decideAware(desk: Desk, session: Session, { incident, ...body }: Input<'decideAware'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  requireEntity(open.state.file.organisation.entities, body.entity);
  refuseFuture(desk, body.awareAt, 'awareAt');
  const { detectedAt } = open.state.file;
  if (detectedAt && compareInstants(body.awareAt, detectedAt) < 0)
    fail('BAD_INPUT', 'awareness cannot precede detection; correct one of the two', ['awareAt']);
  return open.record(seat, { kind: 'awareness.decided', body, at: { event: body.awareAt } });
}

export function classify(desk: Desk, session: Session, { incident, ...body }: Input<'classify'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  requireEntity(open.state.file.organisation.entities, body.entity);
  refuseFuture(desk, body.classifiedAt, 'classifiedAt');
  return open.record(seat, {
    kind: 'incident.classified',
    body: { regime: 'DORA', ...body },
    at: { event: body.classifiedAt },
  });
}

export function fileNotification(
  desk: Desk,
  session: Session,
  { incident, ...body }: Input<'fileNotification'>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  requireEntity(open.state.file.organisation.entities, body.entity);
  refuseFuture(desk, body.filedAt, 'filedAt');
  return open.record(seat, { kind: 'notification.filed', body, at: { event: body.filedAt } });
}

export function requireEntity(entities: readonly { readonly id: string }[], entity: string): void {
  if (!entities.some(({ id }) => id === entity))
    fail('BAD_INPUT', 'there is no such legal entity in this incident', ['entity']);
}

/** A minute of slack: the person's watch and this machine may differ. */
function refuseFuture(desk: Desk, instant: Input<'decideAware'>['awareAt'], field: string): void {
  if (compareInstants(instant, plusMs(desk.services.clock.now(), MINUTE)) > 0)
    fail('BAD_INPUT', 'that moment has not come yet', [field]);
}
