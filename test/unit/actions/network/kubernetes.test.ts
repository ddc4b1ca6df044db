import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { dropped, json, open, reader, text } from './recorded-reader.ts';

/**
 * Shapes of kubectl 1.32 against a Kubernetes 1.32 API server with Cilium 1.16, as the projects document them: List objects of
 * `get -o json`, one line a resource for apply, delete and label, Hubble flows as jsonpb. There is no API server where this was built.
 */
const list = (...items: readonly unknown[]): Output =>
  json({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } });

const noSockets = text('Recv-Q Send-Q Local Address:Port  Peer Address:Port Process');
const oneSocket = text(
  'Recv-Q Send-Q Local Address:Port  Peer Address:Port Process',
  '0      0          10.42.0.7:40112  203.0.113.2:443',
);

describe('N03, recorded', () => {
  const read = reader('N03');
  const own = 'bulkhead-act-1';
  const pod = (labels: Record<string, string>, spec: Record<string, unknown> = {}): Output =>
    json({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'llm-7d9f-x2x4z', namespace: 'ai', labels }, spec });
  const policy = (name: string, podSelector: unknown, more: Record<string, unknown> = {}) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...more },
  });
  const before = pod({ app: 'llm', 'pod-template-hash': '7d9f' });
  const after = pod({ 'bulkhead.io/quarantine': own, 'pod-template-hash': '7d9f' });
  const ours = policy(own, { matchLabels: { 'bulkhead.io/quarantine': own } }, { ingress: [{ from: [] }] });
  const allowsAll = policy('allow-dns', {}, { egress: [{ ports: [{ port: 53 }] }] });
  const appOnly = policy('llm', { matchLabels: { app: 'llm' } }, { egress: [{}] });
  const checked = text(`networkpolicy.networking.k8s.io/${own} created (server dry run)`);

  test('the dry run passes where no policy of others takes the quarantined pod', () => {
    expect(read('dryRun', before, list(appOnly), checked, open('quarantined'), open('control')).verdict).toBe('ok');
  });

  test('the trap: a policy that allows is not taken back by one that denies', () => {
    const { verdict, summary } = read(
      'dryRun',
      before,
      list(appOnly, allowsAll),
      checked,
      open('quarantined'),
      open('control'),
    );
    expect([verdict, summary]).toEqual(['refused', expect.stringContaining('allow-dns')]);
    const hash = { matchExpressions: [{ key: 'pod-template-hash', operator: 'Exists' }] };
    expect(
      read('dryRun', before, list(policy('x', hash, { ingress: [{}] })), checked, open('quarantined'), open('control'))
        .verdict,
    ).toBe('refused');
    expect(read('apply', text('x'), text('x'), after, list(ours, allowsAll)).verdict).toBe('failed');
    expect(read('mustFail', after, list(ours, allowsAll), dropped('quarantined')).verdict).toBe('unclear');
  });

  test('host network, another label, a server that refuses', () => {
    expect(
      read('dryRun', pod({ app: 'llm' }, { hostNetwork: true }), list(), checked, open('quarantined'), open('control'))
        .verdict,
    ).toBe('refused');
    expect(read('dryRun', pod({ app: 'shop' }), list(), checked, open('quarantined'), open('control')).verdict).toBe(
      'refused',
    );
    const forbidden = text(
      'Error from server (Forbidden): error when creating "STDIN": networkpolicies.networking.k8s.io is forbidden',
    );
    expect(read('dryRun', before, list(), forbidden, open('quarantined'), open('control')).verdict).toBe('refused');
  });

  test('labelled and taken by our policy alone is done; everything else is not', () => {
    expect(read('apply', text('x'), text('x'), after, list(ours)).verdict).toBe('done');
    expect(read('apply', text('x'), text('x'), before, list(ours)).verdict).toBe('failed');
    expect(read('apply', text('x'), text('x'), after, list()).verdict).toBe('failed');
    expect(read('mustFail', after, list(ours), dropped('quarantined')).verdict).toBe('blocked');
    expect(read('mustFail', after, list(ours), open('quarantined')).verdict).toBe('passed');
    expect(read('mustWork', open('control')).verdict).toBe('passed');
  });

  test('open connections are told, and undo puts the label back', () => {
    expect(read('residual', oneSocket)).toMatchObject({
      verdict: 'live',
      sessions: [{ id: 'tcp_10.42.0.7_40112_203.0.113.2_443' }],
    });
    expect(read('residual', noSockets).verdict).toBe('none');
    expect(read('undo', text('x'), text('x'), before, list(appOnly)).verdict).toBe('done');
    expect(read('undo', text('x'), text('x'), after, list(ours)).verdict).toBe('failed');
  });
});

describe('N04, recorded', () => {
  const read = reader('N04');
  const name = 'bulkhead-act-1';
  const policy = (spec: Record<string, unknown>) => ({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name },
    spec,
  });
  const deny = [{ toCIDRSet: [{ cidr: '0.0.0.0/0', except: ['198.51.100.0/28'] }] }];
  const good = policy({ egressDeny: deny, enableDefaultDeny: { egress: false, ingress: false } });
  const pruned = policy({ egressDeny: deny });
  const hubble = text(
    '{"flow":{"verdict":"DROPPED","drop_reason":181,"source":{"namespace":"ai"},"drop_reason_desc":"POLICY_DENY","Summary":"TCP Flags: SYN"},"node_name":"n1"}',
  );
  const otherDrop = text('{"flow":{"verdict":"DROPPED","drop_reason_desc":"UNSUPPORTED_L3_PROTOCOL"}}');

  test('the trap: a Cilium that drops enableDefaultDeny would flip the pods, and is refused before it can', () => {
    expect(read('dryRun', json(pruned), list(), open('outside'), open('kept')).verdict).toBe('refused');
    expect(read('dryRun', json(good), list(), open('outside'), open('kept')).verdict).toBe('ok');
    expect(read('apply', text('x'), list(pruned)).verdict).toBe('failed');
    expect(read('apply', text('x'), list(good)).verdict).toBe('done');
  });

  test('blocked only where Hubble says by policy', () => {
    expect(read('mustFail', list(good), dropped('outside'), hubble).verdict).toBe('blocked');
    expect(read('mustFail', list(good), dropped('outside'), otherDrop).verdict).toBe('unclear');
    expect(read('mustFail', list(), dropped('outside'), hubble).verdict).toBe('unclear');
    expect(read('mustFail', list(good), open('outside'), hubble).verdict).toBe('passed');
  });

  test('checkout that is cut off too is broken, sockets to outside are left, undo removes the policy', () => {
    expect(read('mustWork', dropped('kept')).verdict).toBe('blocked');
    expect(read('residual', oneSocket).verdict).toBe('live');
    expect(read('undo', text('x'), list()).verdict).toBe('done');
    expect(read('undo', text('x'), list(good)).verdict).toBe('failed');
  });
});
