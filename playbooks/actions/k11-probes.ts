import type { Command, StepContext } from '../../shared/domain/action.ts';
import { param } from './param.ts';

const QUICK = 15_000;
const PROBE = 12_000;

function authority(context: StepContext): string {
  const host = param(context, 'host');
  return `${host.includes(':') ? `[${host}]` : host}:${param(context, 'port')}`;
}

function verify(context: StepContext, title: string, certificate: string): Command {
  // Trap: without -crl_check openssl answers OK for a revoked certificate.
  return {
    title,
    argv: [
      'openssl',
      'verify',
      '-CAfile',
      param(context, 'caCert'),
      '-CRLfile',
      param(context, 'crlFile'),
      '-crl_check',
      certificate,
    ],
    timeoutMs: QUICK,
  };
}

export function verifyClient(context: StepContext): Command {
  return verify(context, 'Check the compromised certificate against the published CRL', param(context, 'clientCert'));
}

export function verifyControl(context: StepContext): Command {
  return verify(context, 'Check the control certificate against the published CRL', param(context, 'controlCert'));
}

function curl(context: StepContext, title: string, certificate: string, key: string): Command {
  // -q and --noproxy: the operator's own curl settings may not answer for the gateway.
  return {
    title,
    argv: [
      'curl',
      '-q',
      '-sS',
      '--noproxy',
      '*',
      '--max-time',
      '8',
      '--cacert',
      param(context, 'serverCa'),
      '--cert',
      certificate,
      '--key',
      key,
      '-w',
      '\\nhttp_code=%{http_code}\\n',
      `https://${authority(context)}${param(context, 'probePath')}`,
    ],
    timeoutMs: PROBE,
  };
}

export function curlClient(context: StepContext): Command {
  return curl(
    context,
    'Call the gateway with the compromised certificate',
    param(context, 'clientCert'),
    param(context, 'clientKey'),
  );
}

export function curlControl(context: StepContext): Command {
  return curl(
    context,
    'Call the gateway with the control certificate',
    param(context, 'controlCert'),
    param(context, 'controlKey'),
  );
}

/** A TLS session is as good as the key while it lasts, so it is kept beside the key. */
function sessionFile(context: StepContext): string {
  return `${param(context, 'clientKey')}.bulkhead-${context.actionId}.session`;
}

function handshake(context: StepContext, title: string, session: readonly string[]): Command {
  const request = `GET ${param(context, 'probePath')} HTTP/1.1\r\nHost: ${param(context, 'host')}\r\nConnection: close\r\n\r\n`;
  // -quiet keeps the session secrets out of the output.
  return {
    title,
    argv: [
      'openssl',
      's_client',
      '-quiet',
      '-connect',
      authority(context),
      '-CAfile',
      param(context, 'serverCa'),
      '-cert',
      param(context, 'clientCert'),
      '-key',
      param(context, 'clientKey'),
      ...session,
    ],
    stdin: [{ text: request }],
    timeoutMs: PROBE,
  };
}

/** What a thief has: a TLS session opened before the revocation. Kept once, so that a repeated step does not replace it. */
export function keepSession(context: StepContext): readonly Command[] {
  const fresh = `${sessionFile(context)}.new`;
  return [
    handshake(context, 'Open a TLS session with the compromised certificate and keep it', ['-sess_out', fresh]),
    { title: 'Keep the first such session', argv: ['cp', '-p', '-n', fresh, sessionFile(context)], timeoutMs: QUICK },
  ];
}

/**
 * Measured on nginx 1.22: with a shared session cache and tickets off, or with a fixed ticket key file, a session from before
 * the reload is resumed without looking at the CRL, while every new handshake is refused. A probe by new handshake misses it.
 */
export function resumeSession(context: StepContext): Command {
  return handshake(context, 'Resume the kept TLS session', ['-sess_in', sessionFile(context)]);
}

export function connections(context: StepContext): Command {
  return {
    title: 'List the open connections of the gateway with their processes',
    argv: ['ss', '-tnpH', 'state', 'established', 'sport', '=', `:${param(context, 'port')}`],
    timeoutMs: QUICK,
  };
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [
    // nginx starts new workers first and tells the old ones to leave a moment later; before that they carry no mark.
    { title: 'Give the old workers time to start leaving', argv: ['sleep', '2'], timeoutMs: QUICK },
    connections(context),
    { title: 'List the nginx processes', argv: ['ps', '-C', 'nginx', '-o', 'pid=,args='], timeoutMs: QUICK },
  ];
}

export function killCommands(context: StepContext): readonly Command[] {
  const pids = context.sessions.map((session) => session.id).filter((id) => /^[1-9][0-9]{0,9}$/.test(id));
  if (pids.length === 0) return [];
  return [{ title: 'End the old workers and their connections', argv: ['kill', '-TERM', ...pids], timeoutMs: QUICK }];
}
