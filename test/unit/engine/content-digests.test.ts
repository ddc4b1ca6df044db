import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../../main/adapters/crypto/node-crypto.ts';
import { pinPlaybook, pinTemplate } from '../../../main/engine/pinned.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { playbooks } from '../../../playbooks/registry.ts';
import { root } from '../../support/source-tree.ts';

// One file for each playbook and action.
const folder = join(root, 'test/vectors/content-digests');
const known = new Map(
  readdirSync(folder).flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>),
  ),
);
const { sha256 } = nodeCrypto(10);
const pins = [
  ...playbooks.map((playbook) => pinPlaybook(sha256, playbook)),
  ...actionTemplates.map((template) => pinTemplate(sha256, template)),
];

// A run is pinned to a digest. Content that changes under the same version leaves running incidents behind: a change needs a new
// version here, and a line of its own in its file; lines are added, never edited.
test.each(pins.map((pin) => [`${pin.id}@${pin.version}`, pin.digest]))('%s is the content it was', (name, digest) => {
  expect(known.get(name)).toBe(digest);
});
