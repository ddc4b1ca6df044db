import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { BAGIT_TEXT, BUNDLE_FORMAT } from '../../../shared/bundle/layout.ts';
import { PREDICATE_TYPE, STATEMENT_TYPE } from '../../../shared/bundle/attestation.ts';
import { entryKinds } from '../../../shared/ledger/entry.ts';
import { FINDING_CODES } from '../../../shared/ledger/finding.ts';
import { vectorFile } from '../../support/vector-file.ts';
import { root } from '../../support/source-tree.ts';

const document = readFileSync(resolve(root, 'docs/FORMAT.md'), 'utf8');

test('the format document names every kind of entry', () => {
  const table = document.slice(document.indexOf('## 3. Entries'), document.indexOf('## 4. Tree'));
  expect(Object.keys(entryKinds).filter((kind) => !table.includes(`\`${kind}\``))).toEqual([]);
});

test('it names every finding', () => {
  expect(FINDING_CODES.filter((code) => !document.includes(`\`${code}\``))).toEqual([]);
});

test('it quotes the constants as they are', () => {
  for (const text of [BUNDLE_FORMAT, STATEMENT_TYPE, PREDICATE_TYPE, ...BAGIT_TEXT.trim().split('\n')])
    expect(document).toContain(text);
});

test('its worked example is the vector', () => {
  const example = vectorFile('worked-example.json') as {
    keys: Record<string, { fingerprint: string; vkey: string }>;
    entries: readonly { leaf: string }[];
    checkpoints: readonly { root: string }[];
  };
  const { console, alice } = example.keys;
  for (const value of [
    console?.fingerprint,
    console?.vkey,
    alice?.fingerprint,
    alice?.vkey,
    example.entries[1]?.leaf,
    example.checkpoints.at(-1)?.root,
  ]) {
    expect(document).toContain(value);
  }
});
