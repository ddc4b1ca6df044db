import { randomBytes } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of the rig that a server's own user may walk through, not read. */
export async function rigFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await chmod(dir, 0o711);
}

/** One fresh password for each name, in `NAME.pass`. */
export async function newPasswords<Name extends string>(
  dir: string,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const made = names.map((name) => [name, randomBytes(24).toString('base64url')] as const);
  for (const [name, password] of made) await writeFile(join(dir, `${name}.pass`), `${password}\n`, { mode: 0o600 });
  return Object.fromEntries(made) as Record<Name, string>;
}
