import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { EntryBody, NewEntry } from '../../../shared/ledger/entry.ts';
import { both, type By, filed, heard, keptVersion, released, unreleased } from '../../support/filing-story.ts';
import { EXERCISE_ORIGIN } from '../../support/ledger-builder.ts';
import { alice, bob, carol } from '../../support/parties.ts';

describe('a filing that names a version', () => {
  test.each(released)('%s is no finding', (_, entries, filing) => {
    expect(keptVersion(entries).write(alice, filing).verify()).toMatchObject({
      verified: true,
      findings: [],
    });
  });

  test('and one that names none is no finding: it was made by telephone, or before versions were named', () => {
    const { draft: _, ...body } = filed().body as EntryBody<'notification.filed'>;
    const ledger = keptVersion([]).write(alice, { kind: 'notification.filed', body });
    expect(ledger.verify().findings).toEqual([]);
  });

  test.each(unreleased)('%s is told, at its entry, and the record stays verified', (_, entries, filing) => {
    const ledger = keptVersion(entries).write(alice, filing);
    expect(ledger.verify()).toMatchObject({
      verified: true,
      findings: [{ code: 'FILING_UNLOCKED', severity: 'warning', entry: entries.length + 2 }],
    });
  });

  test('in an exercise the clock of the exercise counts', () => {
    const played = (entry: NewEntry, exercise: string): NewEntry => ({
      ...entry,
      at: { exercise: exercise as Instant },
    });
    const told = (filedAt: string): readonly string[] => {
      const signed = both.map(([by, entry]): By => [by, played(entry, '2026-11-22T09:00:00.000Z')]);
      return keptVersion(signed, 'nis2-early-warning', EXERCISE_ORIGIN)
        .write(alice, played(filed({ filedAt: filedAt as Instant }), '2026-11-22T12:00:00.000Z'))
        .verify()
        .findings.map(({ code }) => code);
    };
    expect(told('2026-11-22T08:00:00.000Z')).toEqual(['FILING_UNLOCKED']);
    expect(told('2026-11-22T10:00:00.000Z')).toEqual([]);
  });

  test('under the GDPR it takes the data protection officer’s opinion too', () => {
    const codes = (entries: readonly By[]): readonly string[] =>
      keptVersion(entries, 'gdpr-33')
        .write(alice, filed({ stage: 'GDPR.33' }))
        .verify()
        .findings.map(({ code }) => code);
    expect(codes(both)).toEqual(['FILING_UNLOCKED']);
    expect(codes([[carol, heard], ...both])).toEqual([]);
    expect(codes([[bob, heard], ...both])).toEqual(['FILING_UNLOCKED']);
  });
});
