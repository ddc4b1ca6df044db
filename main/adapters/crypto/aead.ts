import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** nonce (12) || tag (16) || ciphertext, AES-256-GCM, `context` as additional authenticated data. */
export function sealWithKey(key: Uint8Array, plaintext: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Null when key, context or bytes are not those of sealing. */
export function openWithKey(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | null {
  if (sealed.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  } catch {
    return null; // GCM says only "does not authenticate"; that is the answer null stands for.
  }
}
