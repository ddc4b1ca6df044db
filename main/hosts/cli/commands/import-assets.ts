import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import { printable } from '../../../../shared/ledger/printable.ts';
import type { RegisterKind } from '../../../../shared/register/field.ts';
import { MAX_FILE_BYTES } from '../../../../shared/register/sheet.ts';
import type { ImportRowView } from '../../../../shared/view/import-view.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * One line for each row: `new`, `changed`, `same` or `refused`, line of the file, name, what is wrong. Columns are guessed; where
 * the guess is wrong, the screen lets a person choose. Answers 1 when a row was refused.
 */
export async function importAssets(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const [path, ...more] = invocation.positionals;
  if (path === undefined || more.length > 0) throw new UsageError('import-assets needs one FILE');
  const what = kindOf(invocation.optional('what'));
  const from = { name: basename(path), bytes: (await read(path)).toString('base64') };
  const source = { incident, from, ...(what === undefined ? {} : { what }) };
  return withOperator(invocation, async ({ client }) => {
    const preview = await client.incident.previewImport(source);
    for (const { what: kind, header, mapping } of preview.sheets) {
      const left = header.filter((_, column) => mapping[column] === '');
      if (left.length > 0) tell(`${kind}: left out: ${left.map(printable).join(', ')}`);
    }
    for (const row of preview.rows) print(lineOf(row));
    const { added, corrected, same, refused } = preview.counts;
    tell(`${added} new, ${corrected} changed, ${same} the same, ${refused} refused`);
    if (!invocation.flag('yes')) tell('nothing is recorded; give --yes to register what is valid');
    else if (added + corrected > 0) {
      const expect = { sha256: preview.sha256, added, corrected };
      const { recorded } = await client.incident.importRegister({ ...source, expect });
      tell(`recorded ${recorded}`);
    } else tell('nothing to record');
    return refused > 0 ? 1 : 0;
  });
}

function lineOf({ status, line, name, faults, changes }: ImportRowView): string {
  const said = [
    ...faults.map(({ column, message }) => (column === '' ? message : `${column}: ${message}`)),
    ...changes.map(({ field, before, after }) => `${field}: ${before === '' ? 'nothing' : before} -> ${after}`),
  ];
  return [status, String(line), printable(name), printable(said.join('; '))].join('\t').trimEnd();
}

function kindOf(text: string | undefined): RegisterKind | undefined {
  if (text === undefined || text === 'assets' || text === 'credentials') return text;
  throw new UsageError('--what is assets or credentials');
}

async function read(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES)
      throw new BulkheadError('FILE_NOT_READABLE', `${path} is larger than ${MAX_FILE_BYTES / 1024} KiB.`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof BulkheadError) throw cause;
    throw new BulkheadError('FILE_NOT_READABLE', `${path} cannot be read.`, { cause });
  }
}
