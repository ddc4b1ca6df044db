import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { dropped, json, open, reader, text } from './recorded-reader.ts';

/** Shapes of iproute2 6.1 (`bridge -j vlan show`); the kernel here has no VLAN filtering to try them on. */
describe('N05, recorded', () => {
  const read = reader('N05');
  const port = (...vlans: readonly number[]): Output =>
    text(
      JSON.stringify([{ ifname: 'swp3', vlans: vlans.map((vlan) => ({ vlan, flags: ['PVID', 'Egress Untagged'] })) }]),
    );

  test('the trap: a trunk is refused', () => {
    expect(read('dryRun', port(10), open('old')).verdict).toBe('ok');
    expect(read('dryRun', port(1, 10), open('old')).verdict).toBe('refused');
    expect(read('dryRun', port(20), open('old')).verdict).toBe('refused');
    expect(read('dryRun', port(10), dropped('old')).verdict).toBe('refused');
  });

  test('moved is in the quarantine VLAN alone, and a second card shows', () => {
    expect(read('apply', text(), text(), port(666)).verdict).toBe('done');
    expect(read('apply', text(), text(), port(10, 666)).verdict).toBe('failed');
    expect(read('mustFail', dropped('old'), port(666)).verdict).toBe('blocked');
    expect(read('mustFail', dropped('old'), port(10)).verdict).toBe('unclear');
    expect(read('mustFail', open('old'), port(666)).verdict).toBe('passed');
    expect(read('residual', port(666)).verdict).toBe('none');
    expect(read('residual', port(10, 666))).toMatchObject({ verdict: 'live', sessions: [{ id: '10' }] });
    expect(read('undo', text(), text(), port(10)).verdict).toBe('done');
  });
});

/** Shapes of the AWS CLI 2 reference: describe-instances, describe-network-acls, the DryRunOperation error. No account was used. */
describe('N06, recorded', () => {
  const read = reader('N06');
  const instance = (...groups: readonly string[]): Output =>
    json({
      Reservations: [
        {
          Instances: [
            {
              InstanceId: 'i-0123456789abcdef0',
              SecurityGroups: groups.map((GroupId) => ({ GroupName: 'x', GroupId })),
            },
          ],
        },
      ],
    });
  const rule = (Egress: boolean, RuleNumber: number, RuleAction: string, range: string) => ({
    Egress,
    Protocol: '-1',
    RuleAction,
    RuleNumber,
    ...(range.includes(':') ? { Ipv6CidrBlock: range } : { CidrBlock: range }),
  });
  const usual = [true, false].flatMap((way) => [
    rule(way, 100, 'allow', '0.0.0.0/0'),
    rule(way, 32_767, 'deny', '0.0.0.0/0'),
  ]);
  const ours = [true, false].flatMap((way) => [
    rule(way, 1, 'allow', '10.99.0.0/24'),
    rule(way, 2, 'deny', '0.0.0.0/0'),
    rule(way, 3, 'deny', '::/0'),
  ]);
  const acl = (entries: readonly unknown[], subnets = 1): Output =>
    json({
      NetworkAcls: [
        {
          NetworkAclId: 'acl-0123456789abcdef0',
          Associations: Array.from({ length: subnets }, (_, i) => ({ SubnetId: `subnet-${i}` })),
          Entries: [...usual, ...entries],
        },
      ],
    });
  const before = instance('sg-0aaaaaaaaaaaaaaaa');
  const after = instance('sg-0ffffffffffffffff');
  const allowed = text(
    '',
    'An error occurred (DryRunOperation) when calling the ModifyInstanceAttribute operation: Request would have succeeded, but DryRun flag is set.',
  );
  const heading = 'Recv-Q Send-Q Local Address:Port  Peer Address:Port Process';

  test('the dry run needs the groups that undo puts back, free rules and a subnet', () => {
    expect(read('dryRun', before, acl([]), allowed, open('outside'), open('forensic')).verdict).toBe('ok');
    expect(read('dryRun', after, acl([]), allowed, open('outside'), open('forensic')).verdict).toBe('refused');
    expect(
      read('dryRun', before, acl([rule(true, 2, 'allow', '10.0.0.0/8')]), allowed, open('outside'), open('forensic'))
        .verdict,
    ).toBe('refused');
    expect(read('dryRun', before, acl([], 0), allowed, open('outside'), open('forensic')).verdict).toBe('refused');
    const denied = text(
      'An error occurred (UnauthorizedOperation) when calling the ModifyInstanceAttribute operation: You are not authorized.',
    );
    expect(read('dryRun', before, acl([]), denied, open('outside'), open('forensic')).verdict).toBe('refused');
  });

  test('the trap: the group alone is not cut, nor is an ACL that forgets a way', () => {
    expect(read('apply', after, acl(ours)).verdict).toBe('done');
    expect(read('apply', after, acl([])).verdict).toBe('failed');
    expect(read('apply', before, acl(ours)).verdict).toBe('failed');
    expect(read('mustFail', dropped('outside'), after, acl(ours)).verdict).toBe('blocked');
    expect(read('mustFail', dropped('outside'), after, acl([])).verdict).toBe('unclear');
    expect(read('mustFail', dropped('outside'), after, acl(ours.slice(0, 3))).verdict).toBe('unclear');
    expect(read('mustFail', open('outside'), after, acl(ours)).verdict).toBe('passed');
  });

  test('a connection of before is left over; one of forensics is not', () => {
    expect(read('residual', text(heading, '0 0 10.20.0.2:40112 203.0.113.2:443')).verdict).toBe('live');
    expect(read('residual', text(heading, '0 0 10.20.0.2:22 10.99.0.2:51000')).verdict).toBe('none');
    expect(read('undo', before, acl([])).verdict).toBe('done');
    expect(read('undo', before, acl(ours)).verdict).toBe('failed');
  });
});
