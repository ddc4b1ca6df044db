/** One line to paste into a POSIX shell that starts exactly these arguments. Words that need no quotes get none, to stay readable. */
export function shellLine(argv: readonly string[]): string {
  return argv.map(quote).join(' ');
}

function quote(word: string): string {
  if (word !== '' && /^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
