/** Characters that XML 1.0 admits: what it does not is left out, since no reader opens a file that has it. */
// oxlint-disable-next-line no-control-regex -- owner: handoff; tab and line ends are what XML admits
const NOT_XML = /[^\u0009\u000A\u000D\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text for XML, in content and in attributes alike. */
export function line(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function run(text: string, style?: string): string {
  const look = style === undefined ? '' : `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`;
  return `<w:r>${look}<w:t xml:space="preserve">${line(text)}</w:t></w:r>`;
}

export function paragraph(style: string, runs: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`;
}

/** A number that the reader's program works out, such as PAGE. */
export function field(instruction: 'PAGE' | 'NUMPAGES'): string {
  return `<w:fldSimple w:instr=" ${instruction} ">${run('1')}</w:fldSimple>`;
}
