import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../main/adapters/crypto/node-crypto.ts';
import { pinPlaybook, pinTemplate } from '../../../main/engine/pinned.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { playbooks } from '../../../playbooks/registry.ts';
import { root } from '../../support/source-tree.ts';

const known = JSON.parse(readFileSync(join(root, 'test/vectors/content-digests.json'), 'utf8')) as Readonly<
  Record<string, string>
>;
const { sha256 } = nodeCrypto(10);
const pins = [
  ...playbooks.map((playbook) => pinPlaybook(sha256, playbook)),
  ...actionTemplates.map((template) => pinTemplate(sha256, template)),
];

// A run is pinned to a digest. Content that changes under the same version leaves running incidents behind: a change needs a new
// version here, and a line of its own in the file; lines are added, never edited.
test.each(pins.map((pin) => [`${pin.id}@${pin.version}`, pin.digest]))('%s is the content it was', (name, digest) => {
  expect(known[name]).toBe(digest);
});
