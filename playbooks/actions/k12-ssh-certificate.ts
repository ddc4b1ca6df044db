import type { ActionTemplate } from '../../shared/domain/action.ts';
import { readKill } from './kill-reading.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  loginCompromised,
  loginControl,
  queryLive,
  residualCommands,
  undoCommands,
} from './k12-commands.ts';
import { readApply, readCollect, readDryRun, readMustFail, readMustWork, readUndo } from './k12-readings.ts';
import { readResidual } from './k12-sessions.ts';

/** Reference PB1, K12: a key revocation list that sshd reads at every login; no reload. */
export const k12SshCertificate: ActionTemplate = {
  id: 'K12',
  version: 1,
  title: 'Revoke an SSH certificate',
  purpose: 'Adds the certificate to the key revocation list that sshd consults at every login.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote:
    'Undo puts back the list from before. Entries others added meanwhile are lost with it and are named for adding again.',
  blastRadius: 'Every login with this certificate is denied on hosts that read this list.',
  trap: 'Open sessions stay open, with whatever they started in the background. A missing or unreadable list denies all key logins: keep a console at hand.',
  programs: ['ssh', 'ssh-keygen', 'sshd', 'ss', 'grep', 'cp', 'mv', 'rm', 'find', 'sha256sum', 'kill'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    {
      name: 'serial',
      label: 'Serial number',
      kind: 'text',
      hint: 'Decimal. Must match the certificate file.',
      example: '7',
    },
    {
      name: 'cert',
      label: 'Compromised certificate',
      kind: 'path',
      hint: 'The -cert.pub file.',
      example: '/srv/ir/compromised-cert.pub',
    },
    {
      name: 'key',
      label: 'Its private key',
      kind: 'secret-file',
      hint: 'For the probe that must fail.',
      example: '/srv/ir/compromised',
    },
    {
      name: 'controlCert',
      label: 'Control certificate',
      kind: 'path',
      hint: 'Another certificate of the same CA that must keep working.',
      example: '/srv/ir/control-cert.pub',
    },
    {
      name: 'controlKey',
      label: 'Control private key',
      kind: 'secret-file',
      hint: 'For the probe that must work.',
      example: '/srv/ir/control',
    },
    {
      name: 'user',
      label: 'Login name',
      kind: 'text',
      hint: 'Both certificates must be valid for it.',
      example: 'deploy',
    },
    {
      name: 'host',
      label: 'SSH host',
      kind: 'host',
      hint: 'As it stands in the known hosts file.',
      example: 'bastion.example',
    },
    { name: 'port', label: 'SSH port', kind: 'port', hint: 'Port sshd listens on.', example: '22' },
    {
      name: 'knownHosts',
      label: 'Known hosts file',
      kind: 'path',
      hint: 'Holds the host key, so that nobody answers in its place.',
      example: '/srv/ir/known_hosts',
    },
    {
      name: 'caPublicKey',
      label: 'Public key of the user CA',
      kind: 'path',
      hint: 'The key that signed the certificate.',
      example: '/etc/ssh/user_ca.pub',
    },
    {
      name: 'krlFile',
      label: 'Revocation list',
      kind: 'path',
      hint: 'The file sshd names in RevokedKeys.',
      example: '/etc/ssh/revoked.krl',
    },
    {
      name: 'sshdConfig',
      label: 'sshd configuration',
      kind: 'path',
      hint: 'The file for sshd -f.',
      example: '/etc/ssh/sshd_config',
    },
    {
      name: 'logFile',
      label: 'sshd log',
      kind: 'path',
      hint: 'Where the "Accepted publickey" lines go.',
      example: '/var/log/auth.log',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: (context) => [loginCompromised(context), queryLive(context)], parse: readMustFail },
    mustWork: { commands: (context) => [loginControl(context)], parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
