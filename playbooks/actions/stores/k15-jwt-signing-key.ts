import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { readConnections, readEnded } from './earlier-connections.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
} from './k15-commands.ts';
import { readApply, readCollect, readDryRun, readMustFail, readMustWork } from './k15-readings.ts';

function verifier(n: 1 | 2 | 3 | 4): ParamField {
  return {
    name: `verifier${n}`,
    label: `Verifier ${n}`,
    kind: 'url',
    hint: n === 1 ? 'An address that answers 2xx to a good token and 401 to a bad one.' : 'Another one, or empty.',
    example: `https://api-${n}.example/me`,
    ...(n === 1 ? {} : { optional: true }),
  };
}

/** Reference PB1, K15: a key set in a file that a web server publishes; tried with verifiers that cache it, on Node's own crypto. */
export const k15JwtSigningKey: ActionTemplate = {
  id: 'K15',
  version: 1,
  title: 'Withdraw a JWT signing key',
  purpose: 'Publishes a key set without the compromised key and shows that every verifier refuses its tokens.',
  risk: 'R2',
  reversal: 'irreversible',
  reversalNote:
    'Publishing the old key again would make every stolen or forged token good again, so it is not offered. The way is forward: new keys, new tokens.',
  tested: 'real',
  targets: ['credential', 'idp', 'gateway'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'Every token signed with the old key is worthless at once: people log in again, services fetch new tokens.',
  trap: 'Verifiers keep the key set they fetched, ten minutes and longer, or have the key built in: each has to be asked. Streams and sessions that were opened with an old token go on.',
  programs: ['curl', 'cp', 'mv', 'cat', 'sha256sum', 'pkill', 'ss'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    {
      name: 'jwksFile',
      label: 'Key set file',
      kind: 'path',
      hint: 'On this machine, as it is published.',
      example: '/srv/www/.well-known/jwks.json',
    },
    {
      name: 'jwksUrl',
      label: 'Address of the key set',
      kind: 'url',
      hint: 'Where verifiers fetch it.',
      example: 'https://id.example/.well-known/jwks.json',
    },
    {
      name: 'newJwksFile',
      label: 'New key set',
      kind: 'path',
      hint: 'Public keys only, with the new key and without the old one.',
      example: '/run/ir/jwks.json',
    },
    { name: 'oldKid', label: 'Compromised key id', kind: 'name', hint: 'Its kid.', example: '2026-09' },
    {
      name: 'newKid',
      label: 'New key id',
      kind: 'name',
      hint: 'Published already beside the old one.',
      example: '2026-11',
    },
    {
      name: 'oldToken',
      label: 'Token of the old key',
      kind: 'secret-file',
      hint: 'Not expired: the probe that must fail.',
      example: '/run/ir/old.jwt',
    },
    {
      name: 'newToken',
      label: 'Token of the new key',
      kind: 'secret-file',
      hint: 'For the probe that must work.',
      example: '/run/ir/new.jwt',
    },
    verifier(1),
    verifier(2),
    verifier(3),
    verifier(4),
    {
      name: 'verifierPidFile',
      label: 'Pid file of a verifier here',
      kind: 'path',
      hint: 'It is told to read the key set again; the others are restarted by hand.',
      example: '/run/api/api.pid',
      optional: true,
    },
    {
      name: 'verifierSignal',
      label: 'Signal for it',
      kind: 'choice',
      choices: ['HUP', 'TERM'],
      hint: 'HUP if it reloads, TERM if its service manager starts it again.',
      example: 'HUP',
      optional: true,
    },
    {
      name: 'port',
      label: 'Port on this machine',
      kind: 'port',
      hint: 'Where requests with tokens arrive: open connections are listed and ended there.',
      example: '8443',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readConnections },
    killSessions: { commands: killCommands, parse: readEnded },
  },
};
