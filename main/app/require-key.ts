import { fail } from '../../shared/domain/failure.ts';
import type { NewEntry } from '../../shared/ledger/entry.ts';
import type { Ending, KeyLine, People } from '../../shared/ledger/people.ts';
import type { Append } from '../ledger/ledger-writer.ts';

/** An entry by a key that does not count would verify for nobody; better refused than recorded. `where` names the ledger. */
export function requireKey(people: People, { by, entries }: Append, where: string): void {
  if (by === 'console') return;
  const line = people.get(by.fingerprint);
  if (!line) {
    if (people.all().length === 0 && opensRoster(entries[0], by.fingerprint)) return;
    if (bringsKey(entries[0], by.fingerprint)) return;
    fail(
      'OPERATOR_UNKNOWN',
      `this person is not on the roster of ${where}; one that missed a change is brought up to date under People and keys`,
    );
  }
  if (line.ended) refuseEnded(line, line.ended);
  if (line.lacks.length > 0 && !entries.every(({ kind }) => kind === 'operator.confirmed'))
    fail('KEY_PENDING', `the new key of ${line.name} does not count in ${where} yet`);
}

export function refuseEnded({ name }: KeyLine, { why, entry }: Ending): never {
  return why === 'revoked'
    ? fail('KEY_REVOKED', `${name}'s key was revoked by entry ${entry}`)
    : fail('KEY_REPLACED', `${name}'s key was replaced by entry ${entry}`);
}

/** A key that this ledger missed, with the proof that it is the one of a person who is on the roster. */
function bringsKey(entry: NewEntry | undefined, fingerprint: string): boolean {
  return entry?.kind === 'operator.rotation-carried' && entry.body.next.fingerprint === fingerprint;
}

/** The first person of a new journal enrols themselves. */
function opensRoster(entry: NewEntry | undefined, fingerprint: string): boolean {
  return entry?.kind === 'operator.enrolled' && entry.body.fingerprint === fingerprint;
}
