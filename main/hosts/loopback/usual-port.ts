const FIRST = 20_000;
const COUNT = 12_000;

/**
 * The same port for the same home, below the range that systems give out by themselves. A browser keeps what belongs to a page
 * by its origin, and the port is part of it: on another port, words that were typed before a crash would be out of reach.
 */
export function usualPort(home: string): number {
  let hash = 0x81_1c_9d_c5;
  for (const char of home) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  return FIRST + (hash % COUNT);
}
