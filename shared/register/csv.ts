import { MAX_COLUMNS, MAX_ROWS, type SheetRow } from './sheet.ts';

export type ReadCsv =
  | { readonly header: readonly string[]; readonly rows: readonly SheetRow[]; readonly separator: string }
  | { readonly line: number; readonly why: string };

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * RFC 4180, with the separators that spreadsheets write and line ends of any kind. The first row names the columns. Rows of
 * another width come back with their fault; a file that cannot be cut into rows at all is refused with its line. Never throws.
 */
export function readCsv(text: string): ReadCsv {
  // A first line of `sep=;` is a spreadsheet's word to itself about the separator.
  const told = /^sep=([,;\t])[ \t]*(?:\r\n?|\n|$)/i.exec(text);
  const separator = told?.[1] ?? separatorOf(text);
  const table = text.slice(told?.[0].length ?? 0);
  const cut = cutRows(table, separator, told === null ? 1 : 2);
  if ('why' in cut) return cut;
  const [first, ...rest] = cut.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (first === undefined) return { line: 1, why: 'the file is empty; its first row has to name the columns' };
  if (isTitle(first, rest, table))
    return {
      line: first.line,
      why: 'a title stands above the table; take it out, the first row has to name the columns',
    };
  const header = first.cells.map((cell) => cell.trim());
  if (header.length > MAX_COLUMNS) return { line: first.line, why: `more than ${MAX_COLUMNS} columns` };
  if (rest.length > MAX_ROWS)
    return { line: rest[MAX_ROWS]?.line ?? 1, why: `more than ${MAX_ROWS} rows; split the file` };
  const rows = rest.map(({ line, cells }): SheetRow => {
    const fault =
      cells.length === header.length || cells.slice(header.length).every((cell) => cell === '')
        ? null
        : `has ${cells.length} cells, the first row has ${header.length}; put cells that hold the separator in quotes`;
    const short = cells.length < header.length ? `has ${cells.length} cells, the first row has ${header.length}` : null;
    return { line, cells: header.map((_, at) => cells[at] ?? ''), fault: short ?? fault };
  });
  return { header, rows, separator };
}

/** One cell above rows of several: no heading of theirs. */
function isTitle({ cells }: RawRow, [next]: readonly RawRow[], text: string): boolean {
  if (next === undefined || cells.filter((cell) => cell.trim() !== '').length > 1) return false;
  return next.cells.length > 1 || [...separatorsOf(text.slice(next.from)).values()].some((count) => count > 0);
}

/** The one that cuts the first line, quotes aside, most often. */
function separatorOf(text: string): string {
  const counts = separatorsOf(text);
  return SEPARATORS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? ',';
}

/** How often each stands in the first line, quotes aside. */
function separatorsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(SEPARATORS.map((one) => [one, 0]));
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  return counts;
}

interface RawRow {
  /** Where in the text it begins. */
  readonly from: number;
  readonly line: number;
  readonly cells: readonly string[];
}

function cutRows(
  text: string,
  separator: string,
  firstLine: number,
): { readonly rows: readonly RawRow[] } | { readonly line: number; readonly why: string } {
  const rows: RawRow[] = [];
  let at = 0;
  let line = firstLine;
  while (at < text.length) {
    const start = line;
    const from = at;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, separator);
      if (cell === null) return { line: start, why: 'a quote is opened and never closed' };
      cells.push(cell.value);
      line += cell.breaks;
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
      return { line, why: 'text stands behind a closing quote; a quote inside a cell is written twice' };
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    rows.push({ from, line: start, cells });
  }
  return { rows };
}

interface Cell {
  readonly value: string;
  readonly end: number;
  readonly breaks: number;
}

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end, breaks: 0 };
}

/** Null when the quote is never closed. */
function quotedCell(text: string, start: number): Cell | null {
  let from = start + 1;
  let value = '';
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1) return null;
    value += text.slice(from, close);
    if (text[close + 1] !== '"') {
      const clean = value.replaceAll(/\r\n?/g, '\n');
      return { value: clean, end: close + 1, breaks: clean.split('\n').length - 1 };
    }
    value += '"';
    from = close + 2;
  }
}

/** One table as RFC 4180 text, for `readCsv` to read back. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}

function quote(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell;
}
