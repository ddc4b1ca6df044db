import type PDFDocument from 'pdfkit';
import type { Structure } from 'pdfkit';
import type { Block, Cited, FieldRow } from '../../../shared/law/forms/document.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { markOf, plain, rowTexts } from '../../../shared/view/paper-words.ts';
import { BOTTOM, COLOURS, MARGINS, WIDTH } from './pdf-frame.ts';

export interface Sheet {
  readonly pdf: PDFDocument;
  readonly root: Structure;
  readonly language: Language;
}

const SIZES = { 1: 18, 2: 12.5, 3: 10.5, text: 9.5, small: 8.5 } as const;
const LABEL_WIDTH = 148;
const GAP = 14;

/** One block below what stands already. Each is an element of the structure, so that a screen reader finds its way. */
export function drawBlock(sheet: Sheet, block: Block): void {
  const { pdf, root } = sheet;
  switch (block.kind) {
    case 'heading':
      roomFor(pdf, 70);
      pdf.moveDown(block.level === 1 ? 0 : 0.8);
      add(sheet, `H${block.level}`, () => write(pdf, plain(block.text), 'bold', SIZES[block.level]));
      pdf.moveDown(0.4);
      return;
    case 'paragraph':
      add(sheet, 'P', () => writeCited(sheet, block, SIZES.text));
      pdf.moveDown(0.4);
      return;
    case 'notice':
      add(sheet, 'P', () => write(pdf, plain(block.text), 'bold', SIZES.text, COLOURS.notice));
      pdf.moveDown(0.4);
      return;
    case 'list': {
      const list = pdf.struct('L');
      root.add(list);
      for (const item of block.items) {
        const one = pdf.struct('LI');
        list.add(one);
        one.add(pdf.struct('Lbl', () => bullet(sheet)));
        one.add(pdf.struct('LBody', () => writeCited(sheet, item, SIZES.text)));
        one.end();
        pdf.moveDown(0.2);
      }
      list.end();
      pdf.moveDown(0.3);
      return;
    }
    case 'fields':
      drawTable(sheet, block.rows);
  }
}

function add({ pdf, root }: Sheet, type: string, draw: () => void): void {
  const part = pdf.struct(type, draw);
  root.add(part);
  part.end();
}

function drawTable(sheet: Sheet, rows: readonly FieldRow[]): void {
  const { pdf, root } = sheet;
  const table = pdf.struct('Table');
  root.add(table);
  for (const row of rows) drawRow(sheet, table, row);
  table.end();
  pdf.x = MARGINS.left;
  pdf.moveDown(0.6);
}

/** Label beside value. A row that fits on a page is not torn in two; a longer one flows on. */
function drawRow(sheet: Sheet, table: Structure, row: FieldRow): void {
  const { pdf, language } = sheet;
  const { label, value } = rowTexts(row, language);
  const left = MARGINS.left + LABEL_WIDTH + GAP;
  const width = WIDTH - LABEL_WIDTH - GAP;
  roomFor(pdf, Math.min(rowHeight(sheet, row, width) + 10, 320));
  rule(pdf);
  const top = pdf.y + 4;
  const tr = pdf.struct('TR');
  table.add(tr);
  tr.add(pdf.struct('TH', { scope: 'Row' }, () => writeAt(pdf, label, 'bold', MARGINS.left, top, LABEL_WIDTH)));
  const under = pdf.y;
  tr.add(
    pdf.struct('TD', () => {
      pdf
        .font('text')
        .fontSize(SIZES.text)
        .fillColor(row.status === 'missing' ? COLOURS.notice : COLOURS.ink);
      pdf.text(value === '' ? '–' : value, left, top, { width });
      for (const sentence of row.sentences) writeCited(sheet, sentence, SIZES.small);
    }),
  );
  tr.end();
  pdf.x = MARGINS.left;
  // The value may have gone on to the next page; there the label is not in the way.
  pdf.y = (pdf.y < top ? pdf.y : Math.max(pdf.y, under)) + 4;
}

function rowHeight({ pdf, language }: Sheet, row: FieldRow, width: number): number {
  const { label, value } = rowTexts(row, language);
  const labelled = pdf.font('bold').fontSize(SIZES.small).heightOfString(label, { width: LABEL_WIDTH });
  const valued = pdf.font('text').fontSize(SIZES.text).heightOfString(value, { width });
  pdf.fontSize(SIZES.small);
  const said = row.sentences.map((one) => pdf.heightOfString(`${one.text} ${markOf(one, language)}`, { width }));
  return Math.max(
    labelled,
    said.reduce((sum, height) => sum + height, valued),
  );
}

function rule(pdf: PDFDocument): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.lineWidth(0.5).strokeColor(COLOURS.line);
  pdf
    .moveTo(MARGINS.left, pdf.y)
    .lineTo(MARGINS.left + WIDTH, pdf.y)
    .stroke();
  pdf.endMarkedContent();
}

function write(
  pdf: PDFDocument,
  text: string,
  font: 'text' | 'bold',
  size: number,
  colour: string = COLOURS.ink,
): void {
  pdf.font(font).fontSize(size).fillColor(colour).text(text, { width: WIDTH });
}

function writeAt(pdf: PDFDocument, text: string, font: 'text' | 'bold', x: number, y: number, width: number): void {
  pdf.font(font).fontSize(SIZES.small).fillColor(COLOURS.ink).text(text, x, y, { width });
}

/** The text of the item goes on behind it, on the same line. */
function bullet({ pdf }: Sheet): void {
  pdf.font('text').fontSize(SIZES.text).fillColor(COLOURS.ink).text('• ', { width: WIDTH, continued: true });
}

/** A sentence and, behind it, what it rests on. */
function writeCited({ pdf, language }: Sheet, cited: Cited, size: number): void {
  const mark = markOf(cited, language);
  const text = plain(cited.text);
  pdf.font('text').fontSize(size).fillColor(COLOURS.ink);
  pdf.text(mark === '' ? text : `${text} `, { continued: mark !== '' });
  if (mark !== '') pdf.fillColor(COLOURS.soft).text(mark, { continued: false });
}

function roomFor(pdf: PDFDocument, height: number): void {
  if (pdf.y + height > BOTTOM) pdf.addPage();
}
