import { compareInstants, type Instant, MINUTE, plusMs } from '../domain/instant.ts';
import { SIGN_OFF_SEATS, type SignOffSeat } from '../domain/sign-off.ts';
import { FORM_USES, type FormId, formUse } from '../law/forms/form-ids.ts';
import type { Language } from '../law/forms/language.ts';
import type { EntryBody } from './entry.ts';

/** When something of the sign-off was recorded, and as which entry. */
export interface Recorded {
  readonly entry: number;
  readonly at: Instant;
}

/** `person` is one for all keys they had; `held`: they had the role when they signed. */
export interface Signed {
  readonly person: string;
  readonly held: boolean;
}

/** A kept version, as far as the rule looks at it. */
export interface KeptVersion extends Recorded {
  readonly form: string;
  readonly entity: string;
  readonly language: Language;
  readonly textSha256: string;
}
export interface Review extends Recorded, Signed, Readonly<EntryBody<'notification.reviewed'>> {}
export interface Lock extends Recorded, Signed, Readonly<EntryBody<'notification.locked'>> {}

export interface SignOffLines<R extends Review, L extends Lock> {
  readonly drafts: readonly KeptVersion[];
  readonly reviews: readonly R[];
  readonly locks: readonly L[];
}

export type SignOffNeed = 'dpo-opinion' | SignOffSeat;

export interface SignOffStanding<R extends Review, L extends Lock> {
  readonly opinions: readonly R[];
  readonly signatures: readonly (L & { readonly expired: boolean })[];
  /** Void: a newer version was kept in the same language. Nobody signs it any more; what was signed stays on record. */
  readonly state: 'open' | 'locked' | 'void';
  readonly needs: readonly SignOffNeed[];
  /** When the first of the signatures that lock it expires; null while it is not locked. */
  readonly until: Instant | null;
}

/**
 * How a version stood at an instant: only what was on record then counts, with a minute of slack, because people note times to
 * the minute. A signature counts for the role its signer held, one seat for one person. Each language of a report has its own lock:
 * the authority's text and a translation for the group are two texts, and people sign a text.
 */
export function signOffStanding<R extends Review, L extends Lock>(
  record: SignOffLines<R, L>,
  draft: KeptVersion,
  at: Instant,
): SignOffStanding<R, L> {
  const known = ({ at: recorded }: Recorded): boolean => compareInstants(recorded, plusMs(at, MINUTE)) <= 0;
  const about = (one: Review | Lock): boolean =>
    one.draft === draft.entry && one.textSha256 === draft.textSha256 && known(one);
  const opinions = record.reviews.filter(about);
  const signatures = record.locks
    .filter((one) => about(one) && (one.language ?? draft.language) === draft.language)
    .map((one) => ({ ...one, expired: compareInstants(one.expiresAt, at) <= 0 }));
  const newer = record.drafts.some((one) => one.entry > draft.entry && isSameSeries(one, draft) && known(one));
  const standing = signatures.filter(({ held, expired }) => held && !expired);
  const pair = pairOf(standing);
  const unsigned = SIGN_OFF_SEATS.filter((seat) => !standing.some(({ as }) => as === seat));
  const dpo = needsDpo(draft.form) && !opinions.some(({ as, held }) => as === 'dpo' && held);
  const state = newer ? 'void' : pair !== null && !dpo ? 'locked' : 'open';
  return {
    opinions,
    signatures,
    state,
    needs: state === 'open' ? [...(dpo ? (['dpo-opinion'] as const) : []), ...unsigned] : [],
    until: state === 'locked' ? (pair?.map(({ expiresAt }) => expiresAt).toSorted(compareInstants)[0] ?? null) : null,
  };
}

type Series = Pick<KeptVersion, 'form' | 'entity' | 'language'>;

/** Versions of which a newer one takes the place of an older one: one report of one entity in one language. */
export function isSameSeries(one: Series, other: Series): boolean {
  return one.form === other.form && one.entity === other.entity && one.language === other.language;
}

export function needsDpo(form: string): boolean {
  return form in FORM_USES && formUse(form as FormId).regime === 'GDPR';
}

/** Two signatures, one a seat, by two people; null without. */
function pairOf(standing: readonly Lock[]): readonly [Lock, Lock] | null {
  for (const legal of standing.filter(({ as }) => as === 'legal')) {
    const officer = standing.findLast(({ as, person }) => as === 'regulatory-officer' && person !== legal.person);
    if (officer) return [legal, officer];
  }
  return null;
}
