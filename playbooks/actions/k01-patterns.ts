// What a key looks like (reference D, DET-1). A pattern consumes the key and then forgets it (`\K`): grep -o prints what comes after,
// at most the last four letters. So no key is in an output, and none can reach the ledger.

export interface KeyPattern {
  readonly kind: string;
  /** What a hit is shown with, before the last letters. */
  readonly shown: string;
  /** For grep -P. */
  readonly pattern: string;
  /** Looks like such a key and is none: shows that the pattern works on this machine. */
  readonly canary: string;
  /** Almost such a key: shows that it does not find everything. */
  readonly decoy: string;
}

const WORD = '[A-Za-z0-9_-]';
const LAST = `\\K${WORD}{4}(?!${WORD})`;
const START = '(?<![A-Za-z0-9_-])';

function filler(length: number): string {
  return 'Aa0'.repeat(length).slice(0, length);
}

function hex(length: number): string {
  return '0a'.repeat(length).slice(0, length);
}

export const KEY_PATTERNS: readonly KeyPattern[] = [
  {
    kind: 'AWS access key id',
    shown: 'AKIA or ASIA',
    pattern: `${START}(?:AKIA|ASIA)[A-Z0-9]{12}\\K[A-Z0-9]{4}(?!${WORD})`,
    canary: `AKIA${'A'.repeat(16)}`,
    decoy: `AKIA${'A'.repeat(12)}`,
  },
  {
    kind: 'OpenAI or LiteLLM key',
    shown: 'sk-',
    // A digit and a capital: style sheets are full of names that begin with sk- and have neither.
    pattern: `${START}sk-(?!ant-)(?=${WORD}{0,200}[0-9])(?=${WORD}{0,200}[A-Z])(?:proj-|svcacct-|admin-)?${WORD}{16,200}${LAST}`,
    canary: `sk-proj-${filler(40)}`,
    decoy: 'sk-folding-cube-and-fading-circle',
  },
  {
    kind: 'Anthropic key',
    shown: 'sk-ant-',
    pattern: `${START}sk-ant-${WORD}{16,200}${LAST}`,
    canary: `sk-ant-api03-${filler(40)}`,
    decoy: 'sk-ant-api03',
  },
  {
    kind: 'Hugging Face token',
    shown: 'hf_',
    pattern: `${START}hf_[A-Za-z0-9]{30}${LAST}`,
    canary: `hf_${filler(34)}`,
    decoy: 'hf_hub_download',
  },
  {
    kind: 'Google API key',
    shown: 'AIza',
    pattern: `${START}AIza${WORD}{31}${LAST}`,
    canary: `AIza${filler(35)}`,
    decoy: `AIza${filler(12)}`,
  },
  {
    kind: 'Stripe key or webhook secret',
    shown: 'sk_live_, rk_live_ or whsec_',
    pattern: `${START}(?:sk_live_|rk_live_|whsec_)[A-Za-z0-9+/=]{12,200}\\K[A-Za-z0-9+/=]{4}(?![A-Za-z0-9+/=])`,
    canary: `sk_live_${filler(24)}`,
    decoy: `sk_test_${filler(24)}`,
  },
  {
    kind: 'GitHub token',
    shown: 'gh?_',
    pattern: `${START}gh[pousr]_[A-Za-z0-9]{32}${LAST}`,
    canary: `ghp_${filler(36)}`,
    decoy: `ghp_${filler(10)}`,
  },
  {
    kind: 'Vault token',
    shown: 'hvs.',
    pattern: `${START}hvs\\.${WORD}{20,200}${LAST}`,
    canary: `hvs.${filler(30)}`,
    decoy: 'hvs.token',
  },
  {
    kind: 'JSON Web Token',
    shown: 'eyJ',
    pattern: `${START}eyJ${WORD}{6,2000}\\.eyJ${WORD}{4,4000}\\.${WORD}{6,1000}${LAST}`,
    canary: `eyJ${filler(20)}.eyJ${filler(20)}.${filler(20)}`,
    decoy: `eyJ${filler(20)}.notes.${filler(20)}`,
  },
  {
    kind: 'private key in PEM',
    shown: 'BEGIN PRIVATE KEY',
    pattern: '-----BEGIN (?:[A-Z]{1,10} ){0,2}PRIVATE KEY----\\K-',
    canary: ['-----BEGIN EC', 'PRIVATE', 'KEY-----'].join(' '),
    decoy: '-----BEGIN PUBLIC KEY-----',
  },
  {
    kind: 'WooCommerce key',
    shown: 'ck_ or cs_',
    pattern: `${START}c[ks]_[0-9a-f]{36}\\K[0-9a-f]{4}(?!${WORD})`,
    canary: `ck_${hex(40)}`,
    decoy: `ck_${hex(20)}`,
  },
  {
    kind: 'Magento crypt key',
    shown: 'key =>',
    pattern: `['"]key['"]\\s{0,4}=>\\s{0,4}['"][0-9a-f]{28}\\K[0-9a-f]{4}(?=['"])`,
    canary: `'key' => '${hex(32)}'`,
    decoy: `'key' => 'cache_prefix'`,
  },
  {
    kind: 'password in an address',
    shown: 'user:…',
    // A password may be short, so none of its letters is printed.
    pattern: '[a-z][a-z0-9+]{2,12}://[^\\s:/@]{1,64}:[^\\s@/]{1,128}\\K@',
    canary: `mysql://canary:${filler(12)}@db/shop`,
    decoy: 'https://shop.example/contact@example',
  },
];

/** One line a kind, in the order of the kinds: line n belongs to pattern n. */
export function linesOfAll(which: 'canary' | 'decoy'): string {
  return KEY_PATTERNS.map((pattern) => `${pattern[which]}\n`).join('');
}
