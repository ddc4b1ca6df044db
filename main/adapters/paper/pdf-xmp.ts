export interface PaperInfo {
  readonly Title: string;
  readonly Author: string;
  readonly Subject: string;
  readonly Creator: string;
  readonly Producer: string;
  readonly CreationDate: Date;
  readonly ModDate: Date;
}

/**
 * What the file says of itself, as XMP. Written here because pdfkit puts the texts into the XML as they are: an entity called
 * “Müller & Söhne” would break it. No claim of PDF/UA: that takes a validator, and none was run.
 */
export function xmpOf(
  { Title, Author, Subject, Creator, Producer, CreationDate, ModDate }: PaperInfo,
  lang: string,
): string {
  return [
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    `<xmp:CreateDate>${instant(CreationDate)}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${instant(ModDate)}</xmp:ModifyDate>`,
    `<xmp:CreatorTool>${escaped(Creator)}</xmp:CreatorTool>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<dc:format>application/pdf</dc:format>',
    `<dc:language><rdf:Bag><rdf:li>${escaped(lang)}</rdf:li></rdf:Bag></dc:language>`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(Title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${escaped(Author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(Subject)}</rdf:li></rdf:Alt></dc:description>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<pdf:Producer>${escaped(Producer)}</pdf:Producer>`,
    '</rdf:Description>',
  ].join('\n');
}

function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A control character has no place in XML, not even escaped. */
function escaped(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/[&<>"]/g, (one) => ENTITIES[one] ?? one);
}
