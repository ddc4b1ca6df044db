import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../support/source-tree.ts';

// docs/ARCHITECTURE.md, "Adding an action or a playbook", followed to the letter in a copy.
const examples = [
  ...readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8').matchAll(
    /^`(playbooks\/\S+\.ts)`:\n\n```ts\n(.*?)^```$/gmsu,
  ),
].map(([, path = '', text = '']) => ({ path, text }));

// Who followed the page has them already.
const other = (path: string): boolean => !/fail2ban|supplier-notice|(?:N13|PB7)\.json/u.test(path);

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'bulkhead-example-'));
  const parts = ['build/list-content.ts', 'package.json', 'playbooks', 'shared', 'main/engine/pinned.ts'];
  for (const part of [
    ...parts,
    'main/adapters/crypto',
    'main/ports',
    'test/support/pin-content.ts',
    'test/vectors/content-digests',
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: other });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

const node = (...words: string[]): string => execFileSync(process.execPath, words, { cwd: copy, encoding: 'utf8' });

test('an action and a playbook are a folder each and one command, and no more than sixty lines', () => {
  expect(examples.map(({ path }) => path)).toHaveLength(2);
  for (const { path, text } of examples) {
    expect(text.trimEnd().split('\n').length).toBeLessThan(60);
    mkdirSync(dirname(join(copy, path)));
    writeFileSync(join(copy, path), text);
  }
  node('build/list-content.ts');
  expect(node('test/support/pin-content.ts').match(/^\S+/gmu)).toEqual(['PB7@1', 'N13@1']);
  const asked = `
    const { playbooks } = await import('./playbooks/registry.ts');
    const { findTemplate } = await import('./playbooks/actions/registry.ts');
    const { offeredActions } = await import('./playbooks/kit/playbook.ts');
    const containment = playbooks.find(({ id }) => id === 'PB4');
    const offer = offeredActions(containment).offers.find(({ template }) => template === 'N13');
    console.log(JSON.stringify([findTemplate('N13')?.title, playbooks.at(-1)?.id, offer?.in]));`;
  expect(JSON.parse(node('--input-type=module', '--eval', asked))).toEqual([
    'Ban one address',
    'PB7',
    ['level1', 'held'],
  ]);
});
