import type { Command, LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { listedConnections } from '../listed-connections.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { said } from './said.ts';

const LIMIT = 10_000;

/**
 * HTTP servers that check each request on its own hold no sessions, but an answer under way goes on: a download of weights takes
 * minutes. Nobody can tell whose connection it is, so all that were open when the credential began to be refused are ended; what
 * was opened since has been let in by somebody who still may.
 */
export function listConnections(title: string, port: string): readonly Command[] {
  return [
    { title, argv: ['ss', '-Htn', 'state', 'established', `( sport = :${port} )`], timeoutMs: LIMIT },
    { title: 'Show that the server listens here', argv: ['ss', '-Htln', `( sport = :${port} )`], timeoutMs: LIMIT },
  ];
}

export function endConnections(title: string, port: string, { sessions }: StepContext): readonly Command[] {
  if (sessions.length === 0) return [];
  const peers = sessions.map(({ id }) => `dst ${bracketed(id)}`).join(' or ');
  return [
    {
      title,
      argv: ['ss', '-K', '-Htn', 'state', 'established', `( sport = :${port} and ( ${peers} ) )`],
      timeoutMs: LIMIT,
    },
  ];
}

export function readConnections(outputs: readonly Output[], { sessions }: StepContext): Reading {
  const [open, listening] = outputs;
  if (isIncomplete(open) || isIncomplete(listening) || !has(linesOf(listening), /:\d{1,5} /))
    return said('unclear', 'The server does not listen on this machine: its connections cannot be listed here.');
  const all = listedConnections(linesOf(open)).map(({ peer }) => peer.replaceAll(/[[\]]/g, ''));
  const before = new Set(sessions.map(({ id }) => id));
  const left = (before.size === 0 ? all : all.filter((peer) => before.has(peer))).filter((peer) =>
    /^[\w.:-]+$/.test(peer),
  );
  const found: LiveSession[] = left.map((id) => ({ id, label: `connection from ${id}, whose is not known` }));
  return found.length > 0
    ? { ...said('live', `${found.length} connection(s) from before are still open.`), sessions: found }
    : { ...said('none', 'No connection from before is left.'), sessions: [] };
}

export function readEnded(outputs: readonly Output[]): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', 'The command hung.');
  if (outputs.some((output) => has(linesOf(output), /not permitted|Permission denied/i)))
    return said('failed', 'Not allowed to end connections: run it as root.');
  return said('done', 'The connections were told to end; the next list shows whether they did.');
}

function bracketed(id: string): string {
  const at = id.lastIndexOf(':');
  const address = id.slice(0, at);
  return address.includes(':') ? `[${address}]${id.slice(at)}` : id;
}
