import { ORIGIN_PATTERN } from './checkpoint.ts';
import { fromHex, toHex } from './encoding.ts';
import type { Checkpoint } from './checkpoint.ts';

/**
 * A checkpoint on paper: origin, size and root in short lines that a person can compare by eye, read out on a telephone or type
 * in again. Each line ends with two check characters, so that a slip is found in its line and not at the end. No signature:
 * whoever keeps the sheet vouches for it.
 */
export const PAPER_HEAD = 'BULKHEAD ROOT ON PAPER 1';

/** Crockford's base 32: without I, L, O and U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/**
 * A pure system in the manner of ISO/IEC 7064 with the largest prime below 32 x 32 as modulus and 33 as radix: every wrong
 * character and every exchange of two neighbours changes the check, any other slip with a chance of 1 in 1,021 to pass.
 */
const MODULUS = 1021;
const RADIX = 33;

/** Two characters over label and content, without spaces and without regard to case. */
export function checkCharacters(label: string, content: string): string {
  let sum = 0;
  for (const character of `${label}:${content}`.toLowerCase())
    sum = (sum * RADIX + (character.codePointAt(0) ?? 0)) % MODULUS;
  return `${ALPHABET[sum >> 5] ?? ''}${ALPHABET[sum & 31] ?? ''}`;
}

interface Line {
  readonly label: string;
  /** Without spaces. */
  readonly content: string;
}

/** Sixteen hex digits a line, in four groups of four. */
function hexLines(label: string, hex: string): Line[] {
  return (hex.match(/.{16}/g) ?? []).map((content, i) => ({ label: `${label}${i + 1}`, content }));
}

export function formatPaper({ origin, size, root }: Checkpoint): string {
  if (!ORIGIN_PATTERN.test(origin)) throw new RangeError('the origin is not one of this product');
  const [, kind = '', id = ''] = origin.split('/');
  const lines: readonly Line[] = [
    { label: 'KIND', content: kind },
    ...hexLines('ID', id),
    { label: 'SIZE', content: String(size) },
    ...hexLines('R', toHex(root)),
  ];
  const body = lines.map(({ label, content }) => {
    const groups = label.startsWith('R') || label.startsWith('ID') ? (content.match(/.{4}/g) ?? []).join(' ') : content;
    return `${label.padEnd(4)}  ${groups.padEnd(19)}  ${checkCharacters(label, content)}`;
  });
  return `${PAPER_HEAD}\n${body.join('\n')}\n`;
}

export type ReadPaper =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly faults: readonly string[] };

const LABELS = ['KIND', 'ID1', 'ID2', 'SIZE', 'R1', 'R2', 'R3', 'R4'] as const;
const CONTENT: Readonly<Record<string, RegExp>> = {
  KIND: /^(journal|incident|exercise)$/,
  SIZE: /^(0|[1-9]\d{0,15})$/,
};

/** Reads what a person typed: groups, case and the order of lines are free; every line that cannot be right is named. */
export function readPaper(text: string): ReadPaper {
  const found = new Map<string, string>();
  const faults: string[] = [];
  for (const raw of text.split('\n')) {
    const words = raw.trim().split(/\s+/);
    const label = (words[0] ?? '').toUpperCase();
    if (words.length < 2 || !(LABELS as readonly string[]).includes(label)) continue;
    // Groups are for the eye: the last two characters are the check, wherever the spaces fell.
    const typed = words.slice(1).join('');
    const content = typed.slice(0, -2).toLowerCase();
    if (found.has(label)) faults.push(`${label} stands there twice`);
    else if (!(CONTENT[label] ?? /^[0-9a-f]{16}$/).test(content))
      faults.push(`${label} is not complete, or holds a character that cannot be there`);
    else if (checkCharacters(label, content) !== plain(typed.slice(-2)))
      faults.push(`${label} has a slip in it: its check characters do not fit`);
    else found.set(label, content);
  }
  for (const label of LABELS)
    if (!found.has(label) && !faults.some((fault) => fault.startsWith(`${label} `))) faults.push(`${label} is missing`);
  if (faults.length > 0) return { ok: false, faults };
  const hex = (label: string, count: number): string =>
    Array.from({ length: count }, (_, i) => found.get(`${label}${i + 1}`) ?? '').join('');
  const size = Number(found.get('SIZE'));
  const root = fromHex(hex('R', 4));
  if (!Number.isSafeInteger(size) || !root) return { ok: false, faults: ['SIZE is too large'] };
  return { ok: true, checkpoint: { origin: `bulkhead/${found.get('KIND') ?? ''}/${hex('ID', 2)}`, size, root } };
}

/** What people write for the letters that the alphabet leaves out. */
function plain(check: string): string {
  return check.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
