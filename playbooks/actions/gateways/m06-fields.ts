import type { ParamField } from '../../../shared/domain/action.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** What an entry says, and the list it goes into. */
export const denyListFields: readonly ParamField[] = [
  {
    name: 'ociDigest',
    label: 'Digest of the manifest',
    kind: 'digest',
    hint: 'As the registry names it.',
    example: `sha256:${'0'.repeat(63)}1`,
  },
  {
    name: 'fileSha256',
    label: 'Hash of the file',
    kind: 'digest',
    hint: 'Of the weights; also the digest of the blob.',
    example: `sha256:${HEX}`,
  },
  { name: 'sizeBytes', label: 'Size', kind: 'number', hint: 'Bytes of the file.', example: '13600000000' },
  {
    name: 'tensorSha256',
    label: 'Hashes of tensors',
    kind: 'name-list',
    hint: '64 hex digits each. They survive renaming and re-sharding.',
    example: HEX,
    optional: true,
  },
  {
    name: 'reason',
    label: 'Reason',
    kind: 'choice',
    hint: 'Stands in the list.',
    example: 'exfiltrated',
    choices: ['exfiltrated', 'poisoned', 'invalidLineage', 'unlawfulData'],
  },
  { name: 'incident', label: 'Incident', kind: 'name', hint: 'Stands in the list.', example: 'INC-2026-014' },
  {
    name: 'listVersion',
    label: 'Number of the new version',
    kind: 'number',
    hint: 'Higher than the published one.',
    example: '7',
  },
  { name: 'validFrom', label: 'Valid from', kind: 'text', hint: 'A date, written 2026-11-25.', example: '2026-11-25' },
  {
    name: 'controlDigest',
    label: 'Control blob',
    kind: 'digest',
    hint: 'Another blob that must still be served.',
    example: `sha256:${'0'.repeat(63)}2`,
  },
  {
    name: 'listFile',
    label: 'Published list',
    kind: 'path',
    hint: 'The signature lies beside it, with .sig behind the name.',
    example: '/srv/denylist/deny-list.json',
  },
  {
    name: 'signingKey',
    label: 'Signing key',
    kind: 'path',
    hint: 'An Ed25519 key in PEM, on the machine that signs.',
    example: '/srv/denylist/signing.key',
  },
  {
    name: 'publicKey',
    label: 'Public key',
    kind: 'path',
    hint: 'The one the enforcement points have.',
    example: '/srv/denylist/signing.pub',
  },
  {
    name: 'hookList',
    label: 'List of the start-up hook',
    kind: 'path',
    hint: 'The copy the model server checks before it starts.',
    example: '/srv/models/deny-list.json',
  },
  {
    name: 'storePath',
    label: 'Model store',
    kind: 'path',
    hint: 'Searched for copies in the dry run.',
    example: '/srv/models',
  },
];
