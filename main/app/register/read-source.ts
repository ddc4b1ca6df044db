import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { fromBase64, toHex } from '../../../shared/ledger/encoding.ts';
import { readCsv } from '../../../shared/register/csv.ts';
import type { RegisterKind } from '../../../shared/register/field.ts';
import { fileText } from '../../../shared/register/file-text.ts';
import { MAX_FILE_BYTES, MAX_ROWS, guessKind, type Sheet } from '../../../shared/register/sheet.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import { assetCells, credentialCells } from '../../../shared/register/write-record.ts';
import { ASSET_FIELDS } from '../../../shared/register/asset-fields.ts';
import { CREDENTIAL_FIELDS } from '../../../shared/register/credential-fields.ts';
import type { FieldDef, Cells } from '../../../shared/register/field.ts';
import type { Desk } from '../desk.ts';
import { readYaml } from './read-yaml.ts';

export interface ReadSource {
  readonly kind: 'csv' | 'yaml' | 'incident';
  readonly name: string;
  readonly sha256: string;
  readonly sheets: readonly Sheet[];
}

type From = z.infer<typeof inputs.previewImport>['from'];

/** Tables out of a file or of another incident. Refuses what cannot be cut into rows, with line and way out; keeps nothing. */
export function readSource(desk: Desk, from: From, what: RegisterKind | undefined): ReadSource {
  if ('incident' in from) return ofIncident(desk, from.incident);
  const bytes = fromBase64(from.bytes);
  if (bytes === null) fail('BAD_INPUT', 'the file did not arrive whole', ['from.bytes']);
  if (bytes.length > MAX_FILE_BYTES)
    fail('FILE_NOT_TAKEN', `the file is larger than ${MAX_FILE_BYTES / 1024} KiB; split it`);
  const read = fileText(bytes);
  if ('why' in read) fail('FILE_NOT_TAKEN', read.why);
  const kind = /\.ya?ml$/i.test(from.name) ? 'yaml' : 'csv';
  const { name } = from;
  const sheets = sheetsOf(kind, read.text, what);
  if (sheets.every(({ rows }) => rows.length === 0))
    fail('FILE_NOT_TAKEN', 'the file names fields and holds no record');
  return { kind, name, sha256: toHex(desk.services.crypto.sha256(bytes)), sheets };
}

function sheetsOf(kind: 'csv' | 'yaml', text: string, what: RegisterKind | undefined): readonly Sheet[] {
  if (kind === 'yaml') {
    const read = readYaml(text, what ?? 'assets');
    return 'why' in read ? fail('FILE_NOT_TAKEN', `line ${read.line}: ${read.why}`) : read.sheets;
  }
  const read = readCsv(text);
  if ('why' in read) fail('FILE_NOT_TAKEN', `line ${read.line}: ${read.why}`);
  return [{ what: what ?? guessKind(read.header), header: read.header, rows: read.rows }];
}

/** Names take the place of ids, which mean nothing in another incident. */
function ofIncident(desk: Desk, incident: `inc-${string}`): ReadSource {
  const { writer, state } = desk.incident(incident);
  const { file } = state;
  if (file.assets.length > MAX_ROWS || file.credentials.length > MAX_ROWS)
    fail('BAD_INPUT', `that incident has more than ${MAX_ROWS} records of a kind`);
  const names = namesIn(file);
  const sheet = (kind: RegisterKind, defs: readonly FieldDef[], records: readonly Cells[]): Sheet => ({
    what: kind,
    header: defs.map(({ name }) => name),
    rows: records.map((cells, at) => ({
      line: at + 1,
      cells: defs.map((def) => named(def, cells[def.name] ?? '', names)),
      fault: null,
    })),
  });
  const sheets = [
    sheet('assets', ASSET_FIELDS, file.assets.map(assetCells)),
    sheet('credentials', CREDENTIAL_FIELDS, file.credentials.map(credentialCells)),
  ].filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) fail('BAD_INPUT', 'that incident has no assets and no credentials');
  return { kind: 'incident', name: file.codename, sha256: toHex(writer.root), sheets };
}

const REFERENCES = new Set<FieldDef['shape']>(['asset', 'assets', 'credentials', 'entity']);

function named(def: FieldDef, text: string, names: ReadonlyMap<string, string>): string {
  if (!REFERENCES.has(def.shape) || text === '') return text;
  return text
    .split('\n')
    .map((id) => names.get(id) ?? id)
    .join('\n');
}

export function namesIn(file: CaseFile): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ...file.assets.map(({ id, name }) => [id, name] as const),
    ...file.credentials.map(({ id, label }) => [id, label] as const),
    ...file.organisation.entities.map(({ id, name }) => [id, name] as const),
  ]);
}
