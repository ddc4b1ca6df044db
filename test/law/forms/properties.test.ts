import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVENANCES } from '../../../shared/law/facts.ts';
import { sourcesOf } from '../../../shared/law/forms/draft-warnings.ts';
import { FORM_IDS, type FormId } from '../../../shared/law/forms/form-ids.ts';
import { fieldsOf } from '../../../shared/law/forms/form-model.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import { LANGUAGES } from '../../../shared/law/forms/language.ts';
import type { FieldAnswer, Known } from '../../../shared/law/forms/material.ts';
import { documentOf } from '../../../shared/law/forms/document.ts';
import { draftJson } from '../../../shared/law/forms/draft-json.ts';
import { pasteText } from '../../../shared/law/forms/paste.ts';
import { renderPlainText } from '../../../shared/law/forms/plain-text.ts';
import { draftOf, MADE_AT, sampleValue } from './sample-material.ts';

const noise = fc.oneof(
  fc.constantFrom(
    'yes',
    'no',
    'unknown',
    '12',
    '1234567',
    '2026-12-09T03:40:00.000Z',
    'high',
    'confirmed',
    '__proto__',
  ),
  fc.string({ maxLength: 60 }),
  fc.array(fc.constantFrom('DE', 'FR', 'weights', 'clients', 'nonsense'), { maxLength: 3 }),
);

function materialOf(id: FormId) {
  const fields = fieldsOf(FORMS[id]);
  const sources = [...new Set(fields.flatMap(sourcesOf))];
  const known: fc.Arbitrary<Known> = fc.record({
    id: fc.constantFrom(...sources),
    value: noise,
    provenance: fc.constantFrom(...PROVENANCES),
    entry: fc.nat(500),
  });
  const answers: fc.Arbitrary<FieldAnswer> = fc.constantFrom(...fields).chain((field) =>
    fc.record({
      field: fc.constant(field.id),
      language: fc.constantFrom(...LANGUAGES),
      value: fc.oneof(fc.constant(sampleValue(field)), noise),
      provenance: fc.constantFrom(...PROVENANCES),
      entry: fc.nat(500),
      evidence: fc.array(fc.nat(500), { maxLength: 3 }),
    }),
  );
  return fc.record({ known: fc.array(known, { maxLength: 25 }), answers: fc.array(answers, { maxLength: 25 }) });
}

describe.each(FORM_IDS)('whatever is recorded, %s', (id) => {
  it('shows nothing without a source: each sentence cites entries that exist or is an assessment', () => {
    fc.assert(
      fc.property(materialOf(id), fc.constantFrom(...LANGUAGES), (material, language) => {
        const draft = draftOf(id, material, { language });
        const entries = new Set([
          ...material.known.map(({ entry }) => entry),
          ...material.answers.flatMap(({ entry, evidence }) => [entry, ...evidence]),
        ]);
        for (const field of draft.fields) {
          expect(field.sentences.length).toBeGreaterThan(0);
          for (const { cites, assessment } of field.sentences) {
            expect(cites.length > 0 || assessment).toBe(true);
            expect(cites.every((entry) => entries.has(entry))).toBe(true);
          }
          expect(field.raw === null).toBe(field.status === 'unknown' || field.status === 'missing');
          if (field.mandatory && field.status === 'missing') expect(draft.missing).toContain(field.id);
        }
        expect(draft.missing.every((one) => draft.fields.some((field) => field.id === one && field.mandatory))).toBe(
          true,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('pitfall 26: an exercise is marked on every line, page, file and pasted text, in both languages', () => {
    fc.assert(
      fc.property(materialOf(id), fc.constantFrom(...LANGUAGES), (material, language) => {
        const draft = draftOf(id, material, { language, exercise: true });
        expect(draft.title).toContain('EXERCISE');
        const lines = renderPlainText(draft).split(/[\n\r\v\f\u0085\u2028\u2029]/);
        expect(lines.slice(0, -1).every((line) => line.startsWith('EXERCISE | '))).toBe(true);
        expect(draftJson(draft)).toContain('"document": "EXERCISE"');
        const { metadata } = documentOf(draft, {
          documentId: 'd',
          entityName: 'e',
          incident: 'i',
          madeAt: MADE_AT,
          checkpoint: null,
        });
        expect(metadata.watermark).toBe('EXERCISE');
        for (const field of draft.fields) {
          const pasted = pasteText(draft, field);
          if (pasted !== null) expect(pasted.text.startsWith('EXERCISE: ')).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('names nothing by the id it has inside, also where everything is recorded as not known', () => {
    const sources = [...new Set(fieldsOf(FORMS[id]).flatMap(sourcesOf))];
    const known = sources.map((source, at): Known => ({ id: source, value: '', provenance: 'unknown', entry: at }));
    for (const language of LANGUAGES)
      for (const field of draftOf(id, { known }, { language }).fields)
        for (const { text } of field.sentences) for (const source of sources) expect(text).not.toContain(source);
  });

  it('says DRAFT at both ends in both languages', () => {
    for (const language of LANGUAGES) {
      const lines = renderPlainText(draftOf(id, {}, { language }))
        .trimEnd()
        .split('\n');
      expect(lines[0]).toContain('DRAFT');
      expect(lines.at(-1)).toBe(lines[0]);
      expect(draftJson(draftOf(id, {}, { language }))).toContain('"document": "DRAFT"');
    }
  });
});
