import type { LiveSession, Output, Reading } from '../../shared/domain/action.ts';
import { listedConnections, plainPeer } from './listed-connections.ts';
import { has, isIncomplete, linesOf } from './pasted-text.ts';
import { sshCertificate } from './ssh-texts.ts';

interface Login {
  readonly serial: string | undefined;
  readonly caFingerprint: string | undefined;
  readonly user: string;
}

const ACCEPTED = /Accepted publickey for (\S{1,64}) from ([0-9A-Fa-f:.]{2,45}) port (\d{1,5}) ssh2: (.*)$/;
// The key id is free text chosen by the CA; the last serial and CA on the line are sshd's own.
const CERTIFICATE = /^\S+-CERT SHA256:\S+ ID .* \(serial (\d{1,20})\) CA \S+ (SHA256:[A-Za-z0-9+/]{43})$/;

/** Logins by peer. A port is used again after a while, so the last line about it counts. */
function loginsByPeer(lines: readonly string[]): ReadonlyMap<string, Login> {
  const logins = new Map<string, Login>();
  for (const line of lines) {
    const accepted = ACCEPTED.exec(line);
    if (accepted === null) continue;
    const [, user = '', address = '', port = '', rest = ''] = accepted;
    const certificate = CERTIFICATE.exec(rest);
    const peer = plainPeer(address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`);
    logins.set(peer, { serial: certificate?.[1], caFingerprint: certificate?.[2], user });
  }
  return logins;
}

/** Joins the open connections with sshd's log by source address and port. A connection the log does not explain is not ruled out. */
export function readResidual(outputs: readonly Output[]): Reading {
  const [shown, log, listed] = outputs;
  const certificate = sshCertificate(shown);
  if (certificate === undefined) return { verdict: 'unclear', summary: 'The certificate could not be read.' };
  if (isIncomplete(log) || isIncomplete(listed))
    return { verdict: 'unclear', summary: 'The log or the list of connections is not complete.' };
  if (has(linesOf(log), /^grep: /)) return { verdict: 'unclear', summary: 'The sshd log could not be read.' };
  if (has(linesOf(listed), /^(?:Error|ss:|Cannot|RTNETLINK)/i))
    return { verdict: 'unclear', summary: 'The connections could not be listed.' };
  // Every probe has left a login, so an empty answer means a wrong file or a log level that hides logins.
  const logins = loginsByPeer(linesOf(log));
  if (logins.size === 0)
    return { verdict: 'unclear', summary: 'The log shows no login at all: wrong file, or sshd does not log logins.' };

  const connections = listedConnections(linesOf(listed));
  const sessions: LiveSession[] = [];
  let unexplained = 0;
  for (const { peer, holders } of connections) {
    const login = logins.get(peer);
    const pids = [...new Set(holders.filter((holder) => holder.name.startsWith('sshd')).map((holder) => holder.pid))];
    if (login === undefined || pids.length === 0) unexplained += 1;
    else if (login.serial === certificate.serial && login.caFingerprint === certificate.caFingerprint) {
      sessions.push({
        id: pids.join(':'),
        label: `${login.user} from ${peer}, certificate serial ${certificate.serial}`,
      });
    }
  }
  const facts = [
    { name: 'open connections', value: String(connections.length) },
    { name: 'unexplained connections', value: String(unexplained) },
  ];
  if (sessions.length > 0)
    return {
      verdict: 'live',
      summary: `${sessions.length} session(s) of this certificate are still open.`,
      sessions,
      facts,
    };
  if (unexplained > 0)
    return {
      verdict: 'unclear',
      summary: `${unexplained} open connection(s) cannot be matched to a login in the log.`,
      facts,
    };
  return { verdict: 'none', summary: 'No open connection belongs to this certificate.', sessions: [], facts };
}
