import type { Command, Output, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { accountFields, aws, awsAnswer, awsError } from './aws.ts';

/** Of the key and its two probes; shared by disabling and deletion. */
export const keyFields: readonly ParamField[] = [
  ...accountFields,
  {
    name: 'keyId',
    label: 'Id of the key',
    kind: 'name',
    hint: 'Never an alias: that may point elsewhere tomorrow.',
    example: '1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  {
    name: 'cipherFile',
    label: 'Something encrypted with it',
    kind: 'path',
    hint: 'A small file, as encrypt returned it, without encryption context.',
    example: '/run/ir/probe.bin',
  },
  {
    name: 'controlKeyId',
    label: 'Id of the control key',
    kind: 'name',
    hint: 'Another key of the account, which must keep working.',
    example: '0987dcba-09fe-87dc-65ba-ab0987654321',
  },
  {
    name: 'controlCipherFile',
    label: 'Something encrypted with the control key',
    kind: 'path',
    hint: 'Made the same way.',
    example: '/run/ir/control.bin',
  },
  {
    name: 'probeCredentials',
    label: 'Credentials of the probe',
    kind: 'path',
    hint: 'Of an identity that may decrypt with both keys.',
    example: '/run/ir/probe.credentials',
  },
  {
    name: 'tagKey',
    label: 'Tag of what depends on it',
    kind: 'name',
    hint: 'Vector stores, backups, buckets, volumes carry it.',
    example: 'kms-key',
  },
  { name: 'tagValue', label: 'Its value', kind: 'name', hint: 'For this key.', example: 'models' },
  {
    name: 'acceptedDependents',
    label: 'Dependents that may be locked',
    kind: 'number',
    hint: 'How many with this tag were looked at and may be locked: the dry run refuses any other number.',
    example: '2',
  },
];

export function kms(context: StepContext, title: string, verb: string, ...words: readonly string[]): Command {
  return aws(context, title, 'adminCredentials', ['kms', verb, '--key-id', param(context, 'keyId'), ...words]);
}

export function describeKey(context: StepContext): Command {
  return kms(context, 'Read the key', 'describe-key');
}

export function listGrants(context: StepContext): Command {
  return kms(context, 'List the grants', 'list-grants');
}

export function dependents(context: StepContext): Command {
  const filter = `Key=${param(context, 'tagKey')},Values=${param(context, 'tagValue')}`;
  const words = ['resourcegroupstaggingapi', 'get-resources', '--tag-filters', filter];
  return aws(context, 'List what is tagged as depending on it', 'adminCredentials', words);
}

/** Volumes in use go on with a data key in memory, whatever becomes of the key (EBS). */
export function volumes(context: StepContext): Command {
  const filters = ['--filters', 'Name=encrypted,Values=true', 'Name=status,Values=in-use'];
  const words = ['ec2', 'describe-volumes', ...filters, '--query', '{Volumes:Volumes[].[VolumeId,KmsKeyId]}'];
  return aws(context, 'List encrypted volumes in use', 'adminCredentials', words);
}

/** Only the id of the key is printed: the plaintext comes neither to the screen nor into the record. */
export function decrypt(context: StepContext, which: 'leaked' | 'control'): Command {
  const [key, file] = which === 'leaked' ? ['keyId', 'cipherFile'] : ['controlKeyId', 'controlCipherFile'];
  const blob = `fileb://${param(context, file)}`;
  const words = ['kms', 'decrypt', '--key-id', param(context, key), '--ciphertext-blob', blob];
  const title = which === 'leaked' ? 'Decrypt with the key' : 'Decrypt with the control key';
  return aws(context, title, 'probeCredentials', [...words, '--query', '{KeyId:KeyId}']);
}

export interface KmsKey {
  /** `Enabled`, `Disabled`, `PendingDeletion`. */
  readonly state: string;
  readonly ownedByAws: boolean;
  /** Regions with a key of the same material; empty for a key of one region. */
  readonly otherRegions: readonly string[];
  readonly deletionDate: string;
}

/** What describe-key says of this key; undefined for another key, an error, silence. */
export function keyIn(output: Output | undefined, context: StepContext): KmsKey | undefined {
  const answer = awsAnswer(output);
  const state = textAt(answer, 'KeyMetadata', 'KeyState');
  if (state === '' || textAt(answer, 'KeyMetadata', 'KeyId') !== param(context, 'keyId')) return undefined;
  const primary = textAt(answer, 'KeyMetadata', 'MultiRegionConfiguration', 'PrimaryKey', 'Region');
  const replicas = listAt(answer, 'KeyMetadata', 'MultiRegionConfiguration', 'ReplicaKeys') ?? [];
  const regions = [primary, ...replicas.map((one) => textAt(one, 'Region'))];
  return {
    state: state.slice(0, 40),
    ownedByAws: textAt(answer, 'KeyMetadata', 'KeyManager') === 'AWS',
    otherRegions: regions.filter((region) => region !== '' && region !== param(context, 'region')),
    deletionDate: textAt(answer, 'KeyMetadata', 'DeletionDate').slice(0, 40),
  };
}

export type Decrypted = 'works' | 'disabled' | 'invalid-state' | 'other-key' | 'no-right' | 'unclear';

/** With `--key-id`, KMS refuses what another key encrypted, so `works` is about this key alone. */
export function decrypted(output: Output | undefined, keyId: string): Decrypted {
  switch (awsError(output)?.code) {
    case undefined:
      return keyId !== '' && textAt(awsAnswer(output), 'KeyId').endsWith(`:key/${keyId}`) ? 'works' : 'unclear';
    case 'DisabledException':
      return 'disabled';
    case 'KMSInvalidStateException':
      return 'invalid-state';
    case 'IncorrectKeyException':
    case 'InvalidCiphertextException':
      return 'other-key';
    case 'AccessDeniedException':
      return 'no-right';
    default:
      return 'unclear';
  }
}
