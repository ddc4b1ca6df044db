import { toBase64 } from '../ledger/encoding.ts';
import { operatorKeyName } from '../ledger/checkpoint.ts';
import { spkiOf } from '../ledger/key.ts';
import type { Primitives } from '../ledger/primitives.ts';
import { verifierKey } from '../ledger/signed-note.ts';
import { CONSOLE_PEM, formerConsolePem, operatorPem, POLICY, VKEYS } from './layout.ts';

export interface BundleKeys {
  readonly origin: string;
  readonly console: { readonly fingerprint: string; readonly publicKey: Uint8Array };
  /** Keys that handed over, oldest first. */
  readonly formerConsoles: readonly { readonly fingerprint: string; readonly publicKey: Uint8Array }[];
  readonly operators: readonly { readonly fingerprint: string; readonly publicKey: Uint8Array }[];
}

/** RFC 7468; an Ed25519 SPKI is 44 bytes, hence one line. */
export function pemOf(publicKey: Uint8Array): string {
  return `-----BEGIN PUBLIC KEY-----\n${toBase64(spkiOf(publicKey))}\n-----END PUBLIC KEY-----\n`;
}

/** Every file below `trust/`: the ledger's own keys in the forms that stock tools read. Follows from the ledger alone. */
export function trustFiles(sha256: Primitives['sha256'], keys: BundleKeys): ReadonlyMap<string, string> {
  const console = verifierKey(sha256, { name: keys.origin, publicKey: keys.console.publicKey });
  const former = keys.formerConsoles.map(({ publicKey }) => verifierKey(sha256, { name: keys.origin, publicKey }));
  const operators = keys.operators.map(({ fingerprint, publicKey }) =>
    verifierKey(sha256, { name: operatorKeyName(fingerprint), publicKey }),
  );
  return new Map([
    [CONSOLE_PEM, pemOf(keys.console.publicKey)],
    ...keys.operators.map(({ fingerprint, publicKey }) => [operatorPem(fingerprint), pemOf(publicKey)] as const),
    ...keys.formerConsoles.map(
      ({ fingerprint, publicKey }) => [formerConsolePem(fingerprint), pemOf(publicKey)] as const,
    ),
    [VKEYS, [console, ...operators, ...former].map((vkey) => `${vkey}\n`).join('')],
    // C2SP tlog-policy: the console's log, no witness demanded. Operators are signers here, not witnesses.
    [POLICY, `log ${console}\nquorum none\n`],
  ]);
}
