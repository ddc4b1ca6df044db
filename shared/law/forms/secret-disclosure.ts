/**
 * Text that seems to carry the secret itself (pitfall 24: a notification must not disclose what leaked). Names the kind only:
 * a warning that repeated the match would leak it a second time.
 */
const PATTERNS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  {
    kind: 'a vendor key',
    pattern:
      /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}|\bA(?:KIA|SIA)[A-Z0-9]{12,}|\bAIza[A-Za-z0-9_-]{20,}|\b(?:whsec_|hvs\.|ck_|cs_)[A-Za-z0-9_-]{16,}|\b(?:gh[pousr]|hf|glpat|xox[a-z])[-_][A-Za-z0-9_-]{10,}/,
  },
  { kind: 'a signed token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/ },
  {
    kind: 'a password or key with its value',
    pattern: /\b(?:pass(?:word|wd|phrase|wort)?|kennwort|api[ _-]?key|secret|token)\s*[:=]\s*\S{6,}/i,
  },
  { kind: 'credentials in an address', pattern: /:\/\/[^\s/@:]+:[^\s/@]+@/ },
  { kind: 'a long hash', pattern: /\b[0-9a-f]{32,}\b/i },
  {
    kind: 'a tensor name',
    pattern:
      /\b[a-z_]\w*(?:\.\w+){1,8}\.(?:weight|bias|lora_[AB]|scales|qzeros|qweight)\b|\b(?:lm_head|embed_tokens|blk\.\d+)\b/,
  },
  {
    kind: 'wording of a prompt',
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|eot_id|start_header_id)\|>|\[\/?INST\]|<<SYS>>|"role"\s*:\s*"(?:system|user|assistant)"|\b[Yy]ou are (?:an?|the) (?:\w+ ){0,4}(?:assistant|agent|model|bot|AI)\b|\bDu bist ein(?:e)? (?:\w+ ){0,4}(?:Assistent|Agent|Modell|KI)/,
  },
  { kind: 'numbers that look like weights', pattern: /(?:-?\d?\.\d{3,}(?:e-?\d+)?[,;\s]+){8,}/ },
  {
    kind: 'a long random text',
    pattern: /(?=[A-Za-z0-9+/_-]*[a-z])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*\d)[A-Za-z0-9+/_-]{28,}/,
  },
];

/** Hex digits of a digest that are enough to look a file up by. */
const TELLING = 12;

/**
 * Kinds of secret a text seems to hold; empty when none is seen, which proves nothing. `digests` are the SHA-256 on record of
 * what leaked (hex): whoever reads one can tell the file when it turns up, and ask for it.
 */
export function secretKindsIn(text: string, digests: readonly string[] = []): readonly string[] {
  const found = PATTERNS.filter(({ pattern }) => pattern.test(text)).map(({ kind }) => kind);
  const digits = text.toLowerCase();
  if (digests.some((digest) => digits.includes(digest.slice(0, TELLING).toLowerCase())))
    found.push('the digest of an asset on record');
  return found;
}
