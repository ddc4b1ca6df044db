import type { Command, StepContext } from '../../shared/domain/action.ts';
import { param } from './param.ts';

const QUICK = 15_000;
const PROBE = 12_000;

/** The new CRL is built beside the published one: a rename inside one file system is atomic. */
function newCrl(context: StepContext): string {
  return `${param(context, 'crlFile')}.bulkhead-${context.actionId}.new`;
}

function showCrl(context: StepContext): Command {
  return {
    title: 'Show the published CRL',
    argv: [
      'openssl',
      'crl',
      '-in',
      param(context, 'crlFile'),
      '-noout',
      '-crlnumber',
      '-issuer',
      '-lastupdate',
      '-nextupdate',
      '-fingerprint',
      '-sha256',
    ],
    timeoutMs: QUICK,
  };
}

function caStatus(context: StepContext): Command {
  // Trap: `openssl ca -status` exits 1 for valid certificates too; only its text counts.
  return {
    title: 'Ask the CA database for the serial',
    argv: ['openssl', 'ca', '-config', param(context, 'caConfig'), '-status', param(context, 'serial')],
    timeoutMs: QUICK,
  };
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

function verifyControl(context: StepContext): Command {
  return verify(context, 'Check the control certificate against the published CRL', param(context, 'controlCert'));
}

function curl(context: StepContext, title: string, certificate: string, key: string): Command {
  const host = param(context, 'host');
  const authority = host.includes(':') ? `[${host}]` : host;
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
      `https://${authority}:${param(context, 'port')}${param(context, 'probePath')}`,
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

function nginxTest(context: StepContext): Command {
  return {
    title: 'Test the nginx configuration',
    argv: ['nginx', '-t', '-c', param(context, 'nginxConfig')],
    timeoutMs: QUICK,
  };
}

function connections(context: StepContext): Command {
  return {
    title: 'List the open connections of the gateway with their processes',
    argv: ['ss', '-tnpH', 'state', 'established', 'sport', '=', `:${param(context, 'port')}`],
    timeoutMs: QUICK,
  };
}

export function collectCommands(context: StepContext): readonly Command[] {
  const certificate: Command = {
    title: 'Show the compromised certificate',
    argv: [
      'openssl',
      'x509',
      '-in',
      param(context, 'clientCert'),
      '-noout',
      '-serial',
      '-subject',
      '-issuer',
      '-dates',
      '-fingerprint',
      '-sha256',
      '-text',
    ],
    timeoutMs: QUICK,
  };
  return [showCrl(context), certificate, caStatus(context), connections(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Read the serial from the certificate',
      argv: ['openssl', 'x509', '-in', param(context, 'clientCert'), '-noout', '-serial', '-subject'],
      timeoutMs: QUICK,
    },
    caStatus(context),
    verifyClient(context),
    verifyControl(context),
    // Trap: the file may hold the CRLs of several CAs; replacing it with one of them would shut the others out.
    {
      title: 'Count the CRLs in the published file',
      argv: ['grep', '-c', '-e', 'BEGIN X509 CRL', param(context, 'crlFile')],
      timeoutMs: QUICK,
    },
    nginxTest(context),
    curlClient(context),
    curlControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const config = param(context, 'caConfig');
  const next = newCrl(context);
  const password = [{ secretFile: param(context, 'caKeyPassword') }, { text: '\n' }] as const;
  return [
    {
      title: 'Revoke the certificate in the CA database',
      argv: [
        'openssl',
        'ca',
        '-config',
        config,
        '-passin',
        'stdin',
        '-revoke',
        param(context, 'clientCert'),
        '-crl_reason',
        'keyCompromise',
      ],
      stdin: password,
      timeoutMs: QUICK,
    },
    {
      title: 'Sign a new CRL',
      argv: ['openssl', 'ca', '-config', config, '-passin', 'stdin', '-gencrl', '-out', next],
      stdin: password,
      timeoutMs: QUICK,
    },
    {
      // find runs the second command only when the first succeeded, without a shell: a CRL that is unreadable or expired
      // would refuse every client, so it may not reach its place.
      title: 'Publish the new CRL, only if the control certificate passes it',
      argv: [
        'find',
        next,
        '-maxdepth',
        '0',
        '-type',
        'f',
        '-exec',
        'openssl',
        'verify',
        '-CAfile',
        param(context, 'caCert'),
        '-CRLfile',
        next,
        '-crl_check',
        param(context, 'controlCert'),
        ';',
        '-exec',
        'mv',
        '-f',
        next,
        param(context, 'crlFile'),
        ';',
      ],
      timeoutMs: QUICK,
    },
    showCrl(context),
    nginxTest(context),
    // nginx reads the CRL on reload only.
    { title: 'Reload nginx', argv: ['nginx', '-s', 'reload', '-c', param(context, 'nginxConfig')], timeoutMs: QUICK },
    verifyClient(context),
  ];
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
