import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { pdfPrinter } from '../../../main/adapters/paper/pdf-paper.ts';
import { documentOf, type DocumentModel } from '../../../shared/law/forms/document.ts';
import { FORM_IDS, type FormId } from '../../../shared/law/forms/form-ids.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import { type Language, LANGUAGES } from '../../../shared/law/forms/language.ts';
import { draftOf, fullMaterial, MADE_AT } from '../../law/forms/sample-material.ts';

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modelOf = (form: FormId, language: Language): DocumentModel =>
  documentOf(draftOf(form, fullMaterial(FORMS[form], language), { language }), {
    documentId: `inc ${form} v1`,
    entityName: 'Müller & Söhne <AG>',
    incident: 'inc-0123456789abcdef',
    madeAt: MADE_AT,
    checkpoint: { origin: 'bulkhead/incident/00112233445566778899aabbccddeeff', size: 12, root: 'a'.repeat(64) },
  });

/** For whoever wants to look at the pages: BULKHEAD_PAPERS names a folder. */
async function printed(model: DocumentModel, name: string): Promise<Buffer> {
  const { watermark, banner } = model.metadata;
  const bytes = Buffer.from(await pdfPrinter.pdf({ model, watermark, banner, standing: [] }));
  const papers = process.env['BULKHEAD_PAPERS'];
  if (papers !== undefined) {
    mkdirSync(papers, { recursive: true });
    writeFileSync(join(papers, name), bytes);
  }
  return bytes;
}

/** What draws on the pages, as operators; fonts are streams too and hold no such text. */
function contents(pdf: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    try {
      const text = inflateSync(pdf.subarray(at + 7)).toString('latin1');
      if (/^BT$/m.test(text)) found.push(text);
    } catch {
      // Not compressed: the description of the file.
    }
  }
  return found;
}

/** Lines that draw outside of a tagged part and of an artifact, and tagged parts inside of others. */
function loose(content: string): readonly string[] {
  let depth = 0;
  const wrong: string[] = [];
  for (const line of content.split('\n')) {
    if (/\b(?:BDC|BMC)$/.test(line)) depth += 1;
    if (depth > 1) wrong.push(`nested: ${line}`);
    if (/(?:\bTJ|\bTj|^S|^f|^B)$/.test(line) && depth === 0) wrong.push(line);
    if (line === 'EMC') depth -= 1;
  }
  return depth === 0 ? wrong : [...wrong, `ends at depth ${depth}`];
}

const XMP = `
import sys, xml.etree.ElementTree as tree
root = tree.fromstring(open(sys.argv[1], encoding="utf-8").read())
dc = "{http://purl.org/dc/elements/1.1/}"
li = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
sys.stdout.reconfigure(encoding="utf-8")
for name in ("title", "creator", "language"): print(root.find(".//" + dc + name).find(".//" + li).text)
`;
function xmpOf(pdf: Buffer): readonly string[] {
  const from = pdf.indexOf('<x:xmpmeta');
  const to = pdf.indexOf('</x:xmpmeta>') + '</x:xmpmeta>'.length;
  const file = join(folder, 'description.xml');
  writeFileSync(file, pdf.subarray(from, to));
  return execFileSync('python3', ['-c', XMP, file], { encoding: 'utf8' }).trimEnd().split('\n');
}

describe.each(LANGUAGES)('the pages of every form, in %s', (language) => {
  test.each(FORM_IDS)('%s: title, language, structure; nothing is drawn outside of it', async (form) => {
    const model = modelOf(form, language);
    const pdf = await printed(model, `${form}-${language}.pdf`);
    const text = pdf.toString('latin1');
    const lang = language === 'de' ? 'de-DE' : 'en-GB';
    expect(text).toContain(`/Lang (${lang})`);
    expect(text).toMatch(/\/MarkInfo \d/);
    expect(text).toContain('/Marked true');
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain('/DisplayDocTitle true');
    const rows = model.blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : []));
    expect(text.match(/\/S \/TH\b/g)).toHaveLength(rows.length);
    expect(text.match(/\/Scope \/Row/g)).toHaveLength(rows.length);
    const pages = contents(pdf);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap(loose)).toEqual([]);
  });
});

test('describes itself in XML that a parser takes, whatever the entity is called, and claims no PDF/UA', async () => {
  const model = modelOf('dora-late', 'de');
  const pdf = await printed(model, 'xmp.pdf');
  expect(xmpOf(pdf)).toEqual([model.metadata.title, 'Müller & Söhne <AG>', 'de-DE']);
  expect(pdf.toString('latin1')).not.toContain('pdfuaid');
});

test('a list has labels of its own', async () => {
  const model = modelOf('dora-late', 'en');
  const item = { text: 'An item of a list.', cites: [3], assessment: false };
  const pdf = await printed({ ...model, blocks: [{ kind: 'list', items: [item, item] }] }, 'list.pdf');
  const text = pdf.toString('latin1');
  expect(text.match(/\/S \/Lbl\b/g)).toHaveLength(2);
  expect(text.match(/\/S \/LBody\b/g)).toHaveLength(2);
  expect(contents(pdf).flatMap(loose)).toEqual([]);
});
