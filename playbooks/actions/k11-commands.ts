import type { Command, StepContext } from '../../shared/domain/action.ts';
import { connections, curlClient, curlControl, keepSession, verifyClient, verifyControl } from './k11-probes.ts';
import { param } from './param.ts';

const QUICK = 15_000;

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

function nginxTest(context: StepContext): Command {
  return {
    title: 'Test the nginx configuration',
    argv: ['nginx', '-t', '-c', param(context, 'nginxConfig')],
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
    ...keepSession(context),
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
