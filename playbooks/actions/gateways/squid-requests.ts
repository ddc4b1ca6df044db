import type { Output } from '../../../shared/domain/action.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { plainPeer } from '../listed-connections.ts';

/** A tunnel or a running request the proxy carries, by the client that opened it. */
export interface Tunnel {
  /** `192.0.2.7:50122`, IPv6 without brackets: only characters a session id may have. */
  readonly client: string;
  /** Host as the client asked for it, without port. */
  readonly host: string;
}

const URI = /^uri (?:[a-z]{3,5}:\/\/)?(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9_.-]{1,253})(?::\d{1,5})?(?:\/|$)/;

/** Reads the cache manager's `active_requests`; `undefined` when the answer does not list even the question itself. */
export function tunnels(output: Output | undefined): readonly Tunnel[] | undefined {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output).map((line) => line.trim());
  if (!has(lines, /^uri \S+\/squid-internal-mgr\/active_requests$/)) return undefined;
  const found: Tunnel[] = [];
  const current = { client: '', host: '' };
  for (const line of lines) {
    const client = /^remote: (\S{1,80})$/.exec(line)?.[1];
    if (client !== undefined) current.client = plainPeer(client).replace(/[[\]]/g, '');
    // A CONNECT is written host:port, everything else as a whole address; our own question is not traffic.
    const host = /\/squid-internal-mgr\//.test(line) ? undefined : URI.exec(line)?.[1];
    if (host !== undefined && current.client !== '') found.push({ client: current.client, host: host.toLowerCase() });
  }
  return found;
}

/** As `dstdomain` compares: a name with a leading dot would cover what is below; ours never has one. */
export function isAllowed(host: string, allowed: readonly string[]): boolean {
  return allowed.some((name) => name.toLowerCase() === host);
}

/** Our file takes effect only where it stands: the first rule that fits decides. */
export function orderProblem(output: Output | undefined, includeFile: string): string | undefined {
  for (const line of linesOf(output)) {
    const rule = line.replace(/^\d+:\s*/, '').trim();
    if (/^include\s/.test(rule) && rule.split(/\s+/).includes(includeFile)) return undefined;
    if (/^http_access\s+allow\s/.test(rule) && !/\smanager(?:\s|$)/.test(rule))
      return 'Squid allows something before it reads the included file: move the include line above the first http_access allow.';
  }
  return 'The configuration of Squid does not include this file, so a rule in it would stop nobody.';
}
