import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import { FORM_IDS, type FormId } from '../../../shared/law/forms/form-ids.ts';
import { LANGUAGES, type Language } from '../../../shared/law/forms/language.ts';
import { ConsoleHome } from '../../support/console-home.ts';

const OFFICE = '/usr/bin/soffice';
const hasReader = existsSync(OFFICE) && existsSync('/usr/bin/pdftotext') && existsSync('/usr/bin/pdftoppm');

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
let pages: string;

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  entity = (await console.ada.incident.view({ incident })).organisation.entities[0]?.id as EntityId;
  pages = process.env['BULKHEAD_PAPERS'] ?? mkdtempSync(join(tmpdir(), 'bulkhead-docx-'));
});
afterEach(async () => {
  await console.remove();
  if (process.env['BULKHEAD_PAPERS'] === undefined) rmSync(pages, { recursive: true, force: true });
});

async function written(form: FormId, language: Language): Promise<string> {
  const { recorded: draft } = await console.ada.notification.keep({ incident, entity, form, language });
  return (await console.ada.notification.export({ incident, draft, format: 'docx' })).path;
}

/** Opens the files in LibreOffice Writer, in a profile of its own, and prints them. */
function print(files: readonly string[]): void {
  const profile = `-env:UserInstallation=file://${join(pages, 'profile')}`;
  const to = ['--headless', '--convert-to', 'pdf:writer_pdf_Export', '--outdir', pages];
  execFileSync(OFFICE, [profile, ...to, ...files], { stdio: 'ignore', timeout: 240_000 });
}

/** What a reader of the printed file would miss. */
function faultsOf(path: string, form: FormId, language: Language): readonly string[] {
  const name = basename(path, '.docx');
  const pdf = join(pages, `${name}.pdf`);
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  const sheets = text.split('\f').slice(0, -1);
  const banner = language === 'de' ? 'ENTWURF (DRAFT)' : 'DRAFT. NOT FILED.';
  const foot = `${incident} ${form} ${entity}`;
  execFileSync('pdftoppm', ['-r', '50', '-png', pdf, pdf.replace('.pdf', '')]);
  const images = readdirSync(pages).filter((one) => one.startsWith(name) && one.endsWith('.png'));
  return [
    ...(sheets.length > 0 && images.length === sheets.length ? [] : [`${name}: ${images.length} pages drawn`]),
    ...(/\[#\d+/.test(text) ? [] : [`${name}: cites no entry`]),
    ...sheets.flatMap((sheet, at) => (sheet.includes(banner) ? [] : [`${name}: no head on page ${at + 1}`])),
    ...sheets.flatMap((sheet, at) =>
      sheet.replaceAll(/\s+/g, ' ').includes(foot) ? [] : [`${name}: no foot on page ${at + 1}`],
    ),
    // A blank page of this size is under 2 KiB.
    ...images.filter((image) => statSync(join(pages, image)).size < 5000).map((image) => `${image}: blank`),
  ];
}

describe.skipIf(!hasReader)('DOCX in another word processor (needs libreoffice-writer and poppler-utils)', () => {
  test(
    'every report opens, in both languages, with its head and its foot on each page',
    { timeout: 300_000 },
    async () => {
      const files: { path: string; form: FormId; language: Language }[] = [];
      for (const form of FORM_IDS)
        for (const language of LANGUAGES) files.push({ path: await written(form, language), form, language });
      print(files.map(({ path }) => path));
      expect(files.flatMap(({ path, form, language }) => faultsOf(path, form, language))).toEqual([]);
    },
  );
});
