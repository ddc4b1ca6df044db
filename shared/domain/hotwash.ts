/** Asked after every exercise (reference E). */
export const HOTWASH: readonly string[] = [
  'What did we know when?',
  'Which probe proved it?',
  'Which approval was slow?',
  'Which legal clock was closest?',
  'What changes, by when, and who owns it?',
];
