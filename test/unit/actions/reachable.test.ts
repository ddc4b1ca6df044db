import { describe, expect, test } from 'vitest';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { movedPlaces, placesOf, unregisteredPlaces } from '../../../playbooks/actions/reachable.ts';
import type { Asset } from '../../../shared/domain/asset.ts';
import { hostOf, namedOnRegister } from '../../../shared/domain/asset-places.ts';

const asset = (part: Partial<Asset>): Asset => ({
  id: 'ast-0000000000000001',
  type: 'segment',
  name: 'Shop and AI',
  owner: '',
  criticalFunction: 'yes',
  ...part,
});

const foreign = (id: string, assets: readonly Asset[], over: Record<string, string> = {}): readonly string[] => {
  const template = findTemplate(id);
  if (!template) throw new Error(id);
  const examples = Object.fromEntries(template.fields.map(({ name, example }) => [name, example]));
  return unregisteredPlaces(template, { ...examples, ...over }, assets).map(({ field, place }) => `${field} ${place}`);
};

test.each([
  ['https://pg-1.example:5432/db', 'pg-1.example'],
  ['PG-1.example', 'pg-1.example'],
  ['pg-1.example:5432', 'pg-1.example'],
  ['ssh://root@fw.example', 'fw.example'],
  ['root@fw.example', 'fw.example'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['2001:db8::7', '2001:db8::7'],
  ['http://[fd00::2]/x', 'fd00::2'],
])('%s is at host %s', (text, host) => expect(hostOf(text)).toBe(host));

describe('what the console may talk to', () => {
  test('an address that no asset has is named with its field', () => {
    expect(foreign('K18', [])).toEqual(['host redis-1.example']);
    expect(foreign('K18', [asset({ endpoints: ['rediss://redis-1.example:6379'] })])).toEqual([]);
    expect(foreign('K18', [asset({ name: 'redis-1.example' })])).toEqual([]);
    expect(foreign('K18', [asset({ endpoints: ['redis-1.example.attacker.example'] })])).toHaveLength(1);
  });

  test('this machine needs no entry, and an address inside a segment none of its own', () => {
    expect(foreign('K18', [], { host: '127.0.0.1' })).toEqual([]);
    expect(foreign('K18', [], { host: '10.20.0.9' })).toEqual(['host 10.20.0.9']);
    expect(foreign('K18', [asset({ cidrs: ['10.20.0.0/16'] })], { host: '10.20.0.9' })).toEqual([]);
  });

  test('the way to another host counts by that host', () => {
    const all = foreign('N07', []);
    expect(all).toEqual(expect.arrayContaining(['via gw-1.example', 'host gw.example']));
    expect(foreign('N07', [asset({ connector: 'jump host, then ssh/root@gw-1.example', name: 'gw.example' })])).toEqual(
      [],
    );
    expect(foreign('N07', [asset({ name: 'gw.example' })], { via: 'netns/fw' })).toEqual([]);
  });

  test('names that are only written into a list are nobody the console talks to', () => {
    expect(foreign('N09', []).filter((one) => one.startsWith('allowed fraud'))).toEqual([]);
  });
});

describe('contexts, regions and profiles', () => {
  const cluster = (part: Partial<Asset>): Asset => asset({ type: 'cluster', name: 'prod-eu', ...part });
  const ofKind = (id: string, kind: string, assets: readonly Asset[], over?: Record<string, string>) =>
    foreign(id, assets, over).filter((one) => one.includes(` ${kind}`));

  test.each(['K20', 'M03', 'M05', 'N03', 'N04'])(
    '%s goes to a context that an asset names, and to none by settings',
    (id) => {
      expect(ofKind(id, 'context', [])).toEqual(['context context prod-eu']);
      expect(ofKind(id, 'context', [], { context: '' })).toEqual(['context context']);
      expect(ofKind(id, 'context', [cluster({})], { context: '' })).toEqual(['context context']);
      expect(ofKind(id, 'context', [cluster({})])).toEqual([]);
      expect(ofKind(id, 'context', [cluster({ name: 'Production', connector: 'jump host; kubectl/prod-eu' })])).toEqual(
        [],
      );
      expect(ofKind(id, 'context', [cluster({ name: 'PROD-EU' })])).toHaveLength(1);
      // Whoever says what the context is does not mean the name; and a name alone makes only a cluster a context.
      expect(ofKind(id, 'context', [cluster({ connector: 'kubectl/prod-us' })])).toHaveLength(1);
      expect(ofKind(id, 'context', [asset({ name: 'prod-eu' })])).toHaveLength(1);
    },
  );

  test('a context may have the shape of an address of AWS', () => {
    const context = 'arn:aws:eks:eu-central-1:111122223333:cluster/prod';
    expect(ofKind('K20', 'context', [cluster({ connector: `kubectl/${context}` })], { context })).toEqual([]);
    expect(ofKind('K20', 'context', [cluster({ connector: `kubectl/${context}-2` })], { context })).toHaveLength(1);
  });

  test.each(['K08', 'K09', 'K09-DEL', 'N06'])(
    '%s stays in regions of the register, under profiles of the register',
    (id) => {
      const profiles = ofKind(id, 'profile', []);
      expect(profiles.length).toBeGreaterThan(0);
      expect(ofKind(id, 'region', [])).toEqual(['region region eu-central-1']);
      const kms = asset({ type: 'kms', region: 'eu-central-1 (Frankfurt)', connector: 'aws/incident-response' });
      expect(ofKind(id, 'region', [kms])).toEqual([]);
      expect(ofKind(id, 'region', [kms], { region: 'eu-central' })).toHaveLength(1);
      expect(ofKind(id, 'profile', [kms])).toEqual([]);
      const empty = Object.fromEntries(profiles.map((one) => [one.split(' ')[0] ?? '', '']));
      expect(ofKind(id, 'profile', [kms], empty)).toHaveLength(profiles.length);
    },
  );

  test.each([
    ['K20', { context: 'prod-eu' }, '--context=prod-eu'],
    ['M03', { context: 'prod-eu' }, '--context=prod-eu'],
    ['M05', { context: 'prod-eu' }, '--context=prod-eu'],
    ['N03', { context: 'prod-eu' }, '--context=prod-eu'],
    ['N04', { context: 'prod-eu' }, '--context=prod-eu'],
  ])('every kubectl of %s is told its context, and none where a card leaves it out', (id, params, word) => {
    const template = findTemplate(id);
    const examples = Object.fromEntries((template?.fields ?? []).map(({ name, example }) => [name, example]));
    const calls = (over: Record<string, string>) =>
      Object.values(template?.steps ?? {})
        .flatMap((step) =>
          step.commands({
            params: { ...examples, ...over },
            actionId: 'act-0000000000000000',
            sessions: [{ id: 'web-1:0', label: 'web-1' }],
          }),
        )
        .map(({ argv }) => argv.join(' '))
        .filter((line) => /(?:^| )kubectl /u.test(line));
    expect(calls(params).length).toBeGreaterThan(5);
    for (const line of calls(params)) expect(line).toContain(word);
    for (const line of calls({ context: '' })) expect(line).not.toContain('--context');
  });

  test('every call of the responder to AWS is told its profile', () => {
    for (const id of ['K08', 'K09', 'K09-DEL', 'N06']) {
      const template = findTemplate(id);
      const params = Object.fromEntries((template?.fields ?? []).map(({ name, example }) => [name, example]));
      const lines = Object.values(template?.steps ?? {})
        .flatMap((step) => step.commands({ params, actionId: 'act-0000000000000000', sessions: [] }))
        .map(({ argv }) => argv.join(' '))
        .filter((line) => / ?aws /u.test(line) && !/leaked|control|probe\.credentials/u.test(line));
      expect(lines.length).toBeGreaterThan(2);
      for (const line of lines) expect(line).toContain('--profile incident-response');
    }
  });

  test('what the register knows is listed once', () => {
    const assets = [cluster({}), cluster({ connector: 'kubectl/prod-eu, kubectl/prod-us' })];
    expect(namedOnRegister('context', assets)).toEqual(['prod-eu', 'prod-us']);
    expect(namedOnRegister('profile', assets)).toEqual([]);
  });

  test('a context that another cluster has by now is another system', () => {
    const template = findTemplate('K20');
    if (!template) throw new Error('K20');
    const params = Object.fromEntries(template.fields.map(({ name, example }) => [name, example]));
    const here = cluster({ endpoints: ['k8s.example'] });
    const then = placesOf(template, params, [here]);
    const other = { ...here, id: 'ast-0000000000000002' as const };
    expect(movedPlaces(then, [here])).toEqual([]);
    expect(movedPlaces(then, [{ ...here, name: 'old' }, other]).map(({ place }) => place)).toContain('context prod-eu');
    expect(movedPlaces(then, [{ ...here, name: 'old', connector: 'kubectl/prod-eu' }])).toEqual([]);
  });
});
