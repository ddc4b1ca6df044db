/**
 * Text that seems to carry the secret itself (pitfall 24: a notification must not disclose what leaked). Names the kind only:
 * a warning that repeated the match would leak it a second time.
 */
const PATTERNS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  {
    kind: 'a vendor key',
    pattern:
      /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}|\bAKIA[A-Z0-9]{12,}|\b(?:gh[pousr]|hf|glpat|xox[a-z])[-_][A-Za-z0-9_-]{10,}/,
  },
  { kind: 'a signed token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/ },
  {
    kind: 'a password or key with its value',
    pattern: /\b(?:pass(?:word|wd|phrase)?|api[ _-]?key|secret|token)\s*[:=]\s*\S{6,}/i,
  },
  { kind: 'credentials in an address', pattern: /:\/\/[^\s/@:]+:[^\s/@]+@/ },
  { kind: 'a long hash', pattern: /\b[0-9a-f]{32,}\b/i },
  {
    kind: 'a long random text',
    pattern: /(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*\d)[A-Za-z0-9+/_-]{28,}/,
  },
];

/** Kinds of secret a text seems to hold; empty when none is seen, which proves nothing. */
export function secretKindsIn(text: string): readonly string[] {
  return PATTERNS.filter(({ pattern }) => pattern.test(text)).map(({ kind }) => kind);
}
