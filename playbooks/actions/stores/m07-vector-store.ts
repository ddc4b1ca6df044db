import type { ActionTemplate } from '../../../shared/domain/action.ts';
import { readKill } from './k16-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './m07-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './m07-readings.ts';

/** Reference PB2, M07: a vector store in PostgreSQL, tenants in one table; tried against 15. The leaked key itself is K16 or K18. */
export const m07VectorStore: ActionTemplate = {
  id: 'M07',
  version: 1,
  title: 'Close a vector store between tenants',
  purpose:
    'Keeps a sealed snapshot, then binds every reader of the table to its tenant by row security, the owner too.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'Undo takes our policies away and sets row security back to what it was before.',
  tested: 'real',
  targets: ['vector-store', 'database'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'A program that does not say for which tenant it reads gets nothing any more, jobs of the owner included.',
  trap: 'Without FORCE the owner of the table reads every tenant. Policies bind neither superusers nor BYPASSRLS, nor views of theirs; replicas, backups and materialised views keep their copies.',
  programs: ['psql', 'pg_dump', 'sha256sum'],
  quorum: { distinct: 2, seats: [['commander'], ['mlops-lead', 'containment-lead']] },
  fields: [
    { name: 'host', label: 'Database host', kind: 'host', hint: 'The primary.', example: 'pg-1.example' },
    { name: 'port', label: 'Port', kind: 'port', hint: 'Of the server, not of a pooler.', example: '5432' },
    { name: 'database', label: 'Database', kind: 'name', hint: 'Where the table is.', example: 'rag' },
    { name: 'schema', label: 'Schema', kind: 'name', hint: 'Of the table.', example: 'public' },
    { name: 'table', label: 'Table', kind: 'name', hint: 'With the embeddings.', example: 'embeddings' },
    { name: 'tenantColumn', label: 'Tenant column', kind: 'name', hint: 'Says whose a row is.', example: 'tenant' },
    {
      name: 'tenantSetting',
      label: 'Setting with the tenant',
      kind: 'name',
      hint: 'What the application sets for each request, with a dot in its name.',
      example: 'app.tenant',
    },
    { name: 'ownTenant', label: 'Tenant to probe as', kind: 'text', hint: 'One that has rows.', example: 'bank-a' },
    {
      name: 'appRole',
      label: 'Application role',
      kind: 'name',
      hint: 'Reads the table; often its owner.',
      example: 'rag',
    },
    {
      name: 'appPassword',
      label: 'Its password',
      kind: 'secret-file',
      hint: 'For the probes.',
      example: '/run/ir/app.pass',
    },
    {
      name: 'adminUser',
      label: 'Administrator',
      kind: 'name',
      hint: 'May alter the table and read every row.',
      example: 'ir_admin',
    },
    {
      name: 'adminPassword',
      label: 'Administrator password',
      kind: 'secret-file',
      hint: 'One line.',
      example: '/run/ir/admin.pass',
    },
    {
      name: 'sealedFile',
      label: 'File of the snapshot',
      kind: 'path',
      hint: 'On encrypted storage: embeddings are personal data if text can be recovered from them.',
      example: '/srv/sealed/embeddings.dump',
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
    undo: { commands: undoCommands, parse: readUndo },
  },
};
