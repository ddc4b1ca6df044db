import type { Entry } from './entry.ts';
import { FilingCheck } from './filing-check.ts';
import type { People } from './people.ts';

/**
 * The person on whose word alone someone is on the roster, by their first key; null when two vouched, when the record does not
 * say who did, and for whoever opened the console, whom nobody could vouch for.
 */
export function soleVoucher(people: People, fingerprint: string): string | null {
  const line = people.get(fingerprint);
  const persons = new Set(line?.vouchers?.map((voucher) => people.personOf(voucher)));
  const [only] = persons;
  return only === undefined || persons.size > 1 || only === line?.person ? null : only;
}

/** Who of two signers is there on the word of the other alone: together they may be one person. Null when neither is. */
export function leaning(
  people: People,
  one: string,
  other: string,
): { readonly who: string; readonly on: string } | null {
  if (soleVoucher(people, one) === people.personOf(other)) return { who: one, on: other };
  return soleVoucher(people, other) === people.personOf(one) ? { who: other, on: one } : null;
}

/** What a reader must know about who acted on whose word; nothing of it breaks the record. */
export interface StandingWarning {
  readonly code: 'REVOCATION_UNCONFIRMED' | 'ENROLMENT_BY_ONE' | 'QUORUM_BY_ONE' | 'FILING_UNLOCKED';
  readonly why: string;
  readonly entry: number;
}

/** Watches a ledger for gates at which one signer stood on the word of the other alone, and for filings that nobody had released. */
export class StandingCheck {
  readonly #filings = new FilingCheck();
  readonly #requesters = new Map<string, string>();
  /** By pair: the first approval of the kind, and how many there were. */
  readonly #leaning = new Map<string, { readonly who: string; readonly on: string; entry: number; count: number }>();

  /** `people` as of the entry. */
  take(entry: Entry, people: People): void {
    this.#filings.take(entry, people);
    const [, actor = ''] = entry.actor.split(':');
    if (entry.kind === 'action.submitted') this.#requesters.set(entry.body.action, actor);
    if (entry.kind !== 'gate.approved') return;
    const requester = this.#requesters.get(entry.body.action);
    const leans = requester === undefined ? null : leaning(people, actor, requester);
    if (!leans) return;
    const pair = `${people.personOf(leans.who)} ${people.personOf(leans.on)}`;
    const known = this.#leaning.get(pair) ?? { ...leans, entry: entry.index, count: 0 };
    this.#leaning.set(pair, { ...known, count: known.count + 1 });
  }

  /** `people` as the ledger left them. */
  warnings(people: People): readonly StandingWarning[] {
    const name = (fingerprint: string): string => people.get(fingerprint)?.name ?? fingerprint.slice(0, 8);
    const keys = people.all().flatMap((line): StandingWarning[] => [
      ...(line.byOne && line.lacks.length === 0
        ? [
            {
              code: 'ENROLMENT_BY_ONE',
              why: `one person alone vouched for ${line.name}, though another could have`,
              entry: line.since.entry,
            } as const,
          ]
        : []),
      ...(line.ended?.why === 'revoked' && line.ended.confirmable && line.ended.confirmedBy === null
        ? [
            {
              code: 'REVOCATION_UNCONFIRMED',
              why: `one person alone revoked the key of ${line.name}, though another could have confirmed`,
              entry: line.ended.entry,
            } as const,
          ]
        : []),
    ]);
    const gates = [...this.#leaning.values()].map(({ who, on, entry, count }) => ({
      code: 'QUORUM_BY_ONE' as const,
      why: `${count === 1 ? 'an approval rests' : `${count} approvals rest`} on one person's word: only ${name(on)} had vouched for ${name(who)}`,
      entry,
    }));
    const filings = this.#filings.found.map((one) => ({ code: 'FILING_UNLOCKED' as const, ...one }));
    return [...keys, ...gates, ...filings];
  }
}
