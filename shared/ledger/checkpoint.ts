import { fromBase64, toBase64 } from './encoding.ts';

/** C2SP tlog-checkpoint v1.0.0 without extension lines: origin, size, root. Bulkhead neither writes nor accepts extensions. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** `bulkhead/<what>/<32 hex>`: random, so that a witness learns neither client nor case. */
export const ORIGIN_PATTERN = /^bulkhead\/(journal|incident|exercise)\/[0-9a-f]{32}$/;

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Parses note text. Null for anything but three exact lines: `03`, `+3`, extra lines, a root of other than 32 bytes. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split('\n');
  if (lines.length !== 4 || lines[3] !== '') return null;
  const [origin = '', sizeText = '', rootText = ''] = lines;
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(sizeText)) return null;
  const size = Number(sizeText);
  const root = fromBase64(rootText);
  if (!Number.isSafeInteger(size) || root?.length !== 32) return null;
  return { origin, size, root };
}

/** Name under which an operator's key signs notes: `bulkhead/operator/<first 16 hex of the fingerprint>`. */
export function operatorKeyName(fingerprint: string): string {
  return `bulkhead/operator/${fingerprint.slice(0, 16)}`;
}
