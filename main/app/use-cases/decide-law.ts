import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants, MINUTE, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { assess } from '../../../shared/law/assessment.ts';
import { holdOf } from '../../../shared/law/case-facts.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import type { Regime, RulePack } from '../../../shared/law/pack.ts';
import { localText } from '../../../shared/law/zone-time.ts';
import type { Evaluation } from '../../../shared/ledger/kinds/law-kinds.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { detectedOf } from '../views/law-anchors.ts';
import { factsOfRegime, packOf } from '../views/legal-view.ts';
import { packSeal } from '../views/law-pack-view.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** Decisions of the law desk: each by a named person, with a reason, and with what the rules said at that moment. */

export function decideAware(desk: Desk, session: Session, { incident, ...body }: Input<'decideAware'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const entity = entityOf(open.state.file, body.entity);
  refuseFuture(open, body.awareAt, 'awareAt');
  const detected = detectedOf(open.state.file);
  if (detected && compareInstants(body.awareAt, detected) < 0) {
    const why = `awareness cannot precede detection (${localText(detected, entity.timeZone)}); if that is wrong, answer "Detected" anew under Facts and regimes, Times`;
    fail('BAD_INPUT', why, ['awareAt']);
  }
  const evaluation = evaluationOf(desk, open.state.file, entity, body.regime);
  return open.record(seat, { kind: 'awareness.decided', body: { ...body, evaluation }, at: { event: body.awareAt } });
}

export function classify(desk: Desk, session: Session, { incident, ...body }: Input<'classify'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const entity = entityOf(open.state.file, body.entity);
  refuseFuture(open, body.classifiedAt, 'classifiedAt');
  const evaluation = evaluationOf(desk, open.state.file, entity, 'DORA');
  return open.record(seat, {
    kind: 'incident.classified',
    body: { regime: 'DORA', ...body, evaluation },
    at: { event: body.classifiedAt },
  });
}

export function dismissRegime(desk: Desk, session: Session, { incident, ...body }: Input<'dismissRegime'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const entity = entityOf(open.state.file, body.entity);
  const evaluation = evaluationOf(desk, open.state.file, entity, body.regime);
  return open.record(seat, { kind: 'regime.dismissed', body: { ...body, evaluation } });
}

export function reopenRegime(desk: Desk, session: Session, { incident, ...body }: Input<'reopenRegime'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { file } = open.state;
  entityOf(file, body.entity);
  const dismissal =
    file.dismissals.findLast((one) => one.entity === body.entity && one.regime === body.regime) ??
    fail('BAD_INPUT', 'nobody has decided that this regime does not apply', ['regime']);
  return open.record(seat, { kind: 'regime.reopened', body: { ...body, dismissal: dismissal.entry } });
}

export function noteRequest(desk: Desk, session: Session, { incident, ...body }: Input<'noteRequest'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  entityOf(open.state.file, body.entity);
  refuseFuture(open, body.requestedAt, 'requestedAt');
  if (compareInstants(body.dueAt, body.requestedAt) < 0)
    fail('BAD_INPUT', 'the date set cannot lie before the request', ['dueAt']);
  return open.record(seat, { kind: 'authority.requested', body, at: { event: body.requestedAt } });
}

export function adjustLaw(desk: Desk, session: Session, { incident, ...body }: Input<'adjustLaw'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  refuseUseless(body.adjustment, packOf(open.state.file));
  return open.record(seat, { kind: 'law.adjusted', body });
}

/** What the clocks would leave aside is said at once, not found on the board later. */
function refuseUseless(adjustment: Input<'adjustLaw'>['adjustment'], pack: RulePack): void {
  if (adjustment.what === 'holiday' && !isCalendarDay(adjustment.date))
    fail('BAD_INPUT', `${adjustment.date} is not a day of the calendar`, ['adjustment', 'date']);
  if (adjustment.what !== 'period') return;
  const row = pack.clocks.find(({ id }) => id === adjustment.clock);
  if (row?.period.unit !== 'hours')
    fail('BAD_INPUT', `${adjustment.clock} has no period in hours that could be shorter`, ['adjustment', 'clock']);
  else if (adjustment.hours > row.period.count)
    fail('BAD_INPUT', `the Union's own ${row.period.count} h are the ceiling; only a shorter period counts`, [
      'adjustment',
      'hours',
    ]);
}

function isCalendarDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** Why a filing that turned out late was late: its date moved after it was recorded. */
export function explainLate(desk: Desk, session: Session, { incident, ...body }: Input<'explainLate'>): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { file } = open.state;
  entityOf(file, body.entity);
  if (!file.filings.some((one) => one.entity === body.entity && one.stage === body.stage))
    fail('BAD_INPUT', `no filing of ${body.stage} is on record`, ['stage']);
  return open.record(seat, { kind: 'filing.explained', body });
}

export function entityOf(file: CaseFile, entity: string): LegalEntity {
  return (
    file.organisation.entities.find(({ id }) => id === entity) ??
    fail('BAD_INPUT', 'there is no such legal entity in this incident', ['entity'])
  );
}

/** What the rules said on the facts of this moment: the decision goes on record with it. */
function evaluationOf(desk: Desk, file: CaseFile, entity: LegalEntity, regime: Regime): Evaluation {
  const pack = packOf(file);
  const answers = file.factsOf(entity.id);
  const assessments = assess(entityFactsOf(entity), holdOf(answers, entityFactsOf(entity)), pack);
  const facts = factsOfRegime(regime, pack).flatMap((fact) => {
    const held = answers.get(fact);
    return held ? [{ fact, entry: held.entry }] : [];
  });
  return {
    packVersion: pack.packVersion,
    packSha256: packSeal(desk).sha256,
    verdicts: assessments.filter((one) => one.regime === regime).map(({ test, verdict }) => ({ test, verdict })),
    facts,
  };
}

/** A minute of slack: the person's watch and this machine may differ. */
export function refuseFuture(open: OpenIncident, instant: Instant, field: string): void {
  if (compareInstants(instant, plusMs(open.now(), MINUTE)) > 0)
    fail('BAD_INPUT', 'that moment has not come yet', [field]);
}
