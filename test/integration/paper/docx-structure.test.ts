import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { docxOf } from '../../../main/handoff/documents/docx.ts';
import { documentOf } from '../../../shared/law/forms/document.ts';
import { FORM_IDS } from '../../../shared/law/forms/form-ids.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import { LANGUAGES } from '../../../shared/law/forms/language.ts';
import { draftOf, fullMaterial, MADE_AT } from '../../law/forms/sample-material.ts';

const folder = process.env['BULKHEAD_PAPERS'] ?? mkdtempSync(join(tmpdir(), 'bulkhead-docx-'));
mkdirSync(folder, { recursive: true });
afterAll(() => {
  if (process.env['BULKHEAD_PAPERS'] === undefined) rmSync(folder, { recursive: true, force: true });
});

/** What a word processor refuses a file for, and no parser of XML does: parts that are not there, children out of order. */
const READS = `
import glob, os, sys, zipfile, xml.etree.ElementTree as tree
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
  "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind jc outlineLvl".split(),
  "rPr": "rStyle rFonts b i noProof color sz lang".split(),
  "tblPr": "tblStyle tblW jc tblBorders tblLayout tblLook tblCaption".split(),
  "style": "name basedOn next pPr rPr tblPr".split(),
}
files = sorted(glob.glob(os.path.join(sys.argv[1], "*.docx")))
for file in files:
    archive = zipfile.ZipFile(file)
    assert archive.testzip() is None, file
    parts = {name: tree.fromstring(archive.read(name)) for name in archive.namelist()}
    for override in parts["[Content_Types].xml"]:
        part = override.get("PartName")
        assert part is None or part[1:] in parts, (file, part)
    for link in parts["word/_rels/document.xml.rels"]: assert "word/" + link.get("Target") in parts, (file, link.get("Target"))
    for name, root in parts.items():
        for element in root.iter():
            order = ORDER.get(element.tag.replace(W, ""))
            if order is None or not element.tag.startswith(W): continue
            places = [order.index(child.tag.replace(W, "")) for child in element]
            assert places == sorted(places), (file, name, element.tag, [child.tag for child in element])
    for cell in parts["word/document.xml"].iter(W + "tc"): assert cell[-1].tag == W + "p", file
print(len(files))
`;

test('every form in every language is a file of which all parts are there, in the order of the format', () => {
  for (const form of FORM_IDS)
    for (const language of LANGUAGES) {
      const model = documentOf(draftOf(form, fullMaterial(FORMS[form], language), { language }), {
        documentId: `inc ${form} v1`,
        entityName: 'Müller & Söhne <AG>',
        incident: 'inc-0123456789abcdef',
        madeAt: MADE_AT,
        checkpoint: null,
      });
      const { watermark, banner } = model.metadata;
      const standing = [{ text: 'Version 1 kept', cites: [3] }];
      writeFileSync(join(folder, `${form}-${language}.docx`), docxOf({ model, watermark, banner, standing }));
    }
  const count = execFileSync('python3', ['-c', READS, folder], { encoding: 'utf8' }).trim();
  expect(Number(count)).toBe(FORM_IDS.length * LANGUAGES.length);
});
