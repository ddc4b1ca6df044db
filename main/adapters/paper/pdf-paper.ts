import type PDFDocument from 'pdfkit';
import type { Paper, PaperPrinter } from '../../ports/paper.ts';
import { drawBlock } from './pdf-blocks.ts';
import { drawFrames, MARGINS } from './pdf-frame.ts';
import { type PaperFonts, readFonts } from './paper-fonts.ts';
import { type PaperInfo, xmpOf } from './pdf-xmp.ts';

/** PDF by pdfkit. Loaded when the first paper is asked for: it is large, and most consoles of a day print none. */
export const pdfPrinter: PaperPrinter = {
  async pdf(paper, onBlock) {
    const [{ default: Pdf }, fonts] = await Promise.all([import('pdfkit'), readFonts()]);
    return print(Pdf, fonts, paper, onBlock);
  },
};

async function print(
  Pdf: typeof PDFDocument,
  fonts: PaperFonts,
  paper: Paper,
  onBlock?: (done: number, total: number) => void,
): Promise<Uint8Array> {
  const { metadata, blocks } = paper.model;
  // Not when it was printed: the same paper has the same bytes.
  const made = new Date(metadata.madeAt);
  const info: PaperInfo = {
    Title: metadata.title,
    Author: metadata.entityName,
    Subject: metadata.documentId,
    Creator: 'Bulkhead',
    Producer: 'Bulkhead',
    CreationDate: made,
    ModDate: made,
  };
  const lang = metadata.language === 'de' ? 'de-DE' : 'en-GB';
  const pdf = new Pdf({
    size: 'A4',
    margins: MARGINS,
    font: null,
    tagged: true,
    lang,
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    info: { ...info },
  });
  // oxlint-disable-next-line no-underscore-dangle -- owner: paper; pdfkit has no other place to describe the file in XML that is escaped
  pdf._addInfo = () => pdf.appendXML(xmpOf(info, lang));
  pdf.registerFont('text', fonts.text);
  pdf.registerFont('bold', fonts.bold);
  pdf.font('text');
  const parts: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part) => parts.push(part));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet = { pdf, root, language: metadata.language };
  for (const [at, block] of blocks.entries()) {
    drawBlock(sheet, block);
    if (at === 0)
      for (const { text, cites } of paper.standing)
        drawBlock(sheet, { kind: 'paragraph', text, cites, assessment: false });
    onBlock?.(at + 1, blocks.length);
  }
  root.end();
  drawFrames(pdf, paper);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}
