import type { DocumentMetadata } from '../../../shared/law/forms/document.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { line } from './docx-xml.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"`;

export const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${WORD}.settings+xml"/><Override PartName="/word/header1.xml" ContentType="${WORD}.header+xml"/><Override PartName="/word/footer1.xml" ContentType="${WORD}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

export const ROOT_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export const DOCUMENT_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${[
  'styles',
  'settings',
  'header',
  'footer',
]
  .map((what, at) => {
    const target = what === 'header' || what === 'footer' ? `${what}1` : what;
    return `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${what}" Target="${target}.xml"/>`;
  })
  .join('')}</Relationships>`;

export function core({ title, documentId, madeAt, language, entityName }: DocumentMetadata): string {
  const when = `${madeAt.slice(0, 19)}Z`;
  return `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${line(title)}</dc:title><dc:creator>${line(entityName)}</dc:creator><dc:identifier>${line(documentId)}</dc:identifier><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${when}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${when}</dcterms:modified></cp:coreProperties>`;
}

/** Without the mode, Word opens the file as one of an older version. */
export const settings = `${HEAD}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

interface Style {
  readonly id: string;
  readonly name: string;
  readonly based?: string;
  readonly paragraph?: string;
  readonly run?: string;
}

const space = (before: number, after: number): string => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const size = (half: number): string => `<w:sz w:val="${half}"/>`;
const SOFT = '<w:color w:val="55606E"/>';
const heading = (level: number): string => `<w:keepNext/>${space(280, 100)}<w:outlineLvl w:val="${level}"/>`;

const STYLES: readonly Style[] = [
  { id: 'Title', name: 'Title', paragraph: heading(0), run: `<w:b/>${size(34)}` },
  { id: 'Heading1', name: 'heading 1', paragraph: heading(0), run: `<w:b/>${size(26)}` },
  { id: 'Heading2', name: 'heading 2', paragraph: heading(1), run: `<w:b/>${size(22)}` },
  { id: 'Heading3', name: 'heading 3', paragraph: heading(2), run: '<w:b/>' },
  {
    id: 'Notice',
    name: 'Notice',
    paragraph: '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="8A5A00"/></w:pBdr>',
  },
  { id: 'Standing', name: 'Standing', run: SOFT },
  { id: 'ListItem', name: 'List Item', paragraph: '<w:ind w:left="284"/>' },
  { id: 'Label', name: 'Field Label', paragraph: space(40, 40), run: `<w:b/>${size(18)}` },
  { id: 'Value', name: 'Field Value', paragraph: space(40, 40) },
  { id: 'Sentence', name: 'Sentence', paragraph: space(0, 40), run: SOFT + size(18) },
  { id: 'Header', name: 'header', paragraph: '<w:jc w:val="center"/>', run: `<w:b/>${size(18)}` },
  { id: 'Footer', name: 'footer', paragraph: space(0, 0), run: SOFT + size(14) },
];

/** The styles a reader's program knows by name, so that headings make an outline. */
export function styles(language: Language): string {
  const lang = language === 'de' ? 'de-DE' : 'en-GB';
  const rows = STYLES.map(
    ({ id, name, paragraph = '', run = '' }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`,
  );
  const border = ['top', 'bottom', 'insideH'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="C4CAD2"/>`);
  return `${HEAD}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>${size(20)}<w:lang w:val="${lang}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${space(0, 100)}</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${rows.join('')}<w:style w:type="character" w:styleId="Citation"><w:name w:val="Citation"/><w:rPr>${SOFT}${size(16)}</w:rPr></w:style><w:style w:type="table" w:styleId="Fields"><w:name w:val="Fields"/><w:tblPr><w:tblBorders>${border.join('')}</w:tblBorders></w:tblPr></w:style></w:styles>`;
}
