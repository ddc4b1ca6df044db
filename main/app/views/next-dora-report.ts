import { compareInstants, type Instant } from '../../../shared/domain/instant.ts';
import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import type { Known } from '../../../shared/law/forms/material.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import { legalViewOf, packOf } from './legal-view.ts';

const REPORTS: readonly ClockId[] = ['DORA.IN', 'DORA.IR', 'DORA.FR'];

/** The DORA report that is due next, by the rules; so an assessment. It rests on the decisions and filings its clock counts from. */
export function doraNext(file: CaseFile, entity: LegalEntity): readonly Known[] {
  const anchors = [
    file.awareness.findLast((one) => one.entity === entity.id && one.regime === 'DORA'),
    file.classifications.findLast((one) => one.entity === entity.id),
    ...file.filings.filter((one) => one.entity === entity.id && one.stage.startsWith('DORA.')),
  ].filter((one) => one !== undefined);
  const last = anchors.toSorted((a, b) => a.entry - b.entry).at(-1);
  if (last === undefined) return [];
  // The date a clock runs to does not hang on the time of asking: the moment of the last decision serves.
  const { report } = legalViewOf(file, entity, last.at, packOf(file), file.factsOf(entity.id));
  const [next] = report.clocks
    .flatMap(({ clockId, due, submittedAt }): readonly { readonly clockId: ClockId; readonly due: Instant }[] =>
      due !== null && submittedAt === null && REPORTS.includes(clockId) ? [{ clockId, due }] : [],
    )
    .toSorted((a, b) => compareInstants(a.due, b.due));
  if (next === undefined) return [];
  const also = anchors.map(({ entry }) => entry);
  const derived = (id: string, value: string): Known => ({
    id,
    value,
    provenance: 'estimate',
    entry: last.entry,
    also,
  });
  return [derived('derived.doraNext.report', next.clockId), derived('derived.doraNext.due', next.due)];
}
