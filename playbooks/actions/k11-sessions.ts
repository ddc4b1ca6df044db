import type { LiveSession, Output, Reading } from '../../shared/domain/action.ts';
import { listedConnections } from './listed-connections.ts';
import { has, isIncomplete, linesOf } from './pasted-text.ts';

const OLD_WORKER = /^\s*(\d{1,10}) nginx: worker process is shutting down/;
const WORKER = /^\s*\d{1,10} nginx: (?:master|worker) process/;

/**
 * A connection that is held by a worker which is shutting down was accepted before the reload, under the old CRL. Which
 * certificate opened it cannot be told, so every one of them counts.
 */
export function readResidual(outputs: readonly Output[]): Reading {
  const [, connections, processes] = outputs;
  if (isIncomplete(connections) || isIncomplete(processes))
    return { verdict: 'unclear', summary: 'The lists of connections and processes are not complete.' };
  const processLines = linesOf(processes);
  if (!has(processLines, WORKER))
    return { verdict: 'unclear', summary: 'No nginx process was listed: is it running here?' };
  if (has(linesOf(connections), /^(?:Error|ss:|Cannot|RTNETLINK)/i))
    return { verdict: 'unclear', summary: 'The connections could not be listed.' };

  const old = new Set(processLines.map((line) => OLD_WORKER.exec(line)?.[1]).filter((pid) => pid !== undefined));
  const listed = listedConnections(linesOf(connections));
  const hidden = listed.filter((connection) => connection.holders.length === 0).length;
  const sessions = sessionsOf(old, listed);
  const facts = [
    { name: 'open connections', value: String(listed.length) },
    { name: 'old workers', value: String(old.size) },
  ];
  if (sessions.length > 0)
    return {
      verdict: 'live',
      summary: `${sessions.length} old worker(s) still serve connections from before the reload.`,
      sessions,
      facts,
    };
  if (hidden > 0)
    return {
      verdict: 'unclear',
      summary: `${hidden} connection(s) are listed without their process: run it as root.`,
      facts,
    };
  return { verdict: 'none', summary: 'No connection from before the reload is left.', sessions: [], facts };
}

function sessionsOf(old: ReadonlySet<string>, listed: ReturnType<typeof listedConnections>): readonly LiveSession[] {
  const peers = new Map<string, string[]>();
  for (const connection of listed) {
    for (const pid of new Set(connection.holders.map((holder) => holder.pid))) {
      if (old.has(pid)) peers.set(pid, [...(peers.get(pid) ?? []), connection.peer]);
    }
  }
  return [...peers].map(([pid, from]) => ({
    id: pid,
    label: `nginx worker ${pid}, ${from.length} connection(s), first from ${from[0] ?? ''}`,
  }));
}
