import { doraExport, isDoraReport } from './dora-export.ts';
import type { Draft } from './draft.ts';

/**
 * A draft as a file for programs. DORA reports take the shape of their template (`docs/forms/`); the others list their fields.
 * Every file says that it is a draft, and whether of an exercise.
 */
export function draftJson(draft: Draft): string {
  const content = isDoraReport(draft) ? doraExport(draft) : listed(draft);
  return `${JSON.stringify(content, null, 2)}\n`;
}

function listed(draft: Draft): object {
  const { form, language, title, basis, exercise, notices, missing } = draft;
  return {
    document: exercise ? 'EXERCISE' : 'DRAFT',
    form,
    language,
    title,
    basis,
    notices,
    missing,
    fields: draft.fields.map(({ id, number, label, status, mandatory, raw, value, sentences, source }) => ({
      id,
      ...(number === null ? {} : { number }),
      label,
      source,
      mandatory,
      status,
      value: raw,
      text: value,
      sentences,
    })),
  };
}
