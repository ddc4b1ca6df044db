import type { FactId } from '../facts.ts';
import type { Tri } from '../tri.ts';

/** Standing data of the legal entity that a rule may read beside the facts of the incident. */
export type EntityRef =
  | 'entity.turnover'
  | 'entity.microenterprise'
  | 'entity.isManufacturer'
  | 'entity.aiRole'
  | 'entity.isController';
export type Ref = FactId | EntityRef;

/** A number, or a share of another fact in thousandths. Every limit of the law read here is "more than". */
export type Limit = number | { readonly permille: number; readonly of: Ref };

export type Test =
  /** One of these answers. `open` answers settle nothing: suspected is neither confirmed nor excluded. */
  | { readonly fact: Ref; readonly is: readonly string[]; readonly open?: readonly string[] }
  | { readonly fact: Ref; readonly over: Limit }
  /** At most: the one carve-out of the law that counts downwards (2024/2690 Art. 5). */
  | { readonly fact: Ref; readonly atMost: Limit }
  /** A list with at least so many items. */
  | { readonly fact: Ref; readonly listed: number };

/** A condition of the law as data. Three-valued: what is not known is never read as no. */
export type Formula =
  | Test
  | { readonly all: readonly Formula[] }
  | { readonly any: readonly Formula[] }
  | { readonly atLeast: number; readonly of: readonly Formula[] };

export type Value = string | readonly string[];
/** The answer that counts, or null when there is none or it is recorded as not known. */
export type Read = (ref: Ref) => Value | null;

export function evaluate(formula: Formula, read: Read): Tri {
  if ('all' in formula) return atLeast(formula.all.length, formula.all, read);
  if ('any' in formula) return atLeast(1, formula.any, read);
  if ('of' in formula) return atLeast(formula.atLeast, formula.of, read);
  return test(formula, read);
}

/** Yes once enough parts are yes, no once too few can still be. */
function atLeast(needed: number, parts: readonly Formula[], read: Read): Tri {
  const answers = parts.map((part) => evaluate(part, read));
  if (answers.filter((answer) => answer === 'yes').length >= needed) return 'yes';
  return answers.filter((answer) => answer !== 'no').length >= needed ? 'unknown' : 'no';
}

function test(one: Test, read: Read): Tri {
  const value = read(one.fact);
  if ('is' in one) {
    if (typeof value !== 'string' || one.open?.includes(value)) return 'unknown';
    return one.is.includes(value) ? 'yes' : value === 'unknown' ? 'unknown' : 'no';
  }
  if ('listed' in one) {
    if (value === null || typeof value === 'string') return 'unknown';
    return value.length >= one.listed ? 'yes' : 'no';
  }
  if ('over' in one) return isOver(value, one.over, read);
  const over = isOver(value, one.atMost, read);
  return over === 'unknown' ? 'unknown' : over === 'yes' ? 'no' : 'yes';
}

/** Whole numbers only, compared without rounding: 10 % of 5 is 0.5, and 1 is more. Nothing is more than a share of itself. */
function isOver(value: Value | null, limit: Limit, read: Read): Tri {
  const number = wholeNumber(value);
  if (number === null) return 'unknown';
  if (typeof limit === 'number') return number > BigInt(limit) ? 'yes' : 'no';
  const total = wholeNumber(read(limit.of));
  if (number === 0n) return 'no';
  if (total === null) return 'unknown';
  return number * 1000n > BigInt(limit.permille) * total ? 'yes' : 'no';
}

export function wholeNumber(value: Value | null): bigint | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? BigInt(value) : null;
}

/** Every fact a formula reads, once, in order. */
export function refsOf(formula: Formula): readonly Ref[] {
  const found = new Set<Ref>();
  const visit = (one: Formula): void => {
    const parts = 'all' in one ? one.all : 'any' in one ? one.any : 'of' in one ? one.of : null;
    if (parts !== null) return parts.forEach(visit);
    const leaf = one as Test;
    found.add(leaf.fact);
    const limit = 'over' in leaf ? leaf.over : 'atMost' in leaf ? leaf.atMost : 0;
    if (typeof limit !== 'number') found.add(limit.of);
  };
  visit(formula);
  return [...found];
}
