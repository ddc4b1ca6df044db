import type { ActionTemplate } from '../../../shared/domain/action.ts';
import { readKill } from '../kill-reading.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
} from './k19-commands.ts';
import { readApply, readCollect, readDryRun, readMustFail, readMustWork, readResidual } from './k19-readings.ts';

/** Reference PB1, K19: any PKCS#11 module; tried against SoftHSM 2.6.1 with p11tool 3.7.9. */
export const k19Pkcs11Key: ActionTemplate = {
  id: 'K19',
  version: 3,
  title: 'Delete a key on a token or HSM',
  purpose: 'Deletes one private key by its id and ends the processes that may still hold a session with it.',
  risk: 'R3',
  reversal: 'irreversible',
  reversalNote:
    'A deleted key comes back only from a wrapped backup, if there is one. Taking its consumers off first can be undone; this cannot.',
  tested: 'real',
  targets: ['credential'],
  modes: ['card', 'exec', 'attest'],
  needsHold: true,
  blastRadius:
    'Whatever signs or decrypts with this key stops for good; what was encrypted to it alone cannot be read again. Every process that uses the module here is ended and has to be started again.',
  trap: 'A wrong PIN locks the token after a few tries. Two keys with one id are both deleted. Copies of the key on other tokens, in a cluster or in a backup are untouched.',
  programs: ['p11tool', 'lsof', 'kill', 'id'],
  quorum: {
    distinct: 3,
    seats: [['commander'], ['key-custodian', 'evidence-custodian'], ['legal']],
    requesterApart: true,
  },
  fields: [
    {
      name: 'module',
      label: 'PKCS#11 module',
      kind: 'path',
      hint: 'The library of the vendor. It finds its settings where it looks by itself: no variables are handed on.',
      example: '/usr/lib/softhsm/libsofthsm2.so',
    },
    { name: 'token', label: 'Token', kind: 'name', hint: 'Its label.', example: 'signing' },
    { name: 'keyId', label: 'Id of the compromised key', kind: 'name', hint: 'Hex digits, in pairs.', example: '01' },
    {
      name: 'controlId',
      label: 'Id of the control key',
      kind: 'name',
      hint: 'Another private key on the same token, that must keep signing.',
      example: '02',
    },
    {
      name: 'pin',
      label: 'User PIN',
      kind: 'secret-file',
      hint: 'One line. Check it before: a token locks after a few wrong tries.',
      example: '/run/ir/token.pin',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
  },
};
