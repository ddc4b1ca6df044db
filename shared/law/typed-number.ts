/**
 * A whole number as people write it, `1 250 000`, `1.250.000` or `1,250,000`, without its separators. What groups in another way is
 * left as it is and is no number: `12.50` must not become 1250. As it is read at every stroke, the groups before may have gone already.
 */
export function ungrouped(text: string): string {
  const trimmed = text.trim();
  return /^\d+(?:([\s.,'’])\d{3})(?:\1\d{3})*$/u.test(trimmed) ? trimmed.replaceAll(/\D/g, '') : trimmed;
}
