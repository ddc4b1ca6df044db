import type PDFDocument from 'pdfkit';
import { frameWords, plain } from '../../../shared/view/paper-words.ts';
import type { Paper } from '../../ports/paper.ts';

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGINS = { top: 76, bottom: 72, left: 56, right: 56 } as const;
export const WIDTH = PAGE.width - MARGINS.left - MARGINS.right;
export const BOTTOM = PAGE.height - MARGINS.bottom;
export const COLOURS = { ink: '#14181f', soft: '#55606e', line: '#c4cad2', notice: '#8a3a00' } as const;

/** Head, foot and watermark of every page, drawn last, because only then their number is known. To a screen reader no content. */
export function drawFrames(pdf: PDFDocument, paper: Paper): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    const { margins } = pdf.page;
    // Text outside the margins would start a page of its own.
    pdf.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    pdf.markContent('Artifact', { type: 'Pagination' });
    drawHead(pdf, paper);
    drawFoot(pdf, paper, page + 1, count);
    if (paper.watermark !== null) drawWatermark(pdf, paper.watermark);
    pdf.endMarkedContent();
    pdf.page.margins = margins;
  }
}

function drawHead(pdf: PDFDocument, { banner, model }: Paper): void {
  const { markings } = model.metadata;
  const centred = { width: WIDTH, align: 'center' } as const;
  pdf.font('bold').fontSize(8.5).fillColor(COLOURS.notice).text(banner, MARGINS.left, 28, centred);
  if (markings.length > 0) pdf.fillColor(COLOURS.ink).text(markings.map(plain).join(' · '), MARGINS.left, 42, centred);
  line(pdf, 60);
}

function drawFoot(pdf: PDFDocument, { model }: Paper, page: number, pages: number): void {
  const { metadata } = model;
  const number = frameWords.page(metadata.language, String(page), String(pages));
  line(pdf, PAGE.height - 56);
  pdf.font('text').fontSize(7.5).fillColor(COLOURS.soft);
  pdf.text(metadata.documentId, MARGINS.left, PAGE.height - 50, { lineBreak: false });
  pdf.text(number, MARGINS.left + WIDTH - pdf.widthOfString(number), PAGE.height - 50, { lineBreak: false });
  pdf.fontSize(6.5).text(frameWords.checkpoint(metadata), MARGINS.left, PAGE.height - 38, { width: WIDTH });
}

function line(pdf: PDFDocument, y: number): void {
  pdf.lineWidth(0.5).strokeColor(COLOURS.line);
  pdf
    .moveTo(MARGINS.left, y)
    .lineTo(MARGINS.left + WIDTH, y)
    .stroke();
}

function drawWatermark(pdf: PDFDocument, text: string): void {
  const centre = [PAGE.width / 2, PAGE.height / 2] as const;
  pdf.save();
  pdf.rotate(-52, { origin: centre });
  pdf.font('bold').fontSize(110).fillColor(COLOURS.notice).fillOpacity(0.1);
  pdf.text(text, centre[0] - pdf.widthOfString(text) / 2, centre[1] - 60, { lineBreak: false });
  pdf.fillOpacity(1).restore();
}
