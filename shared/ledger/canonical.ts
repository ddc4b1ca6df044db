/**
 * The one byte encoding of an entry: RFC 8785 restricted to null, booleans, well-formed strings, safe integers, arrays and
 * plain objects. Whatever is outside that set is refused, so that no second program can read the same bytes differently.
 */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [key: string]: Canonical };

export class NotCanonicalError extends Error {
  readonly path: string;
  constructor(what: string, path: string) {
    super(`not canonical at ${path || '(root)'}: ${what}`);
    this.name = 'NotCanonicalError';
    this.path = path;
  }
}

const MAX_DEPTH = 32;

/** Canonical text of `value`. Throws NotCanonicalError for undefined, floats, -0, unsafe integers, Dates, Maps, holes, lone surrogates. */
export function canonical(value: unknown): string {
  return encode(value, '', 0);
}

/**
 * Whether `value`, parsed from `text`, is spelt there as `canonical` spells it. JSON.stringify answers for what is certain to be
 * the same either way; anything else takes the long way, and throws what `canonical` throws. `depth`: how deep in an entry it is.
 */
export function isCanonicalText(text: string, value: unknown, depth = 0): boolean {
  // A lone surrogate is the one thing JSON.stringify repeats although `canonical` refuses it; it always shows as this escape.
  const quick = !text.includes('\\ud') && isInOrder(value, depth) && JSON.stringify(value) === text;
  return quick || encode(value, '', depth) === text;
}

function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1));
  let last: string | null = null;
  for (const key in value) {
    if (last !== null && key <= last) return false;
    if (!isInOrder((value as Record<string, unknown>)[key], depth + 1)) return false;
    last = key;
  }
  return true;
}

function encode(value: unknown, path: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new NotCanonicalError(`deeper than ${MAX_DEPTH} levels`, path);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return encodeString(value, path);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new NotCanonicalError(`number ${value}`, path);
    return String(value);
  }
  if (Array.isArray(value)) {
    // A hole has no key and a named property has one too many: neither has a place in JSON.
    if (Object.keys(value).length !== value.length) throw new NotCanonicalError('array with holes or names', path);
    return `[${value.map((item, i) => encode(item, `${path}[${i}]`, depth + 1)).join(',')}]`;
  }
  if (typeof value === 'object') return encodeObject(value, path, depth);
  throw new NotCanonicalError(typeof value, path);
}

function encodeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new NotCanonicalError('lone surrogate', path);
  // ECMAScript's JSON.stringify of a well-formed string is exactly the RFC 8785 section 3.2.2.2 form.
  return JSON.stringify(value);
}

function encodeObject(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotCanonicalError('not a plain object', path);
  const entries = Object.entries(value);
  // What JSON cannot carry (symbol keys, hidden properties) is refused rather than dropped.
  if (Reflect.ownKeys(value).length !== entries.length) throw new NotCanonicalError('symbol or hidden key', path);
  // Default sort order is UTF-16 code units, which RFC 8785 section 3.2.3 demands.
  const members = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${encodeString(key, path)}:${encode(item, `${path}.${key}`, depth + 1)}`);
  return `{${members.join(',')}}`;
}
