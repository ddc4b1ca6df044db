import type { Block, Cited, FieldRow } from '../../../shared/law/forms/document.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import type { Paper } from '../../ports/paper.ts';
import { core, CONTENT_TYPES, DOCUMENT_RELS, NAMESPACES, ROOT_RELS, settings, styles } from './docx-parts.ts';
import { field, line, paragraph, run } from './docx-xml.ts';
import { frameWords, markOf, plain, rowTexts } from '../../../shared/view/paper-words.ts';
import { storedZip } from './zip.ts';

/** Office Open XML (ECMA-376), with real headings, tables and styles. The same paper gives the same bytes. */
export function docxOf(paper: Paper): Uint8Array {
  const { metadata } = paper.model;
  return storedZip([
    { name: '[Content_Types].xml', text: CONTENT_TYPES },
    { name: '_rels/.rels', text: ROOT_RELS },
    { name: 'docProps/core.xml', text: core(metadata) },
    { name: 'word/document.xml', text: documentXml(paper) },
    { name: 'word/_rels/document.xml.rels', text: DOCUMENT_RELS },
    { name: 'word/styles.xml', text: styles(metadata.language) },
    { name: 'word/settings.xml', text: settings },
    { name: 'word/header1.xml', text: headerXml(paper) },
    { name: 'word/footer1.xml', text: footerXml(paper) },
  ]);
}

function documentXml({ model, standing }: Paper): string {
  const { language } = model.metadata;
  const [title, ...blocks] = model.blocks.map((block) => blockXml(block, language));
  const lines = standing.map(({ text, cites }) => citedXml('Standing', { text, cites, assessment: false }, language));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document ${NAMESPACES}><w:body>${[title ?? '', ...lines, ...blocks].join('')}<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1418" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

function blockXml(block: Block, language: Language): string {
  switch (block.kind) {
    case 'heading':
      return paragraph(block.level === 1 ? 'Title' : `Heading${block.level - 1}`, run(plain(block.text)));
    case 'paragraph':
      return citedXml('Normal', block, language);
    case 'notice':
      return paragraph('Notice', run(plain(block.text)));
    case 'list':
      return block.items.map((item) => citedXml('ListItem', item, language)).join('');
    case 'fields':
      return tableXml(block.caption, block.rows, language);
  }
}

function citedXml(style: string, cited: Cited, language: Language): string {
  const mark = markOf(cited, language);
  return paragraph(style, run(plain(cited.text)) + (mark === '' ? '' : run(` ${mark}`, 'Citation')));
}

const COLUMNS = [3200, 6438] as const;

function tableXml(caption: string, rows: readonly FieldRow[], language: Language): string {
  const grid = COLUMNS.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body = rows.map((row) => {
    const { label, value } = rowTexts(row, language);
    const values = value.split('\n').map((one) => paragraph('Value', run(one)));
    const sentences = row.sentences.map((sentence) => citedXml('Sentence', sentence, language));
    const cells = [
      cell(COLUMNS[0], paragraph('Label', run(label))),
      cell(COLUMNS[1], [...values, ...sentences].join('')),
    ];
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblStyle w:val="Fields"/><w:tblW w:w="9638" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:firstColumn="1"/><w:tblCaption w:val="${line(caption)}"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body.join('')}</w:tbl>${paragraph('Normal', '')}`;
}

function cell(width: number, content: string): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
}

function headerXml({ model, banner, watermark }: Paper): string {
  const { markings } = model.metadata;
  const first = paragraph('Header', run(banner) + (watermark === null ? '' : watermarkXml(watermark)));
  const second = markings.length === 0 ? '' : paragraph('Header', run(markings.map(plain).join(' · ')));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr ${NAMESPACES}>${first}${second}</w:hdr>`;
}

/** The way word processors themselves write a watermark: a shape in the header, behind the text. */
function watermarkXml(text: string): string {
  return `<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="Watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="${text}" style="position:absolute;margin-left:0;margin-top:0;width:460pt;height:115pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".4"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="${text}"/></v:shape></w:pict></w:r>`;
}

function footerXml({ model }: Paper): string {
  const { metadata } = model;
  const page = frameWords.page(metadata.language, '\uE001', '\uE002').split(/([\uE001\uE002])/u);
  const pages = page.map((part) =>
    part === '\uE001' ? field('PAGE') : part === '\uE002' ? field('NUMPAGES') : run(part),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr ${NAMESPACES}>${paragraph('Footer', `${run(`${metadata.documentId} · `)}${pages.join('')}`)}${paragraph('Footer', run(frameWords.checkpoint(metadata)))}</w:ftr>`;
}
