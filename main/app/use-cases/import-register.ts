import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import type { Asset, Credential } from '../../../shared/domain/asset.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { EntryBody, NewEntry } from '../../../shared/ledger/entry.ts';
import type { RegisterKind } from '../../../shared/register/field.ts';
import { planImport, type Existing, type MappedSheet, type PlanRow } from '../../../shared/register/plan-import.ts';
import { fieldsOf, guessMapping, type Sheet } from '../../../shared/register/sheet.ts';
import type { ImportCounts, ImportPreview } from '../../../shared/view/import-view.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { readSource, type ReadSource } from '../register/read-source.ts';
import { newId } from '../services.ts';
import { importRowView, withoutSecret } from '../views/import-row-view.ts';
import { actionInTheWay, knownTemplates } from './keep-register.ts';

type PreviewInput = z.infer<typeof inputs.previewImport>;

/** What an import would do. Nothing is kept: the import reads the source again and has to come to the same counts. */
export function previewImport(desk: Desk, session: Session, input: PreviewInput): ImportPreview {
  desk.sessions.requireSignedIn(session);
  const open = desk.incident(input.incident);
  const source = readSource(desk, input.from, input.what);
  const { sheets, rows } = plan(desk, open, source, input);
  const { name, sha256 } = source;
  return {
    name,
    sha256,
    sheets: sheets.map(({ what, header, mapping, rows: all }) => ({
      what,
      header,
      mapping,
      samples: mapping.map((field, column) =>
        field === '' ? [] : all.flatMap(({ cells }) => sampleOf(cells[column] ?? '')).slice(0, 3),
      ),
      rows: all.length,
    })),
    rows: rows.map((row) => importRowView(row, sheets, open.state.file)),
    counts: countsOf(rows),
  };
}

/** Registers and corrects what is valid, in one transaction behind entries that say where it came from. */
export function importRegister(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.importRegister>,
): Recorded & ImportCounts {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(input.incident);
  const source = readSource(desk, input.from, input.what);
  const { sheets, rows } = plan(desk, open, source, input);
  const counts = countsOf(rows);
  const { sha256, added, corrected } = input.expect;
  if (sha256 !== source.sha256 || added !== counts.added || corrected !== counts.corrected)
    fail('INCIDENT_MOVED', 'the file or the register changed since the preview; look at it again');
  if (counts.added + counts.corrected === 0) fail('BAD_INPUT', 'there is nothing to import: no row is new or changed');
  const entries = sheets.flatMap(({ what }) =>
    entriesOf(
      what,
      rows.filter((row) => row.what === what),
      source,
    ),
  );
  return { ...open.record(seat, ...entries), ...counts };
}

function entriesOf(what: RegisterKind, rows: readonly PlanRow[], { name, sha256, kind }: ReadSource): NewEntry[] {
  const counts = countsOf(rows);
  if (counts.added + counts.corrected === 0) return [];
  const head: EntryBody<'register.imported'> = { what, source: kind, name, sha256, rows: rows.length, ...counts };
  const reason = `import of ${name}`;
  const records = rows.flatMap((row): NewEntry[] => {
    if (row.status === 'new')
      return [
        what === 'assets'
          ? { kind: 'asset.registered', body: row.record as Asset }
          : { kind: 'credential.registered', body: row.record as Credential },
      ];
    if (row.status === 'changed')
      return [
        what === 'assets'
          ? { kind: 'asset.corrected', body: { asset: row.record as Asset, reason } }
          : { kind: 'credential.corrected', body: { credential: row.record as Credential, reason } },
      ];
    return [];
  });
  return [{ kind: 'register.imported', body: head }, ...records];
}

function plan(
  desk: Desk,
  open: OpenIncident,
  { sheets }: ReadSource,
  { mappings }: Pick<PreviewInput, 'mappings'>,
): { readonly sheets: readonly MappedSheet[]; readonly rows: readonly PlanRow[] } {
  const mapped = sheets.map((sheet): MappedSheet => {
    const given = mappings?.find(({ what }) => what === sheet.what);
    return { ...sheet, mapping: given ? checkedMapping(sheet, given.fields) : guessMapping(sheet.what, sheet.header) };
  });
  const { assets, credentials, organisation } = open.state.file;
  const { random } = desk.services;
  const existing: Existing = {
    assets,
    credentials,
    entities: organisation.entities,
    templates: knownTemplates(),
    fresh: { asset: () => newId(random, 'ast-'), credential: () => newId(random, 'crd-') },
    busy: (before, after) => actionInTheWay(open, before, after),
  };
  return { sheets: mapped, rows: planImport(mapped, existing) };
}

function checkedMapping({ what, header }: Sheet, fields: readonly string[]): readonly string[] {
  const known = new Set(fieldsOf(what).map(({ name }) => name));
  const used = fields.filter((field) => field !== '');
  if (fields.length !== header.length)
    fail('BAD_INPUT', 'the mapping has to say something for each column', ['mappings']);
  if (used.some((field) => !known.has(field)))
    fail('BAD_INPUT', 'the mapping names a field that does not exist', ['mappings']);
  if (new Set(used).size !== used.length) fail('BAD_INPUT', 'two columns fill the same field', ['mappings']);
  return fields;
}

function countsOf(rows: readonly PlanRow[]): ImportCounts {
  const of = (status: PlanRow['status']): number => rows.filter((row) => row.status === status).length;
  return { added: of('new'), corrected: of('changed'), same: of('same'), refused: of('refused') };
}

/** Of columns that are left out nothing is shown at all: they may hold secrets. */
function sampleOf(cell: string): readonly string[] {
  const text = cell.trim().replaceAll(/\s+/g, ' ');
  const shown = withoutSecret(text);
  if (shown !== text) return [shown];
  return text === '' ? [] : [text.length > 40 ? `${text.slice(0, 39)}…` : text];
}
