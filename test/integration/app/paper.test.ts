import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import { utcWords } from '../../../shared/law/dossier/law-items.ts';
import type { DocumentFormat } from '../../../shared/domain/sign-off.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { type Client, ConsoleHome } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { declaration, passphrase } from '../../support/setup-input.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
const view = () => console.ada.incident.view({ incident });
const reads = (program: string): boolean => {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const poppler = reads('pdftotext') && reads('pdftoppm');

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  entity = (await view()).organisation.entities[0]?.id as EntityId;
});
afterEach(() => console.remove());

async function keep(form: FormId, language: Language = 'en'): Promise<number> {
  return (await console.ada.notification.keep({ incident, entity, form, language })).recorded;
}
async function write(draft: number, format: DocumentFormat) {
  const written = await console.ada.notification.export({ incident, draft, format });
  const bytes = readFileSync(written.path);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(written.sha256);
  // For whoever wants to look at the pages: BULKHEAD_PAPERS names a folder.
  const papers = process.env['BULKHEAD_PAPERS'];
  if (papers !== undefined) {
    mkdirSync(papers, { recursive: true });
    writeFileSync(join(papers, basename(written.path)), bytes);
  }
  return { ...written, bytes };
}
const textOf = (path: string): string => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
const pagesOf = (path: string): readonly string[] => textOf(path).split('\f').slice(0, -1);

async function lockedBy(draft: number): Promise<void> {
  const signedIn = async (name: string, role: 'legal' | 'regulatory-officer'): Promise<Client> => {
    const fingerprint = await console.enrol({ name, roles: [role] });
    const client = console.client();
    await client.session.unlock({ fingerprint, passphrase });
    return client;
  };
  const textSha256 = (await view()).drafts.find(({ entry }) => entry === draft)?.textSha256 ?? '';
  const lena = await signedIn('Lena Größ', 'legal');
  const omar = await signedIn('Omar Officer', 'regulatory-officer');
  await lena.notification.lock({ incident, draft, textSha256, as: 'legal' });
  await omar.notification.lock({ incident, draft, textSha256, as: 'regulatory-officer' });
}

