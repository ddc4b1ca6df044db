import { describe, expect, test } from 'vitest';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { hostOf, unregisteredHosts } from '../../../playbooks/actions/reachable.ts';
import type { Asset } from '../../../shared/domain/asset.ts';

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
  return unregisteredHosts(template, { ...examples, ...over }, assets).map(({ field, host }) => `${field} ${host}`);
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
