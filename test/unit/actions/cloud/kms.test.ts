import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Documented: which error a key state gives and what cancel-key-deletion leaves (KMS key state table, CLI examples of kms). As others
// printed them: the texts of DisabledException and KMSInvalidStateException. From memory: the fields of describe-key, list-grants,
// schedule-key-deletion, get-resources and describe-volumes, AccessDeniedException, IncorrectKeyException. None was recorded here.
const params = exampleParams('K09');
const ID = params['keyId'] ?? '';
const CONTROL = params['controlKeyId'] ?? '';
const GRANT = params['grants'] ?? '';
const arn = (id: string) => `arn:aws:kms:eu-central-1:111122223333:key/${id}`;
const json = (value: unknown) => printed(JSON.stringify(value, null, 4));
const failed = (code: string, message: string, operation = 'Decrypt') =>
  printed(`\nAn error occurred (${code}) when calling the ${operation} operation: ${message}`, 254);
const key = (state: string, more: object = {}) =>
  json({
    KeyMetadata: { KeyId: ID, Arn: arn(ID), KeyState: state, KeyManager: 'CUSTOMER', MultiRegion: false, ...more },
  });
const enabled = key('Enabled');
const off = key('Disabled');
const pending = key('PendingDeletion', { DeletionDate: '2026-12-25T01:00:00+01:00', PendingDeletionWindowInDays: 30 });
const awsOwned = key('Enabled', { KeyManager: 'AWS' });
const replicated = key('Enabled', {
  MultiRegionConfiguration: {
    MultiRegionKeyType: 'PRIMARY',
    PrimaryKey: { Arn: arn(ID), Region: 'eu-central-1' },
    ReplicaKeys: [{ Arn: arn(ID), Region: 'eu-west-1' }],
  },
});
const anotherKey = json({ KeyMetadata: { KeyId: CONTROL, KeyState: 'Disabled' } });
const grant = (id: string, who: string) => ({
  GrantId: id,
  GranteePrincipal: who,
  Operations: ['Decrypt'],
  KeyId: arn(ID),
});
const own = grant('a'.repeat(64), 'rds.eu-central-1.amazonaws.com');
const grants = json({ Grants: [own, grant(GRANT, 'arn:aws:iam::111122223333:role/unknown')] });
const ownGrants = json({ Grants: [own] });
const tagged = (...names: readonly string[]) =>
  json({ ResourceTagMappingList: names.map((name) => ({ ResourceARN: `arn:aws:s3:::${name}`, Tags: [] })) });
const two = tagged('models', 'backups');
const works = json({ KeyId: arn(ID) });
const controlWorks = json({ KeyId: arn(CONTROL) });
const disabled = failed('DisabledException', `${arn(ID)} is disabled.`);
const invalid = failed('KMSInvalidStateException', `${arn(ID)} is pending deletion.`);
const noRight = failed('AccessDeniedException', 'User is not authorized to perform: kms:Decrypt');
const wrongFile = failed(
  'IncorrectKeyException',
  'The key ID in the request does not identify a CMK that can perform this operation.',
);
const noVolumes = json({ Volumes: [] });
const attached = json({
  Volumes: [
    ['vol-0a1', arn(ID)],
    ['vol-0b2', arn(CONTROL)],
  ],
});
const offline = printed('\nCould not connect to the endpoint URL: "https://kms.eu-central-1.amazonaws.com/"', 255);
const hung: Output = { text: '', exit: 128, timedOut: true };
const silent = printed('');