describe.skipIf(!poppler)('PDF (needs pdftotext and pdftoppm)', () => {
  test('says what the draft says, cites entries, and names itself on every page', async () => {
    const draft = await keep('dora-initial', 'de');
    const { path, name } = await write(draft, 'pdf');
    expect(name).toMatch(/^DRAFT-dora-initial-ent-[0-9a-f]+-v1-de-[0-9a-f]{8}\.pdf$/);
    const pages = pagesOf(path);
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('ENTWURF (DRAFT). NICHT EINGEREICHT.');
      expect(page).toContain(`${incident} dora-initial ${entity} v1`);
      expect(page).toContain(`Seite ${at + 1} von ${pages.length}`);
      expect(page).toMatch(/Prüfpunkt [^]* der Größe \d+, Wurzel\s+[0-9a-f]{64}/);
    }
    expect(textOf(path)).toMatch(/\[#\d+/);
    const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+\S/);
    const structure = execFileSync('pdfinfo', ['-struct', path], { encoding: 'utf8' });
    for (const part of ['Document', 'H1', 'H2', 'Table', 'TH', 'TD']) expect(structure).toContain(part);
    expect(readFileSync(path, 'latin1')).toContain('/Lang (de-DE)');
    const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean);
    expect(fonts.length).toBe(2);
    for (const font of fonts) expect(font).toMatch(/DejaVu.*yes yes yes/);
    // No text over the head or the foot, nothing cut off: the pages have ink where they should and can be drawn.
    execFileSync('pdftoppm', ['-r', '40', '-png', path, path.replace('.pdf', '')]);
    expect(readdirSync(join(path, '..')).filter((one) => one.endsWith('.png'))).toHaveLength(pages.length);
  });

  test('is the same file for the same record, and goes on record by its hash', async () => {
    const draft = await keep('nis2-early-warning');
    const first = await write(draft, 'pdf');
    await console.reopen();
    const second = await write(draft, 'pdf');
    expect(second.sha256).toBe(first.sha256);
    expect(second.path).toBe(first.path);
    expect((await view()).documents).toMatchObject([
      { draft, format: 'pdf', sha256: first.sha256, locked: false, path: first.path },
      { draft, sha256: first.sha256 },
    ]);
    await sameAfterReopen(console, incident);
  });

  test('DRAFT stands across it until two people have signed, then their names', async () => {
    const draft = await keep('nis2-early-warning');
    const before = await write(draft, 'pdf');
    expect(textOf(before.path)).toMatch(/DRAFT\. NOT FILED\./);
    await lockedBy(draft);
    const after = await write(draft, 'pdf');
    expect(after.name).toMatch(/^LOCKED-/);
    const text = textOf(after.path);
    expect(text).toContain('LOCKED VERSION 1, SIGNED BY TWO PEOPLE');
    expect(text).toContain('Lena Größ signed as legal counsel at ');
    expect(text).not.toContain('NOT FILED');
    expect((await view()).documents.map(({ locked }) => locked)).toEqual([false, true]);
    await sameAfterReopen(console, incident);
  });

  test('EXERCISE stands on every page of an exercise, whoever signed', async () => {
    const declared = await console.ada.incidents.declare({
      ...declaration,
      leaked: [...declaration.leaked],
      assets: [],
      detectedAt: console.clock.now(),
      exercise: true,
    });
    incident = declared.incident as IncidentId;
    entity = (await view()).organisation.entities[0]?.id as EntityId;
    const draft = await keep('nis2-early-warning');
    await lockedBy(draft);
    const { path, name } = await write(draft, 'pdf');
    expect(name).toMatch(/^EXERCISE-/);
    for (const page of pagesOf(path)) {
      expect(page).toContain('NEVER FILE');
      // The watermark stands askew; its letters are read one by one.
      expect(page.replaceAll(/\s/g, '')).toContain('EXERCISE');
    }
    expect(documentXml((await write(draft, 'docx')).path, 'word/header1.xml')).toContain('string="EXERCISE"');
    const { bytes } = await write(draft, 'txt');
    for (const line of bytes.toString('utf8').trimEnd().split('\n')) expect(line).toMatch(/^EXERCISE \| /);
  });
});

const PYTHON_READS = `
import sys, zipfile, xml.dom.minidom
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
for name in archive.namelist(): xml.dom.minidom.parseString(archive.read(name))
sys.stdout.reconfigure(encoding="utf-8")
print(archive.read(sys.argv[2]).decode("utf-8"))
`;
const documentXml = (path: string, part: string): string =>
  execFileSync('python3', ['-c', PYTHON_READS, path, part], { encoding: 'utf8' });

