/** Names of a bundle, format v1 (docs/FORMAT.md 9): a BagIt 1.0 bag (RFC 8493). */
export const BUNDLE_FORMAT = 'bulkhead-bundle/1';

export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const VERIFY_TEXT = 'VERIFY.txt';
export const VERIFY_PROGRAM = 'verify.py';
export const ENTRIES = 'data/ledger/entries.jsonl';
export const LEAF_HASHES = 'data/ledger/leaf-hashes.txt';
export const CHECKPOINTS = 'data/ledger/checkpoints.jsonl';
export const CHECKPOINT = 'data/ledger/checkpoint';
export const TIMELINE = 'data/reports/timeline.txt';
export const EXHIBITS = 'data/exhibits/';
export const CONSOLE_PEM = 'trust/console.pem';
/** Keys that signed as the console before it was handed over. */
export function formerConsolePem(fingerprint: string): string {
  return `trust/consoles/${fingerprint}.pem`;
}
export const VKEYS = 'trust/vkeys.txt';
export const POLICY = 'trust/policy.txt';
export const ENVELOPE = 'attestation.intoto.jsonl';
export const PAE = 'attestation.pae';

export const ALGORITHMS = ['sha256', 'sha512'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export function payloadManifest(algorithm: Algorithm): string {
  return `manifest-${algorithm}.txt`;
}
export function tagManifest(algorithm: Algorithm): string {
  return `tagmanifest-${algorithm}.txt`;
}
export function operatorPem(fingerprint: string): string {
  return `trust/operators/${fingerprint}.pem`;
}
export function signatureFile(fingerprint: string): string {
  return `attestation.${fingerprint}.sig`;
}
export function exhibitFile(sha256: string): string {
  return `${EXHIBITS}${sha256}`;
}

/** RFC 8493 section 2.1.1 says these very bytes, without a byte-order mark. */
export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/**
 * Names that mean the same to every file system, shell and BagIt tool: no percent sign (tools disagree on escaping it), no
 * backslash, no space, no leading or trailing dot, hence neither `.` nor `..` (reference 1, fact 6; RFC 8493 section 5.1).
 */
const SAFE_NAME = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;

export function isSafePath(path: string): boolean {
  return path.length <= 240 && path.split('/').every((name) => SAFE_NAME.test(name));
}

/** Bounds on what is read into memory. Evidence is never read whole, only hashed. */
export const MAX_BYTES = {
  small: 1 << 20,
  list: 256 << 20,
  ledger: 2 ** 30,
} as const;
export const MAX_FILES = 500_000;
