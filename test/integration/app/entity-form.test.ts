import { expect, test } from 'vitest';
import { isWholeMore, moreInput, NO_MORE } from '../../../renderer/screens/start/entity-more.ts';

const authority = { regime: 'NIS2', name: 'BSI', channel: 'BSI-Portal', fallback: '' };
const contact = { name: 'Rolf', role: '', phone: '+49 40 1', email: '' };

test('what was begun and left half holds the form up, where it would be dropped without a word', () => {
  for (const half of [
    { turnover: '6.5' },
    { turnover: 'six million' },
    { lei: '5299' },
    { authorities: [{ ...authority, channel: '' }] },
    { authorities: [{ ...authority, regime: '' }] },
    { contacts: [{ ...contact, name: '' }] },
  ])
    expect(isWholeMore({ ...NO_MORE, ...half })).toBe(false);
});

test('an empty row and nothing at all are whole, and so is what is kept', () => {
  const blank = { regime: 'NIS2', name: '', channel: '', fallback: '' };
  const full = { ...NO_MORE, turnover: '6000000', lei: '5299000J2N45DDNE4Y28' };
  const more = { ...full, authorities: [authority, blank], contacts: [contact] };
  expect(isWholeMore(NO_MORE)).toBe(true);
  expect(isWholeMore(more)).toBe(true);
  expect(moreInput(more)).toMatchObject({ turnoverEur: 6_000_000, authorities: [authority], contacts: [contact] });
});
