import type { FieldDef } from './field.ts';

/** Fields of a credential in the order of form and table (reference C0 and PB1). Never the secret itself. */
export const CREDENTIAL_FIELDS = [
  {
    name: 'label',
    label: 'What it is',
    hint: 'A name people recognise. Never the secret itself.',
    shape: 'text',
    required: true,
    max: 160,
    also: ['name', 'credential', 'key', 'keyname', 'keyid', 'account', 'user', 'username', 'title'],
  },
  {
    name: 'kind',
    label: 'Kind',
    hint: 'Sets how it is revoked.',
    shape: 'kind',
    also: ['credentialkind', 'credentialtype', 'type', 'category'],
  },
  {
    name: 'template',
    label: 'How it is revoked',
    hint: '',
    shape: 'template',
    required: true,
    also: ['action', 'revokedby', 'playbookaction', 'row'],
  },
  {
    name: 'owner',
    label: 'Owner',
    hint: 'Who can say what breaks.',
    shape: 'text',
    max: 120,
    also: ['team', 'responsible', 'contact'],
  },
  {
    name: 'canMint',
    label: 'It can create other credentials',
    hint: 'Goes first. Empty counts as no; say yes when in doubt.',
    shape: 'flag',
    also: ['mint', 'minter', 'createscredentials', 'admin'],
  },
  {
    name: 'mints',
    label: 'Which ones',
    hint: 'Credentials it can create again. Without a list it may create any.',
    shape: 'credentials',
    items: 300,
    also: ['creates', 'canmintwhich'],
  },
  {
    name: 'issues',
    label: 'It signs or issues on behalf of others',
    hint: 'Goes second. Empty counts as no; say yes when in doubt.',
    shape: 'flag',
    also: ['signs', 'issuer', 'signer'],
  },
  { name: 'movesMoney', label: 'It moves money', hint: '', shape: 'yes-no', also: ['money', 'payment', 'payments'] },
  {
    name: 'consumerAssets',
    label: 'Assets that use it',
    hint: '',
    shape: 'assets',
    items: 300,
    also: ['usedby', 'consumers', 'consumer', 'assets'],
  },
  {
    name: 'consumers',
    label: 'Who else uses it',
    hint: 'Users that are not on the register. Nobody named anywhere means not known, which counts as in use.',
    shape: 'text',
    max: 500,
    also: ['otherconsumers', 'usedbyother', 'usedbytext'],
  },
  {
    name: 'rotationLeadMin',
    label: 'Minutes to replace it everywhere',
    hint: '',
    shape: 'count',
    also: ['rotationlead', 'leadtime', 'rotationminutes', 'leadmin'],
  },
  {
    name: 'overlapSupported',
    label: 'Old and new may be valid at once',
    hint: '',
    shape: 'yes-no',
    also: ['overlap', 'supportsoverlap', 'dualkey'],
  },
  {
    name: 'lastUsed',
    label: 'Last used at',
    hint: 'Not known counts as in use.',
    shape: 'instant',
    also: ['lastuse', 'lastusedat', 'lastseen', 'lastaccess', 'used'],
  },
] as const satisfies readonly FieldDef[];

export type CredentialFieldName = (typeof CREDENTIAL_FIELDS)[number]['name'];
