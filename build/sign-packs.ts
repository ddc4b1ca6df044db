// node build/sign-packs.ts <key.pem> <publisher>: signs each rule pack that no known publisher has signed as it is now. The Ed25519 key
// stays outside the repository. What was signed before keeps its signature: decisions on record name that pack.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packBytes, type PackSignature, sealOf } from '../shared/law/pack-seal.ts';
import type { RulePack } from '../shared/law/pack.ts';
import { EARLIER_PACKS, PACKS } from '../shared/law/packs/registry.ts';
import { PACK_PUBLISHERS, PACK_SIGNATURES } from '../shared/law/packs/signatures.ts';
import type { Primitives } from '../shared/ledger/primitives.ts';

const [keyFile, publisher] = process.argv.slice(2);
if (keyFile === undefined || publisher === undefined) throw new Error('usage: sign-packs.ts <key.pem> <publisher>');
const key = createPrivateKey(readFileSync(keyFile));
const raw = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
if (Object.hasOwn(PACK_PUBLISHERS, publisher) && PACK_PUBLISHERS[publisher] !== raw)
  throw new Error(`${publisher} has another key already: a new key is a new publisher`);

const primitives: Primitives = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519: (rawKey, message, signature) => {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), rawKey]);
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  },
};

function signatureOf(pack: RulePack): PackSignature {
  const standing = PACK_SIGNATURES.find((one) => one.packVersion === pack.packVersion);
  if (standing && sealOf(pack, [standing], PACK_PUBLISHERS, primitives).verified) return standing;
  const { packVersion } = pack;
  return { packVersion, publisher: publisher ?? '', signature: sign(null, packBytes(pack), key).toString('base64') };
}

const signatures = [...PACKS, ...EARLIER_PACKS].map(signatureOf);
const used = { ...PACK_PUBLISHERS, [publisher]: raw };
const publishers = Object.fromEntries(
  Object.entries(used).filter(([name]) => signatures.some((one) => one.publisher === name)),
);
const source = `import type { PackSignature } from '../pack-seal.ts';

/** Written by build/sign-packs.ts. A changed pack has to be signed again. */
export const PACK_PUBLISHERS: Readonly<Record<string, string>> = ${JSON.stringify(publishers)};

export const PACK_SIGNATURES: readonly PackSignature[] = ${JSON.stringify(signatures)};
`;
writeFileSync(fileURLToPath(new URL('../shared/law/packs/signatures.ts', import.meta.url)), source);
