import type { ActionTemplate } from '../../shared/domain/action.ts';
import { applyCommands, collectCommands, dryRunCommands } from './k11-commands.ts';
import { curlClient, curlControl, killCommands, residualCommands, resumeSession, verifyClient } from './k11-probes.ts';
import { readApply, readCollect, readDryRun, readMustFail, readMustWork } from './k11-readings.ts';
import { readResidual } from './k11-sessions.ts';
import { readKill } from './kill-reading.ts';

/** Reference PB1, K11: private CA kept with `openssl ca`, enforced by nginx with ssl_verify_client and ssl_crl. */
export const k11TlsCertificate: ActionTemplate = {
  id: 'K11',
  version: 2,
  title: 'Revoke a TLS client certificate',
  purpose: 'Puts the client certificate on the CRL of the private CA and makes the nginx gateway read it.',
  risk: 'R3',
  reversal: 'irreversible',
  reversalNote:
    'A certificate revoked for key compromise stays revoked; the client needs a new key and a new certificate.',
  tested: 'real',
  targets: ['credential'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Every client that uses this certificate loses the gateway. A wrong CRL would shut out all clients.',
  trap: 'nginx reads the CRL on reload only; old workers keep their connections; a TLS session from before may be resumed past the CRL; and an expired CRL refuses everybody, which looks like success.',
  programs: ['openssl', 'nginx', 'curl', 'ss', 'ps', 'find', 'mv', 'grep', 'cp', 'sleep', 'kill'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    {
      name: 'serial',
      label: 'Serial number',
      kind: 'text',
      hint: 'Hexadecimal, as openssl prints it. Must match the certificate file.',
      example: '0B',
    },
    {
      name: 'clientCert',
      label: 'Compromised certificate',
      kind: 'path',
      hint: 'PEM file.',
      example: '/srv/ir/compromised.pem',
    },
    {
      name: 'clientKey',
      label: 'Its private key',
      kind: 'secret-file',
      hint: 'For the probe that must fail.',
      example: '/srv/ir/compromised.key',
    },
    {
      name: 'controlCert',
      label: 'Control certificate',
      kind: 'path',
      hint: 'Another client of the same CA that must keep working.',
      example: '/srv/ir/control.pem',
    },
    {
      name: 'controlKey',
      label: 'Control private key',
      kind: 'secret-file',
      hint: 'For the probe that must work.',
      example: '/srv/ir/control.key',
    },
    {
      name: 'caConfig',
      label: 'CA configuration',
      kind: 'path',
      hint: 'The file for openssl ca -config.',
      example: '/etc/pki/clients/ca.cnf',
    },
    {
      name: 'caKeyPassword',
      label: 'CA key password file',
      kind: 'secret-file',
      hint: 'One line. Any line if the CA key has no password.',
      example: '/run/ir/ca.pass',
    },
    {
      name: 'caCert',
      label: 'CA certificate',
      kind: 'path',
      hint: 'PEM file of the CA that issued the client certificates.',
      example: '/etc/pki/clients/ca.pem',
    },
    {
      name: 'crlFile',
      label: 'Published CRL',
      kind: 'path',
      hint: 'The file nginx names in ssl_crl; one CRL only.',
      example: '/etc/nginx/clients.crl',
    },
    {
      name: 'nginxConfig',
      label: 'nginx configuration',
      kind: 'path',
      hint: 'The file for nginx -c.',
      example: '/etc/nginx/nginx.conf',
    },
    {
      name: 'host',
      label: 'Gateway host',
      kind: 'host',
      hint: 'Name or address in the server certificate.',
      example: 'gateway.example',
    },
    { name: 'port', label: 'Gateway port', kind: 'port', hint: 'TLS port of the gateway.', example: '443' },
    {
      name: 'probePath',
      label: 'Probe path',
      kind: 'path',
      hint: 'A harmless page that answers 200.',
      example: '/health',
    },
    {
      name: 'serverCa',
      label: 'CA of the server',
      kind: 'path',
      hint: 'PEM file that verifies the gateway itself.',
      example: '/etc/ssl/certs/ca-certificates.crt',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: {
      commands: (context) => [curlClient(context), verifyClient(context), resumeSession(context)],
      parse: readMustFail,
    },
    mustWork: { commands: (context) => [curlControl(context)], parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
  },
};
