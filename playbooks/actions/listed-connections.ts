/** One TCP connection as `ss -tnp` prints it. */
export interface ListedConnection {
  /** Address and port of the other side, IPv4-in-IPv6 written as IPv4: `192.0.2.7:50122`, `[2001:db8::1]:50122`. */
  readonly peer: string;
  /** Process name and pid of every holder; empty when ss was not allowed to see them. */
  readonly holders: readonly { readonly name: string; readonly pid: string }[];
}

const ADDRESS = /^(?:\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\]|[0-9.]+)(?:%[\w.-]+)?:\d{1,5}$/;

/** Reads the connections out of `ss -tnp` lines; lines that are not connections are skipped. */
export function listedConnections(lines: readonly string[]): readonly ListedConnection[] {
  const found: ListedConnection[] = [];
  for (const line of lines) {
    const addresses = line
      .trim()
      .split(/\s+/)
      .filter((word) => ADDRESS.test(word));
    const peer = addresses[1];
    if (addresses.length !== 2 || peer === undefined) continue;
    const holders = [...line.matchAll(/\("([^"]{1,64})",pid=(\d{1,10}),fd=\d+\)/g)].map((match) => ({
      name: match[1] ?? '',
      pid: match[2] ?? '',
    }));
    found.push({ peer: plainPeer(peer), holders });
  }
  return found;
}

/** `[::ffff:192.0.2.7]:22` and `192.0.2.7:22` are the same peer; logs write the short form. */
export function plainPeer(address: string): string {
  const mapped = /^\[::ffff:([0-9.]+)\]:(\d+)$/i.exec(address);
  return mapped === null ? address : `${mapped[1] ?? ''}:${mapped[2] ?? ''}`;
}
