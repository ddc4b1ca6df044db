import { doraExport, type DoraExport, type DoraValue } from '../../../shared/law/forms/dora-export.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { fieldsOf, type FormModel } from '../../../shared/law/forms/form-model.ts';
import { draftOf, fullMaterial } from './sample-material.ts';

export const numbersOf = (form: FormModel): readonly string[] => fieldsOf(form).flatMap(({ number }) => number ?? []);

export const exportOf = (form: FormModel): DoraExport => doraExport(draftOf(form.form as FormId, fullMaterial(form)));

/** A reclassification must give its reason; in the other stages field 2.10 may stand there as well. */
export function withReason(form: FormModel): DoraExport {
  const report = exportOf(form);
  return { ...report, fields: { ...report.fields, '2.10': 'The criteria are not met on later figures.' } };
}

export function changed(report: DoraExport, number: string, value: DoraValue | undefined): object {
  const { [number]: _, ...rest } = report.fields;
  return { ...report, fields: value === undefined ? rest : { ...rest, [number]: value } };
}

/** Values that no report may have in the field. */
export const WRONG: readonly (readonly [number: string, value: DoraValue])[] = [
  ['1.1', 'first'],
  ['1.3', '529900T8BM49AURSDO56'],
  ['1.3', 'short'],
  ['1.4', ['bank']],
  ['1.4', []],
  ['1.15', 'euro'],
  ['2.2', '2026-12-09 01:10'],
  ['2.4', ''],
  ['2.4', 'x'.repeat(4001)],
  ['2.5', ['clients', 'clients']],
  ['2.6', ['XX']],
  ['2.9', 'yes'],
  ['3.4', -1],
  ['3.4', 1.5],
  ['3.4', '12'],
  ['3.5', 100.1],
  ['3.5', 12.55],
  ['3.15', '26:39'],
  ['3.15', '01:24:00'],
  ['4.13', 1.5],
];
