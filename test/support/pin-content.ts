// Writes the digest of every playbook and action that has none on file yet: `node test/support/pin-content.ts`. It never changes a line
// that is there: changed content needs a new version.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeCrypto } from '../../main/adapters/crypto/node-crypto.ts';
import { pinPlaybook, pinTemplate } from '../../main/engine/pinned.ts';
import { actionTemplates } from '../../playbooks/actions/registry.ts';
import { playbooks } from '../../playbooks/registry.ts';

const folder = join(import.meta.dirname, '../vectors/content-digests');
const { sha256 } = nodeCrypto(10);
for (const pin of [
  ...playbooks.map((playbook) => pinPlaybook(sha256, playbook)),
  ...actionTemplates.map((template) => pinTemplate(sha256, template)),
]) {
  const file = join(folder, `${pin.id}.json`);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const name = `${pin.id}@${pin.version}`;
  if (known[name] !== undefined) continue;
  writeFileSync(file, `${JSON.stringify({ ...known, [name]: pin.digest }, null, 2)}\n`);
  console.log(`${name} ${pin.digest}`);
}
