import type { Output } from '../../../shared/domain/action.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import type { Flow } from './flows.ts';

const SOCKET = /^\d+ +\d+ +(\S+):(\d{1,5}) +(\S+):(\d{1,5})$/;

/** Rows of `ss -tn state established`, seen from the host: its own end first. Without its heading the list is not an answer. */
export function socketsIn(output: Output | undefined): readonly Flow[] | undefined {
  const lines = linesOf(output);
  if (isIncomplete(output) || !has(lines, /^Recv-Q +Send-Q +Local Address:Port/)) return undefined;
  const plain = (address: string): string =>
    address
      .replace(/^\[|\]$/g, '')
      .replace(/^::ffff:/i, '')
      .replace(/%.*$/, '');
  return lines.flatMap((line) => {
    const found = SOCKET.exec(line);
    if (found === null) return [];
    const [, source = '', sourcePort = '', target = '', targetPort = ''] = found;
    return [{ protocol: 'tcp', source: plain(source), target: plain(target), sourcePort, targetPort } as const];
  });
}

/** By ports and addresses of both ends, whichever of them this host is. */
export function closeSocket({ source, sourcePort, target, targetPort }: Flow): readonly string[] {
  const end = (name: 'src' | 'dst', address: string, port: string): string =>
    `${name} ${address.includes(':') ? `[${address}]` : address}:${port}`;
  const here = `( ${end('src', source, sourcePort)} and ${end('dst', target, targetPort)} )`;
  const there = `( ${end('src', target, targetPort)} and ${end('dst', source, sourcePort)} )`;
  return ['ss', '-K', '-tn', `${here} or ${there}`];
}
