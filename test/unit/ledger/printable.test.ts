import { expect, test } from 'vitest';
import { printable } from '../../../shared/ledger/printable.ts';
import { LedgerBuilder } from '../../support/ledger-builder.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';

test('what steers a terminal or turns a line around is spelled out', () => {
  expect(printable('a\u001b[2Jb')).toBe(String.raw`a\u001b[2Jb`);
  expect(printable('exe\u202etxt.')).toBe(String.raw`exe\u202etxt.`);
  expect(printable('line\nline\u009b\u200b')).toBe(String.raw`line\u000aline\u009b\u200b`);
  expect(printable('Büro 😀 "x"')).toBe('Büro 😀 "x"');
  expect(printable('\ud83d')).toBe('\ufffd');
});

test('findings never carry it', () => {
  const report = new LedgerBuilder().appendBytes(utf8('{"\\u001b[2J":1}')).seal().verify();
  expect(JSON.stringify(report.findings)).not.toContain('\\u001b[');
  expect(report.findings[0]).toMatchObject({ code: 'ENTRY_MALFORMED', entry: 1 });
});
