import {
  LineCounter,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Node,
  type YAMLMap,
} from 'yaml';
import type { RegisterKind } from '../../../shared/register/field.ts';
import { MAX_COLUMNS, MAX_ROWS, type Sheet, type SheetRow } from '../../../shared/register/sheet.ts';

export type ReadYaml = { readonly sheets: readonly Sheet[] } | { readonly line: number; readonly why: string };

/**
 * A list of records, or `assets:` and `credentials:` with a list each. Every scalar is text (failsafe schema), anchors, aliases and
 * tags are refused: nothing expands and nothing is constructed. Lists of texts become one cell, one item a line; one level of
 * nesting (`model:`) is flattened. Never throws.
 */
export function readYaml(text: string, what: RegisterKind): ReadYaml {
  const lines = new LineCounter();
  try {
    const doc = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: true,
      strict: true,
      merge: false,
      lineCounter: lines,
    });
    const [error] = [...doc.errors, ...doc.warnings];
    // The parser meets its own recursion as an error of the text.
    if (error && /call stack/i.test(error.message)) return TOO_DEEP;
    if (error) return { line: error.linePos?.[0].line ?? 1, why: error.message.split('\n', 1)[0] ?? 'not YAML' };
    const odd = oddNode(doc.contents);
    if (odd) return { line: lineOf(odd, lines), why: 'anchors, aliases and tags are not taken; write the values out' };
    return sheetsOf(doc.contents, what, lines);
  } catch (thrown) {
    // The parser recurses: nesting without end is the one thing that makes it give up.
    if (!(thrown instanceof RangeError)) throw thrown;
    return TOO_DEEP;
  }
}

const TOO_DEEP = { line: 1, why: 'nested too deeply to be an inventory' };

function oddNode(contents: Node | null): Node | null {
  let odd: Node | null = null;
  if (contents === null) return null;
  visit(contents, (_key, node) => {
    if (isPair(node) || typeof node !== 'object' || node === null) return undefined;
    const strange =
      isAlias(node) || ('anchor' in node && node.anchor !== undefined) || ('tag' in node && node.tag !== undefined);
    if (!strange) return undefined;
    odd = node as Node;
    return visit.BREAK;
  });
  return odd;
}

function sheetsOf(contents: Node | null, what: RegisterKind, lines: LineCounter): ReadYaml {
  const expected = 'write a list of records, or “assets:” and “credentials:” with a list each';
  if (isSeq(contents)) return oneSheet(what, contents.items, lines);
  if (!isMap(contents)) return { line: 1, why: expected };
  const sheets: Sheet[] = [];
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if ((name !== 'assets' && name !== 'credentials') || !isSeq(value))
      return { line: lineOf(key, lines), why: expected };
    const read = oneSheet(name, value.items, lines);
    if ('why' in read) return read;
    sheets.push(...read.sheets);
  }
  return sheets.length === 0 ? { line: 1, why: expected } : { sheets };
}

function oneSheet(what: RegisterKind, items: readonly unknown[], lines: LineCounter): ReadYaml {
  if (items.length > MAX_ROWS)
    return { line: lineOf(items[MAX_ROWS], lines), why: `more than ${MAX_ROWS} records; split the file` };
  const columns = new Map<string, number>();
  const records = items.map((item) => {
    if (!isMap(item))
      return { line: lineOf(item, lines), cells: new Map<string, string>(), fault: 'is not a record of fields' };
    const cells = new Map<string, string>();
    const fault = collect(item, '', cells);
    for (const name of cells.keys()) if (!columns.has(name)) columns.set(name, columns.size);
    return { line: lineOf(item, lines), cells, fault };
  });
  if (columns.size > MAX_COLUMNS) return { line: 1, why: `more than ${MAX_COLUMNS} different fields` };
  const header = [...columns.keys()];
  const rows = records.map(({ line, cells, fault }): SheetRow => ({
    line,
    cells: header.map((name) => cells.get(name) ?? ''),
    fault,
  }));
  return { sheets: [{ what, header, rows }] };
}

/** Null, or why the record is refused. */
function collect(map: YAMLMap, group: string, cells: Map<string, string>): string | null {
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === '') return 'has a field without a name';
    if (isScalar(value)) cells.set(name, textOf(value.value));
    else if (value === null) continue;
    else if (isSeq(value)) {
      if (!value.items.every((item) => isScalar(item))) return `${name} holds more than a list of texts`;
      cells.set(name, value.items.map((item) => textOf(item.value)).join('\n'));
    } else if (isMap(value) && group === '') {
      const fault = collect(value, name, cells);
      if (fault !== null) return fault;
    } else return `${name} is nested too deeply`;
  }
  return null;
}

/** The failsafe schema has no null; these spellings of it mean that nothing is said. */
function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return text === '~' || text === 'null' ? '' : text;
}

function lineOf(node: unknown, lines: LineCounter): number {
  const range =
    typeof node === 'object' && node !== null && 'range' in node
      ? (node.range as readonly number[] | null | undefined)
      : null;
  return range?.[0] === undefined ? 1 : lines.linePos(range[0]).line;
}
