import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DORA_REPORTS, doraProblems, type DoraValue } from '../../../shared/law/forms/dora-export.ts';
import { doraSchema } from '../../../shared/law/forms/dora-schema.ts';
import type { FormModel } from '../../../shared/law/forms/form-model.ts';
import { runProgram } from '../../support/run-program.ts';
import { changed, numbersOf, withReason, WRONG } from './dora-cases.ts';

/** Written anew with `WRITE_SCHEMAS=yes`. */
const FOLDER = join(import.meta.dirname, '../../../docs/forms');
const schemaFile = (form: FormModel): string => join(FOLDER, `${form.form}-${form.version}.schema.json`);
const SCRIPT = `
import json, sys
import jsonschema
schema, cases = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
print(json.dumps([validator.is_valid(case) for case in cases]))
`;
const python = await runProgram('python3', ['-c', 'import jsonschema; jsonschema.Draft202012Validator'], FOLDER).catch(
  () => null,
);

describe('the shipped JSON schemas', () => {
  it.each(DORA_REPORTS)('$form is the schema of the field table', (form) => {
    const text = `${JSON.stringify(doraSchema(form), null, 2)}\n`;
    if (process.env['WRITE_SCHEMAS'] === 'yes') writeFileSync(schemaFile(form), text);
    expect(readFileSync(schemaFile(form), 'utf8')).toBe(text);
  });

  it.skipIf(python?.code !== 0)(
    'another validator (python3-jsonschema) agrees with ours on good and bad reports',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'form-schemas-'));
      for (const form of DORA_REPORTS) {
        const report = withReason(form);
        const without = numbersOf(form).map((number) => changed(report, number, undefined));
        const wrong = WRONG.filter(
          ([number, value]) => numbersOf(form).includes(number) && !onlyOurs(number, value),
        ).map(([number, value]) => changed(report, number, value));
        const cases = [report, ...without, ...wrong, { ...report, surprise: 1 }];
        const file = join(folder, 'cases.json');
        writeFileSync(file, JSON.stringify(cases));
        const { code, output } = await runProgram(
          'python3',
          ['-W', 'ignore', '-c', SCRIPT, schemaFile(form), file],
          FOLDER,
        );
        expect({ code, output }).toMatchObject({ code: 0 });
        const expected = cases.map((one) => !('surprise' in one) && doraProblems(one).length === 0);
        expect(JSON.parse(output)).toEqual(expected);
      }
    },
  );
});

/** Check digits and decimals are no matter of a schema. */
function onlyOurs(number: string, value: DoraValue): boolean {
  return (number === '1.3' && value !== 'short') || value === 12.55;
}
