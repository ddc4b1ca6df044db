import type { KeyLine, People } from '../../../../shared/ledger/people.ts';
import type { RosterGap } from '../../../../shared/view/console-view.ts';
import { soleVoucher } from '../../../../shared/ledger/standing.ts';
import { keysOfPerson } from './keys-of-person.ts';

/** What an incident has not heard of one person, with the keys it is about. */
export interface Gap extends RosterGap {
  /** The key that the journal has in use; null when there is none. */
  readonly current: KeyLine | null;
  /** Keys of this person that the incident knows, oldest first, as it knows them. */
  readonly here: readonly KeyLine[];
}

/** Where the roster of an incident is behind the journal, person by person: it could not be written when something changed. */
export function rosterGaps(journal: People, known: People): readonly Gap[] {
  return [...Map.groupBy(journal.all(), ({ person }) => person)].flatMap(([person, lines]) => {
    const last = lines.at(-1);
    // A key that still waits in the journal itself comes first there.
    if (!last || (last.ended === null && last.lacks.length > 0)) return [];
    const current = lines.findLast(({ fingerprint }) => journal.counts(fingerprint)) ?? null;
    const here = keysOfPerson(journal, person, known);
    const gap = gapOf(journal, known, current, here);
    return gap ? [{ ...gap, name: last.name, current, here }] : [];
  });
}

function gapOf(
  journal: People,
  known: People,
  current: KeyLine | null,
  here: readonly KeyLine[],
): Pick<Gap, 'what' | 'by'> | null {
  const stray = straysOf(known, current, here);
  if (!current) return stray.length > 0 ? { what: 'still-counts', by: 'two' } : null;
  const mine = known.get(current.fingerprint);
  if (!mine) {
    const from = stray.at(-1)?.fingerprint;
    const carried = from !== undefined && rotationsTo(journal, from, current.fingerprint) !== null;
    return carried ? { what: 'new-key', by: 'self' } : { what: 'unknown', by: 'two' };
  }
  if (mine.ended) return null;
  if (mine.lacks.includes('voucher')) return { what: 'voucher', by: 'two' };
  if (mine.lacks.includes('signature')) return { what: 'signature', by: 'self' };
  if (stray.length > 0) return { what: 'still-counts', by: 'two' };
  const vouched = soleVoucher(journal, current.fingerprint) === null;
  if (vouched && soleVoucher(known, current.fingerprint) !== null) return { what: 'voucher', by: 'two' };
  return mine.roles.join() === current.roles.join() || current.assigned?.waits ? null : { what: 'roles', by: 'two' };
}

/** Keys that count in the incident and are not the one in use. */
export function straysOf(known: People, current: KeyLine | null, here: readonly KeyLine[]): readonly KeyLine[] {
  return here.filter(({ fingerprint }) => fingerprint !== current?.fingerprint && known.counts(fingerprint));
}

/** The keys that gave way one to the next until `to`, each by its owner; null when anything else happened on the way. */
export function rotationsTo(journal: People, from: string, to: string): readonly KeyLine[] | null {
  const way: KeyLine[] = [];
  for (let at = from; at !== to;) {
    const line = journal.get(at);
    if (line?.ended?.why !== 'rotated' || line.ended.next === null || way.includes(line)) return null;
    way.push(line);
    at = line.ended.next;
  }
  return way;
}