describe('DOCX', () => {
  test('has headings, tables and styles of its own, and the same head and foot', async () => {
    const draft = await keep('gdpr-33', 'de');
    const { path, sha256 } = await write(draft, 'docx');
    expect((await write(draft, 'docx')).sha256).toBe(sha256);
    const body = documentXml(path, 'word/document.xml');
    expect(body).toContain('<w:pStyle w:val="Title"/>');
    expect(body).toContain('<w:pStyle w:val="Heading1"/>');
    expect(body).toContain('<w:tbl>');
    expect(body).toMatch(/<w:rStyle w:val="Citation"\/><\/w:rPr><w:t xml:space="preserve"> \[#\d+/);
    expect(body).toMatch(/[äöü]/);
    expect(documentXml(path, 'word/header1.xml')).toContain('ENTWURF (DRAFT). NICHT EINGEREICHT.');
    const foot = documentXml(path, 'word/footer1.xml');
    expect(foot).toContain(`${incident} gdpr-33 ${entity} v1`);
    expect(foot).toMatch(/Wurzel [0-9a-f]{64}/);
    const styles = documentXml(path, 'word/styles.xml');
    for (const [, style] of body.matchAll(/w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"/g))
      expect(styles).toContain(`w:styleId="${style}"`);
  });
});

test('what was filed as a locked version is that file for ever: not a draft again when the signatures end', async () => {
  const draft = await keep('nis2-early-warning');
  await lockedBy(draft);
  const sent = await write(draft, 'docx');
  expect(sent.name).toMatch(/^LOCKED-/);
  await console.ada.notification.file({
    incident,
    entity,
    stage: 'NIS2.EW',
    filedAt: console.clock.now(),
    channel: 'portal',
    receipt: 'R-1',
    draft,
    fileSha256: sent.sha256,
  });
  console.clock.advance(30 * HOUR);
  const newer = await keep('nis2-early-warning');
  expect(await write(draft, 'docx')).toMatchObject({ name: sent.name, sha256: sent.sha256 });
  expect((await write(newer, 'docx')).name).toMatch(/^DRAFT-/);
});

test('text and JSON are what was kept', async () => {
  const draft = await keep('nis2-early-warning');
  const { sha256 } = await write(draft, 'txt');
  expect((await view()).drafts[0]?.textSha256).toBe(sha256);
  expect(JSON.parse((await write(draft, 'json')).bytes.toString('utf8'))).toBeTypeOf('object');
  await expect(console.ada.notification.export({ incident, draft: draft - 1, format: 'txt' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});

describe.skipIf(!poppler)('the dossier (needs pdftotext)', () => {
  test('holds facts, negative decisions, differences and receipts, each with its entry, and is on record', async () => {
    await console.ada.incident.decideAware({
      incident,
      regime: 'GDPR',
      entity,
      awareAt: (await view()).detectedAt,
      reason: 'logs show a download',
    });
    const first = await keep('gdpr-33');
    await console.ada.incident.stateFact({
      incident,
      fact: 'cause.maliciousSuspected',
      value: 'yes',
      provenance: 'actual',
      evidence: [first],
      note: '',
    });
    await keep('gdpr-33');
    await keep('gdpr-33', 'de');
    const sent = await write(first, 'txt');
    await console.ada.notification.file({
      incident,
      entity,
      stage: 'GDPR.33',
      filedAt: console.clock.now(),
      channel: 'portal',
      receipt: 'R-7',
      draft: first,
      fileSha256: sent.sha256,
      unlockedReason: 'nobody of legal was awake',
    });
    const { path, sha256, recorded } = await console.ada.notification.dossier({ incident, format: 'pdf' });
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256);
    const text = textOf(path).replaceAll(/\s+/g, ' ');
    for (const part of [
      'Regimes and why',
      'aware under GDPR since',
      'logs show a download',
      'version 1 to 2',
      'version 2 to 3 (en to de)',
      'gdpr-33, version 3 (de)',
      'Nothing is on record.',
      'Suspected unlawful or malicious act? Yes (actual)',
      'Is the incident major? Unknown, by RTS 2024/1772',
      'Malicious access that may lead to data loss: unknown',
      'What the last kept versions say',
      'GK: General knowledge, not confirmed in a source',
      `GDPR.33 filed at ${utcWords(console.clock.now())} by portal, receipt R-7; sent: DRAFT-gdpr-33-`,
      `SHA-256 ${sent.sha256}; not locked`,
      'not locked when it was filed: nobody of legal was awake',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/logs show a download \[#\d+/);
    expect(text).toMatch(/gdpr-33, version 2 \(en\).*Nature of the personal data breach/);
    expect((await view()).documents.at(-1)).toMatchObject({ draft: null, sha256, entry: recorded });
    const json = await console.ada.notification.dossier({ incident, format: 'json' });
    expect(JSON.parse(readFileSync(json.path, 'utf8'))).toMatchObject({ metadata: { incident } });
  });
});
