import { fromUtf8, toBase64 } from './encoding.ts';

/** A SEQUENCE with its length in two bytes, as every certificate in DER begins. */
const DER = [0x30, 0x82] as const;

/**
 * A certificate file as people have them, as PEM: with the line ends of Windows, with a byte-order mark, or in DER (`.cer`, `.crt`).
 * What is none of that stays as it is, for whoever reads certificates to refuse.
 */
export function certificateText(bytes: Uint8Array): string {
  if (DER.every((byte, i) => bytes[i] === byte)) {
    const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
    return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  }
  const text = fromUtf8(bytes);
  return text === null ? '' : text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}
