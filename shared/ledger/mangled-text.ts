/**
 * What programs on the way do to a text in which every byte counts: mail, editors, a clipboard. Said first, because what follows from it
 * reads like something else. Null when it is none of that.
 */
export function mangledText(text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  if (text.startsWith('\uFEFF')) return 'it begins with a byte-order mark, which an editor put there';
  if (text.includes('\r')) return 'its lines end as on Windows (CRLF): save it with plain line ends (LF)';
  return null;
}
