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

// Values reach programs that have small languages of their own: redis-cli splits at blanks and quotes, ssh expands %, curl
// reads "file:password". So the alphabets are closed rather than escaped, and no value can look like an option.
const TEXT = /^[A-Za-z0-9_][A-Za-z0-9_.@+=/-]*$/;
const PATH = /^\/[\p{L}\p{N}\p{M}_.,@+=/-]*$/u;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
const IPV6 = /^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}$/;
const PORT = /^[1-9][0-9]{0,4}$/;

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
    const message = problemOf(field.kind, value);
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

function problemOf(kind: ParamKind, value: unknown): string | undefined {
  if (value === undefined || value === '') return 'Please fill in this field.';
  if (typeof value !== 'string') return 'Expected text.';
  if (value.length > MAX_LENGTH) return `At most ${MAX_LENGTH} characters.`;
  if (value.startsWith('-')) return 'May not start with a dash.';
  switch (kind) {
    case 'text':
      return TEXT.test(value) ? undefined : 'Letters, digits and _ . @ + = / - only, no blanks.';
    case 'path':
    case 'secret-file':
      return pathProblem(value);
    case 'host':
      return value.length <= 253 && (HOST_NAME.test(value) || IPV6.test(value))
        ? undefined
        : 'Expected a host name or an address, without port.';
    case 'port':
      return PORT.test(value) && Number(value) <= 65_535 ? undefined : 'Expected a number from 1 to 65535.';
  }
}

function pathProblem(value: string): string | undefined {
  if (!value.startsWith('/')) return 'Expected an absolute path.';
  if (!PATH.test(value)) return 'Paths with blanks, quotes, colons, % or control characters cannot be used.';
  if (value.split('/').some((part) => part === '..' || part === '.'))
    return 'A path may not contain "." or ".." steps.';
  return undefined;
}
