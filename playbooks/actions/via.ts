/**
 * Gets a command to where it has to run. `netns/NAME`: a network namespace of this machine. `ssh/USER@HOST`: another host, by the keys
 * and known hosts of whoever runs the console; it never asks, so a missing key is a failure at once. Empty: here, or wherever the
 * operator of a card types it. The kind `via` of the parameters has checked the text; anything else names no program and fails.
 */
export function through(via: string, argv: readonly string[]): readonly string[] {
  if (via === '') return argv;
  const [way = '', ...rest] = via.split('/');
  const where = rest.join('/');
  if (way === 'netns' && where !== '') return ['ip', 'netns', 'exec', where, ...argv];
  if (way === 'ssh' && where !== '') return [...SSH, where, argv.map(quoted).join(' ')];
  return ['unknown-way', via, ...argv];
}

const SSH = ['ssh', '-T', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=5', '-o', 'StrictHostKeyChecking=yes'];

/** `USER@HOST` of a command that was put on the way there; null for any other, one that tries a login as its very purpose included. */
export function hostOfWay(argv: readonly string[]): string | null {
  const isWay = argv.length === SSH.length + 2 && SSH.every((word, i) => argv[i] === word);
  return isWay ? (argv[SSH.length] ?? null) : null;
}

/** One word for the shell at the other end of ssh, which splits what it is given again. */
function quoted(word: string): string {
  return /^[A-Za-z0-9_.,:@/=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
