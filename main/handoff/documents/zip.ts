import { concatBytes, utf8 } from '../../../shared/ledger/encoding.ts';

/** 1 January 1980, midnight: a zip file has to name a time, and the same parts give the same bytes. */
const DOS_DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const VERSION = 20;

/** A zip file with its parts stored as they are, in their order (APPNOTE 6.3.10, 4.3). Names are plain ASCII paths. */
export function storedZip(parts: readonly { readonly name: string; readonly text: string }[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, text } of parts) {
    const bytes = utf8(text.toWellFormed());
    const about = [VERSION, UTF8_NAMES, 0, 0, DOS_DATE] as const;
    const sizes = [crc32(bytes), bytes.length, bytes.length] as const;
    const path = utf8(name);
    const local = concatBytes(u32(0x04034b50), u16(...about), u32(...sizes), u16(path.length, 0), path, bytes);
    directory.push(
      u32(0x02014b50),
      u16(VERSION, ...about),
      u32(...sizes),
      u16(path.length, 0, 0, 0, 0),
      u32(0, offset),
      path,
    );
    locals.push(local);
    offset += local.length;
  }
  const central = concatBytes(...directory);
  const end = [u32(0x06054b50), u16(0, 0, parts.length, parts.length), u32(central.length, offset), u16(0)];
  return concatBytes(...locals, central, ...end);
}

function u16(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >>> 8) & 0xff]));
}

function u32(...values: readonly number[]): Uint8Array {
  return concatBytes(...values.map((value) => u16(value & 0xffff, value >>> 16)));
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of zip and PNG (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
