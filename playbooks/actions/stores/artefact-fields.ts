import type { ParamField } from '../../../shared/domain/action.ts';

/** Where the weights are looked for; shared by quarantine and removal. */
export const whereFields: readonly ParamField[] = [
  {
    name: 'registry',
    label: 'Registry address',
    kind: 'url',
    hint: 'Without /v2.',
    example: 'https://registry.example:5000',
  },
  {
    name: 'port',
    label: 'Port on this machine',
    kind: 'port',
    hint: 'Where the registry process listens: downloads under way are listed and ended there.',
    example: '5000',
  },
  {
    name: 'mirror',
    label: 'Mirror address',
    kind: 'url',
    hint: 'A mirror or pull-through cache to be probed too; may be left empty.',
    example: 'https://mirror.example',
    optional: true,
  },
  {
    name: 'repository',
    label: 'Repository',
    kind: 'text',
    hint: 'The one of the leaked model.',
    example: 'models/risk',
  },
  {
    name: 'elsewhere',
    label: 'Every other repository',
    kind: 'text-list',
    hint: 'Weights are shared between repositories: the dry run names those that are missing here.',
    example: 'models/other,shared/base',
    optional: true,
  },
  {
    name: 'blob',
    label: 'Digest of the weights',
    kind: 'digest',
    hint: 'Of the layer, as the manifest names it.',
    example: `sha256:${'a'.repeat(64)}`,
  },
];

export const partyFields: readonly ParamField[] = [
  {
    name: 'controlRepository',
    label: 'Control repository',
    kind: 'text',
    hint: 'Must go on.',
    example: 'models/fraud',
  },
  { name: 'controlTag', label: 'Control tag', kind: 'name', hint: 'A tag in it.', example: 'prod' },
  { name: 'reader', label: 'Reading user', kind: 'name', hint: 'May pull everywhere.', example: 'ir-reader' },
  {
    name: 'readerPassword',
    label: 'Its password',
    kind: 'secret-file',
    hint: 'No quotes or backslashes.',
    example: '/run/ir/reader.pass',
  },
  { name: 'adminUser', label: 'Administrator', kind: 'name', hint: 'May delete and push.', example: 'ir-admin' },
  {
    name: 'adminPassword',
    label: 'Administrator password',
    kind: 'secret-file',
    hint: 'No quotes or backslashes.',
    example: '/run/ir/admin.pass',
  },
  {
    name: 'sealedFolder',
    label: 'Folder of the sealed copy',
    kind: 'path',
    hint: 'Outside the registry, on encrypted storage, one for each artefact.',
    example: '/srv/sealed/risk-prod',
  },
];
