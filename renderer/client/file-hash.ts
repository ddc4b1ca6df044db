import { sha256 } from '@noble/hashes/sha2.js';

const PIECE = 4 << 20;
/** The browser's own hash is several times as fast, but takes a file only whole. */
const MAX_WHOLE = 64 << 20;

/** SHA-256 of a file of the person's machine, in hex. It is read here, piece by piece, and sent nowhere. Rejects where it cannot be read. */
export async function hashOfFile(file: File, signal: AbortSignal, onPart: (part: number) => void): Promise<string> {
  if (file.size <= MAX_WHOLE) {
    const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    signal.throwIfAborted();
    return hex(new Uint8Array(hash));
  }
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE) {
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    signal.throwIfAborted();
    onPart(Math.min(1, (at + PIECE) / file.size));
  }
  return hex(hash.digest());
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