describe('K09, disabling a KMS key', () => {
  test.each<Case>([
    ['kept', 'collect', [enabled, grants], 'done'],
    ['offline', 'collect', [offline, offline], 'unclear'],
    ['possible', 'dryRun', [enabled, grants, two, works, controlWorks], 'ok'],
    [
      'the trap: own vectors and backups nobody counted',
      'dryRun',
      [enabled, grants, tagged('models', 'backups', 'vectors'), works, controlWorks],
      'refused',
    ],
    ['dependents not known', 'dryRun', [enabled, grants, offline, works, controlWorks], 'unclear'],
    ['a key of AWS', 'dryRun', [awsOwned, grants, two, works, controlWorks], 'refused'],
    ['the trap: the same key in another region', 'dryRun', [replicated, grants, two, works, controlWorks], 'refused'],
    ['disabled already', 'dryRun', [off, grants, two, disabled, controlWorks], 'refused'],
    ['a grant of another key', 'dryRun', [enabled, ownGrants, two, works, controlWorks], 'refused'],
    ['the probe has no right anyway', 'dryRun', [enabled, grants, two, noRight, controlWorks], 'refused'],
    ['the file is of another key', 'dryRun', [enabled, grants, two, wrongFile, controlWorks], 'refused'],
    ['the control is disabled', 'dryRun', [enabled, grants, two, works, disabled], 'refused'],
    ['another key was read', 'dryRun', [anotherKey, grants, two, works, controlWorks], 'unclear'],
    ['done', 'apply', [silent, silent, off, ownGrants], 'done'],
    ['still enabled', 'apply', [noRight, silent, enabled, grants], 'failed'],
    ['not read back', 'apply', [silent, silent, offline, offline], 'unclear'],
    ['hung', 'apply', [hung, hung, hung, hung], 'unclear'],
    ['refused, and disabled', 'mustFail', [disabled, off], 'blocked'],
    ['still decrypts', 'mustFail', [works, off], 'passed'],
    ['refused for want of a right', 'mustFail', [noRight, off], 'unclear'],
    ['refused, but the key is enabled', 'mustFail', [disabled, enabled], 'unclear'],
    ['the wrong file proves nothing', 'mustFail', [wrongFile, off], 'unclear'],
    ['another key answered', 'mustFail', [controlWorks, off], 'unclear'],
    ['offline', 'mustFail', [offline, offline], 'unclear'],
    ['control works', 'mustWork', [controlWorks], 'passed'],
    ['control is disabled too', 'mustWork', [disabled], 'blocked'],
    ['control has no right', 'mustWork', [noRight], 'unclear'],
    ['a chosen grant is left', 'residual', [grants, noVolumes], 'live'],
    ['grants of services alone', 'residual', [ownGrants, noVolumes], 'none'],
    ['the trap: a volume goes on with its data key', 'residual', [ownGrants, attached], 'unclear'],
    ['volumes not listed', 'residual', [ownGrants, offline], 'unclear'],
    ['grants ended', 'killSessions', [silent], 'done'],
    ['grant not ended', 'killSessions', [failed('NotFoundException', 'Grant is not found', 'RevokeGrant')], 'failed'],
    ['enabled again', 'undo', [silent, enabled], 'done'],
    ['not enabled', 'undo', [noRight, off], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K09', step, outputs, params).verdict).toBe(verdict);
  });

  test('ends the chosen grant alone, never one of a service', () => {
    expect(readingOf('K09', 'residual', [grants, noVolumes], params).sessions?.map(({ id }) => id)).toEqual([GRANT]);
  });

  test.each(['K09', 'K09-DEL'])('%s: no probe prints a plaintext', (id) => {
    const context = { params: exampleParams(id), actionId: 'a1', sessions: [] };
    const steps = Object.values(findTemplate(id)?.steps ?? {});
    const decrypts = steps.flatMap((step) => step.commands(context)).filter(({ argv }) => argv.includes('decrypt'));
    expect(decrypts.length).toBeGreaterThanOrEqual(4);
    for (const { argv } of decrypts) expect(argv.slice(-2)).toEqual(['--query', '{KeyId:KeyId}']);
  });
});

describe('K09-DEL, deletion of a KMS key', () => {
  test.each<Case>([
    ['possible', 'dryRun', [off, ownGrants, two, disabled, controlWorks], 'ok'],
    ['not disabled before', 'dryRun', [enabled, ownGrants, two, works, controlWorks], 'refused'],
    [
      'the trap: backups nobody counted',
      'dryRun',
      [off, ownGrants, tagged('b1', 'b2', 'b3'), disabled, controlWorks],
      'refused',
    ],
    [
      'scheduled',
      'apply',
      [json({ KeyId: arn(ID), KeyState: 'PendingDeletion', PendingWindowInDays: 30 }), pending, ownGrants],
      'done',
    ],
    ['not scheduled', 'apply', [noRight, off, ownGrants], 'failed'],
    ['refused, and pending', 'mustFail', [invalid, pending], 'blocked'],
    ['disabled is not deleted', 'mustFail', [disabled, off], 'unclear'],
    ['refused, but disabled', 'mustFail', [invalid, off], 'unclear'],
    ['nothing goes on', 'residual', [ownGrants, noVolumes], 'none'],
    ['cancelled: returned disabled', 'undo', [json({ KeyId: arn(ID) }), off], 'done'],
    ['still pending', 'undo', [noRight, pending], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K09-DEL', step, outputs, exampleParams('K09-DEL')).verdict).toBe(verdict);
  });

  test('waits 30 days, needs a hold and three people, and says the day', () => {
    const template = findTemplate('K09-DEL');
    const context = { params: exampleParams('K09-DEL'), actionId: 'a1', sessions: [] };
    expect(template?.steps.apply.commands(context)[0]?.argv.slice(-2)).toEqual(['--pending-window-in-days', '30']);
    expect(template?.needsHold).toBe(true);
    expect(template?.quorum).toEqual({
      distinct: 3,
      seats: [['commander'], ['key-custodian'], ['legal']],
      requesterApart: true,
    });
    const { facts } = readingOf('K09-DEL', 'apply', [silent, pending, ownGrants], context.params);
    expect(facts).toContainEqual({ name: 'deleted on', value: '2026-12-25T01:00:00+01:00' });
  });
});
