import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { through } from '../../../playbooks/actions/via.ts';

describe('the way to where a command runs', () => {
  test('nowhere else, a namespace, another host', () => {
    expect(through('', ['nft', 'list'])).toEqual(['nft', 'list']);
    expect(through('netns/fw', ['nft', 'list'])).toEqual(['ip', 'netns', 'exec', 'fw', 'nft', 'list']);
    expect(through('ssh/ir@shop.example', ['ip', '-o', 'addr']).slice(-2)).toEqual(['ir@shop.example', 'ip -o addr']);
  });

  test('what is no way names no program', () => {
    expect(through('docker/x', ['nft'])).toEqual(['unknown-way', 'docker/x', 'nft']);
    expect(through('netns/', ['nft'])[0]).toBe('unknown-way');
  });

  test('the shell at the other end takes the words for what they were', () => {
    const words = ['a b', "it's", '%{http_code}\\n', '$HOME', '*', ';id', '"', 'plain'];
    const line = through('ssh/a@b', ['printf', '%s\n', ...words]).at(-1) ?? '';
    expect(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
  });
});
