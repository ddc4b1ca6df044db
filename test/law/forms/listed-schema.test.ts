import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DORA_REPORTS } from '../../../shared/law/forms/dora-export.ts';
import { draftJson } from '../../../shared/law/forms/draft-json.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import type { FormModel } from '../../../shared/law/forms/form-model.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import { listedSchema } from '../../../shared/law/forms/listed-schema.ts';
import { AI_ACT_73 } from '../../../shared/law/forms/models/ai-act.ts';
import { DORA_LATE } from '../../../shared/law/forms/models/dora/late.ts';
import { runProgram } from '../../support/run-program.ts';
import { draftOf, fullMaterial } from './sample-material.ts';

/** Written anew with `WRITE_SCHEMAS=yes`. */
const FOLDER = join(import.meta.dirname, '../../../docs/forms');
const SHIPPED: readonly FormModel[] = [DORA_LATE, AI_ACT_73];
const LISTED = Object.values(FORMS).filter((form) => !DORA_REPORTS.includes(form));
const SCRIPT = `
import json, sys
import jsonschema
pairs = json.load(open(sys.argv[1]))
for pair in pairs: jsonschema.Draft202012Validator.check_schema(pair["schema"])
print(json.dumps([[jsonschema.Draft202012Validator(p["schema"]).is_valid(c) for c in p["cases"]] for p in pairs]))
`;
const python = await runProgram('python3', ['-c', 'import jsonschema; jsonschema.Draft202012Validator'], FOLDER).catch(
  () => null,
);

interface Listed {
  readonly fields: readonly { readonly id: string; readonly value: unknown; readonly sentences: readonly object[] }[];
}
const listed = (form: FormModel, full: boolean, exercise = false): Listed =>
  JSON.parse(draftJson(draftOf(form.form as FormId, full ? fullMaterial(form) : {}, { exercise }))) as Listed;

describe('the shipped schemas of drafts that list their fields', () => {
  it.each(SHIPPED)('$form is the schema of the field table', (form) => {
    const text = `${JSON.stringify(listedSchema(form), null, 2)}\n`;
    const file = join(FOLDER, `${form.form}-${form.version}.schema.json`);
    if (process.env['WRITE_SCHEMAS'] === 'yes') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.skipIf(python?.code !== 0)(
    'another validator (python3-jsonschema) takes every draft, and none that was bent',
    async () => {
      const pairs = LISTED.map((form) => {
        const full = listed(form, true);
        const [first, ...rest] = full.fields;
        const bent = (part: object): object => ({ ...full, fields: [{ ...first, ...part }, ...rest] });
        return {
          schema: listedSchema(form),
          cases: [
            full,
            listed(form, false),
            listed(form, true, true),
            { ...full, fields: rest },
            { ...full, surprise: 1 },
            { ...full, document: 'FILED' },
            bent({ id: 'nobody.knows' }),
            bent({ value: 12 }),
            bent({ status: 'guessed' }),
            bent({ sentences: [{ text: 'Without a source.', cites: [], assessment: false }] }),
          ],
        };
      });
      const file = join(mkdtempSync(join(tmpdir(), 'listed-schemas-')), 'pairs.json');
      writeFileSync(file, JSON.stringify(pairs));
      const { code, output } = await runProgram('python3', ['-W', 'ignore', '-c', SCRIPT, file], FOLDER);
      expect({ code, output }).toMatchObject({ code: 0 });
      const expected = [true, true, true, false, false, false, false, false, false, false];
      expect(JSON.parse(output)).toEqual(LISTED.map(() => expected));
    },
    60_000,
  );
});
