import type { KeyLine, People } from '../../../../shared/ledger/people.ts';

/**
 * The keys of one person that a ledger knows, oldest first. `journal` knows them all; an incident that could not be written for a
 * while may still be at an earlier one.
 */
export function keysOfPerson(journal: People, person: string, known: People): readonly KeyLine[] {
  return journal.all().flatMap((line) => {
    const held = line.person === person ? known.get(line.fingerprint) : undefined;
    return held ? [held] : [];
  });
}
