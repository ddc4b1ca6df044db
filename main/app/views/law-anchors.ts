import { compareInstants, type Instant } from '../../../shared/domain/instant.ts';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import type { HeldFact } from '../../../shared/law/case-facts.ts';
import type { Anchors } from '../../../shared/law/clock-state.ts';
import { MOMENT_FACTS, type ClockId, type MomentFact, type Regime } from '../../../shared/law/pack.ts';
import { isUsableInstant } from '../../../shared/law/zone-time.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';

/** When the first alert was seen: the latest answer, else what the declaration said. Null where a person recorded it as not known. */
export function detectedOf({ facts, detectedAt }: CaseFile): Instant | null {
  const said = facts.get('times.detectedAt');
  if (said === undefined) return detectedAt;
  const value: unknown = said.value;
  return said.provenance !== 'unknown' && isUsableInstant(value) ? value : null;
}

/** Latest decision wins; earlier ones stay on record. A filing counts from its first receipt. */
export function anchorsOf(file: CaseFile, entity: LegalEntity, facts: ReadonlyMap<string, HeldFact>): Anchors {
  const awareAt: Partial<Record<Regime, Instant>> = {};
  for (const decision of file.awareness) if (decision.entity === entity.id) awareAt[decision.regime] = decision.awareAt;
  const submitted: Partial<Record<ClockId, Instant>> = {};
  const reclassification = file.filings.find((one) => one.entity === entity.id && isReclassification(file, one));
  for (const filing of file.filings)
    if (filing.entity === entity.id && !isReclassification(file, filing)) submitted[filing.stage] ??= filing.filedAt;
  const classified = file.classifications.findLast((one) => one.entity === entity.id);
  const reports = file.filings.filter(
    ({ entity: whose, stage, corrects }) =>
      // A correction says the same report again: the careful date is counted from what it corrects.
      whose === entity.id && (stage === 'DORA.IR' || stage === 'DORA.IRU') && corrects === undefined,
  );
  const update =
    reports.length > 1
      ? reports
          .map(({ filedAt }) => filedAt)
          .toSorted()
          .at(-1)
      : undefined;
  const request = file.requests.findLast((one) => one.entity === entity.id);
  if (request) answerOf(request, file, submitted);
  return {
    awareAt,
    submitted,
    moments: momentsOf(facts),
    ...(request ? { request: { at: request.requestedAt, dueAt: request.dueAt } } : {}),
    ...(classified && { [classified.major ? 'classifiedMajorAt' : 'classifiedNotMajorAt']: classified.classifiedAt }),
    ...(reclassification && { reclassifiedAt: reclassification.filedAt }),
    ...(update ? { latestIntermediateUpdateAt: update } : {}),
  };
}

/** What was filed before the authority asked again does not answer it. */
function answerOf(
  { entity, stage, requestedAt }: CaseFile['requests'][number],
  { filings }: CaseFile,
  submitted: Partial<Record<ClockId, Instant>>,
): void {
  const answer = filings.find(
    (one) => one.entity === entity && one.stage === stage && compareInstants(one.filedAt, requestedAt) >= 0,
  );
  if (answer === undefined) delete submitted[stage];
  else submitted[stage] = answer.filedAt;
}

/** Filed in place of the final report, from the form that says the incident is not major after all. */
function isReclassification({ drafts }: CaseFile, { draft }: CaseFile['filings'][number]): boolean {
  return draft !== undefined && drafts.find(({ entry }) => entry === draft)?.form === 'dora-reclassified';
}

function momentsOf(facts: ReadonlyMap<string, HeldFact>): Readonly<Partial<Record<MomentFact, Instant>>> {
  const moments: Partial<Record<MomentFact, Instant>> = {};
  for (const id of MOMENT_FACTS) {
    const held = facts.get(id);
    if (held && held.provenance !== 'unknown' && typeof held.value === 'string') moments[id] = held.value as Instant;
  }
  return moments;
}
