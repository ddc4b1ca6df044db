import type { LiveSession, Output } from '../../../shared/domain/action.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';

/** One tracked TCP or UDP connection, by its original tuple: with address translation the translated one would not match. */
export interface Flow {
  readonly protocol: 'tcp' | 'udp';
  readonly source: string;
  readonly target: string;
  readonly sourcePort: string;
  readonly targetPort: string;
}

// conntrack -L -o extended: "ipv4     2 tcp      6 431999 ESTABLISHED src=.. dst=.. sport=.. dport=.. src=.. [ASSURED] ..."
const ENTRY =
  /^ipv[46]\s+\d+ (tcp|udp)\s+\d+ \d+ (?:([A-Z_]+) )?src=([0-9A-Fa-f.:]+) dst=([0-9A-Fa-f.:]+) sport=(\d{1,5}) dport=(\d{1,5}) /;
const COUNT = /^conntrack v\S+ \(conntrack-tools\): (\d+) flow entries have been (?:shown|deleted)\.$/;

/**
 * Flows that are still open by the list of `conntrack -L -o extended`; undefined when the list is not complete. conntrack says at the end
 * how many it listed: without that line an empty list is not an answer.
 */
export function openFlows(output: Output | undefined): readonly Flow[] | undefined {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output);
  if (!lines.some((line) => COUNT.test(line))) return undefined;
  return lines.flatMap((line) => {
    const found = ENTRY.exec(line);
    if (found === null) return [];
    const [, protocol = '', state = '', source = '', target = '', sourcePort = '', targetPort = ''] = found;
    if (protocol === 'tcp' && state !== 'ESTABLISHED') return [];
    return [{ protocol: protocol === 'udp' ? 'udp' : 'tcp', source, target, sourcePort, targetPort } as const];
  });
}

/** Both lists of `trackedFlows`; undefined when either is not complete. */
export function bothFamilies(outputs: readonly (Output | undefined)[]): readonly Flow[] | undefined {
  const [four, six] = [openFlows(outputs[0]), openFlows(outputs[1])];
  return four && six ? [...four, ...six] : undefined;
}

/** How many entries `conntrack -D` says it deleted; undefined when it does not say. */
export function deletedFlows(output: Output | undefined): number | undefined {
  const counts = linesOf(output).flatMap((line) => COUNT.exec(line)?.[1] ?? []);
  return isIncomplete(output) || counts.length === 0
    ? undefined
    : counts.reduce((sum, count) => sum + Number(count), 0);
}

/** A flow as a session that can be ended: its tuple is its id. */
export function sessionOf(flow: Flow): LiveSession {
  const { protocol, source, target, sourcePort, targetPort } = flow;
  return {
    id: [protocol, source, sourcePort, target, targetPort].join('_'),
    label: `${protocol} ${source} port ${sourcePort} to ${target} port ${targetPort}`,
  };
}

/** The flow that a session id names; undefined for any other text. */
export function flowOf(id: string): Flow | undefined {
  const found = /^(tcp|udp)_([0-9A-Fa-f.:]+)_(\d{1,5})_([0-9A-Fa-f.:]+)_(\d{1,5})$/.exec(id);
  if (found === null) return undefined;
  const [, protocol, source = '', sourcePort = '', target = '', targetPort = ''] = found;
  return { protocol: protocol === 'udp' ? 'udp' : 'tcp', source, target, sourcePort, targetPort };
}

/** Deletes one entry of the connection table by its original tuple. */
export function deleteFlow({ protocol, source, target, sourcePort, targetPort }: Flow): readonly string[] {
  const family = source.includes(':') ? 'ipv6' : 'ipv4';
  const tuple = ['-s', source, '-d', target, '--sport', sourcePort, '--dport', targetPort];
  return ['conntrack', '-D', '-f', family, '-p', protocol, ...tuple];
}
