import type { ActionTemplate } from '../../../shared/domain/action.ts';
import {
  againCommands,
  applyCommands,
  collectCommands,
  dryRunCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
} from './k06-commands.ts';
import {
  readAgain,
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
} from './k06-readings.ts';
import { hostsField } from './magento-api.ts';

/** Reference PB1, K06. Words of the two encryption commands as in the source of Magento 2.4.8; the others as documented. */
export const k06MagentoCryptKey: ActionTemplate = {
  id: 'K06',
  version: 2,
  title: 'Change the Magento encryption key',
  purpose: 'Adds a new key, re-encrypts what the database holds and makes every token signed with the old key void.',
  risk: 'R3',
  reversal: 'irreversible',
  reversalNote: 'The old key would bring forged tokens back to life, and what is re-encrypted cannot be read with it.',
  tested: 'contract',
  targets: ['credential', 'shop.magento'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'The shop is closed while it runs, for minutes to hours. Administrators and customers with JWTs log in again. Stop cron before; start it after.',
  trap: 'Settings locked with config:set --lock-env are not re-encrypted, and the old key stays in env.php to read old data. Re-encrypting ends with success even when it failed. Each web node has an env.php of its own.',
  programs: ['ssh', 'php', 'openssl', 'sha256sum', 'curl'],
  quorum: { distinct: 3, seats: [['commander'], ['key-custodian'], ['legal']], requesterApart: true },
  fields: [
    hostsField,
    {
      name: 'root',
      label: 'Folder of Magento',
      kind: 'path',
      hint: 'Where bin/magento is, on the server.',
      example: '/var/www/magento',
    },
    {
      name: 'via',
      label: 'Way to the server',
      kind: 'via',
      hint: 'ssh/USER@HOST as the owner of the files, not root; empty when it is this machine.',
      example: 'ssh/magento@shop-web-1.example',
      optional: true,
    },
    {
      name: 'backupFolder',
      label: 'Folder for the back-up',
      kind: 'path',
      hint: 'On the server, not under its web folder. env.php is kept there encrypted.',
      example: '/var/backups/ir',
    },
    {
      name: 'backupCertificate',
      label: 'Certificate for the back-up',
      kind: 'path',
      hint: 'PEM, on the server: of whoever may open the back-up.',
      example: '/etc/ssl/ir/custodian.pem',
    },
    {
      name: 'tokenFile',
      label: 'Old token',
      kind: 'secret-file',
      hint: 'A JWT with the right to Stores, issued before the change and good for hours yet. The server is shown it. One line, no quotes.',
      example: '/run/ir/old.jwt',
    },
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: againCommands, parse: readAgain },
  },
};
