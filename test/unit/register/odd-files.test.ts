import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../main/app/register/read-yaml.ts';
import { ASSET_FIELDS } from '../../../shared/register/asset-fields.ts';
import { CREDENTIAL_FIELDS } from '../../../shared/register/credential-fields.ts';
import { readCsv } from '../../../shared/register/csv.ts';
import type { FieldDef } from '../../../shared/register/field.ts';
import { fileText } from '../../../shared/register/file-text.ts';
import { opensSomething, readCell } from '../../../shared/register/read-cell.ts';
import { readCredential } from '../../../shared/register/read-record.ts';

const nothing = () => ({ why: 'not asked' });
const lookup = { asset: nothing, credential: nothing, entity: nothing, templates: [] };
const owner = ASSET_FIELDS.find(({ name }) => name === 'owner');
const read = (text: string) => (owner === undefined ? null : readCell(owner, text, lookup));
const whyOf = (answer: object | null): string => (answer !== null && 'why' in answer ? String(answer.why) : '');

describe('files as they lie around', () => {
  test('a word of the spreadsheet about its separator is no heading, and lines keep their numbers', () => {
    expect(readCsv('sep=;\r\nName;Type\r\nA,1;database\r\n')).toEqual({
      header: ['Name', 'Type'],
      rows: [{ line: 3, cells: ['A,1', 'database'], fault: null }],
      separator: ';',
    });
  });

  test.each(['Inventory\n\nName;Type\nA;database\n', 'Inventory;\nName;Type\n'])('a title is told: %j', (text) => {
    expect(whyOf(readCsv(text))).toContain('a title stands above the table');
  });

  test('one column alone is a table', () => {
    expect(readCsv('Name\nA\nB\n')).toMatchObject({ header: ['Name'] });
  });

  test.each([
    ['PK\u0003\u0004\u0014\0', 'workbook'],
    ['\u00d0\u00cf\u0011\u00e0', 'workbook'],
    ['%PDF-1.7', 'PDF'],
  ])('what is no table by its first bytes: %j', (bytes, why) => {
    expect(whyOf(fileText(Buffer.from(bytes, 'latin1')))).toContain(why);
  });

  test('nesting without end is told in our words', () => {
    expect(readYaml(`assets: ${'['.repeat(20_000)}`, 'assets')).toEqual({
      line: 1,
      why: 'nested too deeply to be an inventory',
    });
  });
});

describe('words of everyday inventories', () => {
  const kind = CREDENTIAL_FIELDS.find(({ name }) => name === 'kind') as FieldDef;
  const type = ASSET_FIELDS.find(({ name }) => name === 'type') as FieldDef;

  test.each([
    ['postgresql', 'database', 'postgresql-role'],
    ['Redis', 'database', 'redis-user'],
    ['Kubernetes', 'cluster', 'kubernetes-account'],
  ])('%s is a %s among assets and a %s among credentials', (word, asset, credential) => {
    expect(readCell(type, word, lookup)).toEqual({ value: asset });
    expect(readCell(kind, word, lookup)).toEqual({ value: credential });
  });

  test.each(['VLAN', 'LoRA', 'db', 'constructor'])('what is no kind of credential is told, not guessed: %s', (word) => {
    expect(whyOf(readCell(kind, word, lookup))).toContain('is none of');
    expect(readCredential({ label: 'A', kind: word }, lookup)).toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ field: 'kind' })]) as unknown,
    });
  });
});

describe('cells of a spreadsheet', () => {
  test.each(['=A1', '=HYPERLINK("x")', "+cmd|' /C calc'!A0", '@SUM(1+1)', '-2+3+cmd|x'])('a formula: %s', (text) => {
    expect(whyOf(read(text))).toContain('is a formula');
  });

  test.each(['#REF!', '#N/A', '#DIV/0!'])('an error: %s', (text) => {
    expect(whyOf(read(text))).toContain('an error of the spreadsheet');
  });

  test.each(['+49 30 123456', '@platform-team', '- none -', 'C# team', '#ops'])('a plain text: %s', (text) => {
    expect(read(text)).toEqual({ value: text });
  });

  test('a hash opens nothing, a vendor key does, wherever it stands', () => {
    expect(opensSomething('a'.repeat(64))).toBeUndefined();
    expect(opensSomething(`${'a'.repeat(64)} ghp_0123456789abcdef`)).toBe('a vendor key');
  });
});
