import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './m01-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './m01-readings.ts';

const server: readonly ParamField[] = [
  { name: 'baseUrl', label: 'MLflow', kind: 'url', hint: 'Without path.', example: 'https://mlflow.example' },
  {
    name: 'user',
    label: 'User',
    kind: 'name',
    hint: 'Only where MLflow asks for name and password.',
    example: 'responder',
    optional: true,
  },
  {
    name: 'tokenFile',
    label: 'Token or password',
    kind: 'secret-file',
    hint: 'May be empty where MLflow asks for none.',
    example: '/run/ir/mlflow.token',
    optional: true,
  },
  {
    name: 'accessLog',
    label: 'Access log',
    kind: 'path',
    hint: 'Of the server in front of MLflow, in the combined format; shows who fetches the version.',
    example: '/var/log/nginx/mlflow.access.log',
  },
  {
    name: 'via',
    label: 'Way to the log',
    kind: 'via',
    hint: 'ssh/USER@HOST; empty when it is on this machine.',
    example: 'ssh/ir@mlflow.example',
    optional: true,
  },
];

const model: readonly ParamField[] = [
  { name: 'model', label: 'Registered model', kind: 'name', hint: 'Its name.', example: 'wealth-llm' },
  { name: 'version', label: 'Version to withdraw', kind: 'number', hint: 'The leaked one.', example: '7' },
  {
    name: 'kind',
    label: 'Withdraw',
    kind: 'choice',
    choices: ['alias', 'stage'],
    hint: 'Stages are the older way; MLflow has them still.',
    example: 'alias',
  },
  { name: 'handle', label: 'Name', kind: 'name', hint: 'Of the alias; or Production, Staging.', example: 'prod' },
  {
    name: 'safeVersion',
    label: 'Safe version',
    kind: 'number',
    hint: 'Gets the name instead. Empty: nothing does.',
    example: '5',
    optional: true,
  },
  {
    name: 'undoVersion',
    label: 'Version that undo sets',
    kind: 'number',
    hint: 'The last approved one; the withdrawn one only if this was a false alarm.',
    example: '5',
  },
  { name: 'controlModel', label: 'Control model', kind: 'name', hint: 'May be the same.', example: 'fraud-llm' },
  {
    name: 'controlAlias',
    label: 'Control alias',
    kind: 'name',
    hint: 'Must still resolve afterwards.',
    example: 'prod',
  },
];

/** Reference PB2, M01. Shapes after the documentation, not captured: MLflow REST API 2.0, answers of MLflow 2.22 as its source and documentation show them. */
export const m01AliasWithdrawal: ActionTemplate = {
  id: 'M01',
  version: 1,
  title: 'Withdraw an alias or stage in MLflow',
  purpose: 'New resolutions of the name get a safe version or none; the leaked version is tagged as quarantined.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo points the name at the version given for it. The tag stays.',
  tested: 'contract',
  targets: ['model', 'adapter', 'registry'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Whoever resolves the name from now on. Without a safe version their start fails.',
  trap: 'Consumers pinned to the version number, or with files fetched before, are not reached. Deleting a version leaves its files in the store.',
  programs: ['curl', 'grep', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead', 'mlops-lead']] },
  fields: [...server, ...model],
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
