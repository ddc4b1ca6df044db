// node build/sign-packs.ts <key.pem> <publisher>: signs every rule pack with an Ed25519 key that stays outside the repository.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packBytes } from '../shared/law/pack-seal.ts';
import { PACKS } from '../shared/law/packs/registry.ts';

const [keyFile, publisher] = process.argv.slice(2);
if (keyFile === undefined || publisher === undefined) throw new Error('usage: sign-packs.ts <key.pem> <publisher>');
const key = createPrivateKey(readFileSync(keyFile));
const raw = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
const signatures = PACKS.map((pack) => ({
  packVersion: pack.packVersion,
  publisher,
  signature: sign(null, packBytes(pack), key).toString('base64'),
}));
const source = `import type { PackSignature } from '../pack-seal.ts';

/** Written by build/sign-packs.ts. A changed pack has to be signed again. */
export const PACK_PUBLISHERS: Readonly<Record<string, string>> = ${JSON.stringify({ [publisher]: raw })};

export const PACK_SIGNATURES: readonly PackSignature[] = ${JSON.stringify(signatures)};
`;
writeFileSync(fileURLToPath(new URL('../shared/law/packs/signatures.ts', import.meta.url)), source);
