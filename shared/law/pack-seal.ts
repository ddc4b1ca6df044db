import { canonical } from '../ledger/canonical.ts';
import { fromBase64, toHex, utf8 } from '../ledger/encoding.ts';
import type { Primitives } from '../ledger/primitives.ts';
import type { RulePack } from './pack.ts';

/** A publisher's Ed25519 signature over the canonical bytes of a pack. */
export interface PackSignature {
  readonly packVersion: string;
  readonly publisher: string;
  /** Base64. */
  readonly signature: string;
}

export interface PackSeal {
  readonly sha256: string;
  /** Who signed it; empty when nobody known did. */
  readonly by: string;
  /** False: these are not the rules that were signed. */
  readonly verified: boolean;
}

const CONTEXT = 'bulkhead/rule-pack/1\n';

export function packBytes(pack: RulePack): Uint8Array {
  return utf8(`${CONTEXT}${canonical(pack)}`);
}

/** Whether the pack is what a known publisher signed. `publishers`: name to raw public key in base64. */
export function sealOf(
  pack: RulePack,
  signatures: readonly PackSignature[],
  publishers: Readonly<Record<string, string>>,
  { sha256, verifyEd25519 }: Primitives,
): PackSeal {
  const bytes = packBytes(pack);
  const signed = signatures.find((one) => one.packVersion === pack.packVersion);
  const key = signed && Object.hasOwn(publishers, signed.publisher) ? publishers[signed.publisher] : undefined;
  const publicKey = key === undefined ? null : fromBase64(key);
  const signature = signed === undefined ? null : fromBase64(signed.signature);
  const verified = publicKey !== null && signature !== null && verifyEd25519(publicKey, bytes, signature);
  return { sha256: toHex(sha256(bytes)), by: signed?.publisher ?? '', verified };
}
