export type Family = 4 | 6;

interface Address {
  readonly family: Family;
  readonly bits: bigint;
}

const WIDTH: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** An IPv4 or IPv6 address as a number; undefined for any other text. An IPv4 address inside IPv6 (`::ffff:1.2.3.4`) is IPv4. */
export function parseAddress(text: string): Address | undefined {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(text)?.[1];
  return text.includes(':') && mapped === undefined ? parseIpv6(text) : parseIpv4(mapped ?? text);
}

function parseIpv4(text: string): Address | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return { family: 4, bits: bytes.reduce((all, byte) => all * 256n + BigInt(byte), 0n) };
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !/^[0-9A-Fa-f:]+$/.test(text)) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: halves.length === 2 ? missing : 0 }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return undefined;
  return { family: 6, bits: groups.reduce((all, group) => all * 65_536n + BigInt(`0x${group}`), 0n) };
}

/** Family of a range such as `10.0.0.0/8`; undefined when it is none. */
export function familyOf(range: string): Family | undefined {
  return parseAddress(range.split('/')[0] ?? '')?.family;
}

/** Whether an address lies in a range; false when either is none. */
export function isIn(address: string, range: string): boolean {
  const [start = '', prefix = ''] = range.split('/');
  const [one, first] = [parseAddress(address), parseAddress(start)];
  if (!one || !first || one.family !== first.family || !/^\d{1,3}$/.test(prefix)) return false;
  const free = WIDTH[first.family] - Number(prefix);
  return free >= 0 && one.bits >> BigInt(free) === first.bits >> BigInt(free);
}

export function isInAny(address: string, ranges: readonly string[]): boolean {
  return ranges.some((range) => isIn(address, range));
}

/** Parts of a list parameter; empty for an empty text. */
export function listed(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}
