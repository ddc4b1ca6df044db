import { fromUtf8 } from '../ledger/encoding.ts';

export type FileText = { readonly text: string } | { readonly why: string };

/** Bytes of a file as text, without byte-order mark. What is not UTF-8 is told apart, so that the person knows what to save it as. */
export function fileText(bytes: Uint8Array): FileText {
  const [first, second, third] = bytes;
  const other = MAGIC.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (other !== undefined) return { why: other.why };
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { why: UTF16 };
  const body = first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
  // UTF-16 without a mark: every other byte of plain text is zero.
  if (body.subarray(0, 200).includes(0))
    return { why: body.length % 2 === 0 && zeros(body) > 0.3 ? UTF16 : 'this is no text file' };
  const text = fromUtf8(body);
  return text === null ? { why: 'the file is not UTF-8; in the spreadsheet, save it as “CSV UTF-8”' } : { text };
}

const WORKBOOK = 'this is a workbook, no CSV; in the spreadsheet, save the sheet as “CSV UTF-8”';

/** What is chosen by mistake for a table, by its first bytes. */
const MAGIC: readonly { readonly begins: readonly number[]; readonly why: string }[] = [
  { begins: [0x50, 0x4b, 0x03, 0x04], why: WORKBOOK },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], why: WORKBOOK },
  { begins: [0x25, 0x50, 0x44, 0x46], why: 'this is a PDF file; ask for the table it was made from' },
];

const UTF16 = 'the file is UTF-16; in the spreadsheet, save it as “CSV UTF-8”';

function zeros(bytes: Uint8Array): number {
  const some = bytes.subarray(0, 200);
  return some.filter((byte) => byte === 0).length / some.length;
}
