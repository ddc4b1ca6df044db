import { fromUtf8 } from '../ledger/encoding.ts';
import { isSafePath, type Algorithm } from './layout.ts';

/** Path and hash, in the order of the paths. */
export type Manifest = ReadonlyMap<string, string>;

const DIGITS: Record<Algorithm, number> = { sha256: 64, sha512: 128 };

/** RFC 8493 section 2.1.3, in the one spelling that sha256sum reads too: hash, two spaces, path; sorted by path. */
export function formatManifest(lines: Iterable<readonly [path: string, hash: string]>): string {
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, hash]) => `${hash}  ${path}\n`)
    .join('');
}

export type ParsedManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly why: string };

/** Accepts only what `formatManifest` writes, so that a manifest has one spelling and no path comes twice. */
export function parseManifest(bytes: Uint8Array, algorithm: Algorithm): ParsedManifest {
  const text = fromUtf8(bytes);
  if (text === null) return { ok: false, why: 'not UTF-8' };
  if (text === '') return { ok: true, manifest: new Map() };
  if (!text.endsWith('\n')) return { ok: false, why: 'the last line does not end with a newline' };
  const manifest = new Map<string, string>();
  const digits = DIGITS[algorithm];
  let before = '';
  for (const [i, line] of text.slice(0, -1).split('\n').entries()) {
    const hash = line.slice(0, digits);
    const path = line.slice(digits + 2);
    if (hash.length !== digits || !/^[0-9a-f]+$/.test(hash) || line.slice(digits, digits + 2) !== '  ') {
      return { ok: false, why: `line ${i + 1} is not ${digits} hex digits, two spaces and a path` };
    }
    if (!isSafePath(path)) return { ok: false, why: `line ${i + 1} names a path that is not allowed` };
    if (path <= before) return { ok: false, why: `line ${i + 1} is out of order or repeated` };
    manifest.set(path, hash);
    before = path;
  }
  return { ok: true, manifest };
}
