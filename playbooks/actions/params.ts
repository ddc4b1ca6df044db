import type { ParamField, ParamKind, Params } from '../../shared/domain/action.ts';

export interface ParamProblem {
  /** Field name, or the unknown key; empty when the whole value is not an object. */
  readonly field: string;
  readonly message: string;
}

export type ParsedParams =
  | { readonly ok: true; readonly params: Params }
  | { readonly ok: false; readonly problems: readonly ParamProblem[] };

const MAX_LENGTH = 1024;
const MAX_LIST_LENGTH = 4000;

// Values reach programs that have small languages of their own: redis-cli splits at blanks and quotes, ssh expands %, curl
// reads "file:password". So the alphabets are closed rather than escaped, and no value can look like an option.
const TEXT = /^[A-Za-z0-9_][A-Za-z0-9_.@+=/-]*$/;
const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.@+=/:-]*$/;
const PATH = /^\/[\p{L}\p{N}\p{M}_.,@+=/-]*$/u;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
const IPV6 = /^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}$/;
const PORT = /^[1-9][0-9]{0,4}$/;
const NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,126}[A-Za-z0-9_])?$/;
const NUMBER = /^(?:0|[1-9][0-9]{0,14})$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const URL_TEXT =
  /^https?:\/\/(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\])(?::[1-9][0-9]{0,4})?(?:\/[A-Za-z0-9._~@/-]*)?$/;
const VIA = /^(?:netns\/[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}|ssh\/[a-z_][a-z0-9_-]{0,31}@[A-Za-z0-9][A-Za-z0-9.-]{0,252})$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\.(?!$)|$)){4}$/;

/** Checks raw values against the fields of a template. Strict: exactly the fields, own keys only, text only. Pure. */
export function parseParams(fields: readonly ParamField[], raw: unknown): ParsedParams {
  if (!isPlainObject(raw))
    return { ok: false, problems: [{ field: '', message: 'Expected an object with one text per field.' }] };
  const problems: ParamProblem[] = [];
  const known = new Set(fields.map((field) => field.name));
  for (const key of Reflect.ownKeys(raw)) {
    if (typeof key !== 'string' || !known.has(key))
      problems.push({ field: String(key), message: 'There is no such field.' });
  }
  const params: Record<string, string> = {};
  for (const field of fields) {
    const value = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
    const message = problemOf(field, value);
    if (message !== undefined) problems.push({ field: field.name, message });
    else if (typeof value === 'string') params[field.name] = value;
  }
  return problems.length === 0 ? { ok: true, params } : { ok: false, problems };
}

function isPlainObject(raw: unknown): raw is Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === Object.prototype || prototype === null;
}

function problemOf(field: ParamField, value: unknown): string | undefined {
  if (value === undefined || value === '') return field.optional === true ? undefined : 'Please fill in this field.';
  if (typeof value !== 'string') return 'Expected text.';
  const most = field.kind.endsWith('-list') ? MAX_LIST_LENGTH : MAX_LENGTH;
  if (value.length > most) return `At most ${most} characters.`;
  if (value.startsWith('-')) return 'May not start with a dash.';
  switch (field.kind) {
    case 'cidr-list':
      return listProblem('cidr', value);
    case 'name-list':
      return listProblem('name', value);
    case 'text-list':
      return listProblem('text', value);
    case 'host-list':
      return listProblem('host', value);
    case 'choice':
      return field.choices?.includes(value) === true
        ? undefined
        : `Expected one of ${(field.choices ?? []).join(', ')}.`;
    default:
      return oneProblem(field.kind, value);
  }
}

function listProblem(kind: SingleKind, value: string): string | undefined {
  const items = value.split(',');
  if (new Set(items).size !== items.length) return 'One item stands there twice.';
  for (const item of items) {
    const problem = item === '' ? 'An item is empty.' : oneProblem(kind, item);
    if (problem !== undefined) return `${problem} Items are separated by commas, without blanks.`;
  }
  return undefined;
}

type SingleKind = Exclude<ParamKind, 'cidr-list' | 'name-list' | 'text-list' | 'host-list' | 'choice'>;

function oneProblem(kind: SingleKind, value: string): string | undefined {
  switch (kind) {
    case 'text':
    case 'profile':
      return TEXT.test(value) ? undefined : 'Letters, digits and _ . @ + = / - only, no blanks.';
    case 'key':
    case 'context':
      return KEY.test(value) ? undefined : 'Letters, digits and _ . @ + = / : - only, no blanks.';
    case 'path':
    case 'secret-file':
      return pathProblem(value);
    case 'host':
      return value.length <= 253 && (HOST_NAME.test(value) || IPV6.test(value))
        ? undefined
        : 'Expected a host name or an address, without port.';
    case 'name':
    case 'region':
      return NAME.test(value)
        ? undefined
        : 'Letters, digits and _ . - only, beginning and ending with a letter, digit or _.';
    case 'number':
      return NUMBER.test(value) ? undefined : 'Expected a whole number.';
    case 'duration':
      return NUMBER.test(value) && Number(value) >= 1 && Number(value) <= 10_080
        ? undefined
        : 'Expected minutes, from 1 to 10080 (a week).';
    case 'digest':
      return DIGEST.test(value) ? undefined : 'Expected sha256: and 64 digits from 0 to f.';
    case 'url':
      return URL_TEXT.test(value) && !value.includes('/../')
        ? undefined
        : 'Expected an http or https address without user, query or fragment.';
    case 'cidr':
      return cidrProblem(value);
    case 'via':
      return VIA.test(value) ? undefined : 'Expected netns/NAME or ssh/USER@HOST.';
    case 'port':
      return PORT.test(value) && Number(value) <= 65_535 ? undefined : 'Expected a number from 1 to 65535.';
  }
}

function cidrProblem(value: string): string | undefined {
  const [address = '', prefix = '', rest] = value.split('/');
  const limit = IPV4.test(address) ? 32 : IPV6.test(address) ? 128 : -1;
  const fits = rest === undefined && NUMBER.test(prefix) && Number(prefix) <= limit;
  return fits ? undefined : 'Expected an address range such as 10.20.0.0/24 or 2001:db8::/48.';
}

function pathProblem(value: string): string | undefined {
  if (!value.startsWith('/')) return 'Expected an absolute path.';
  if (!PATH.test(value)) return 'Paths with blanks, quotes, colons, % or control characters cannot be used.';
  if (value.split('/').some((part) => part === '..' || part === '.'))
    return 'A path may not contain "." or ".." steps.';
  return undefined;
}
