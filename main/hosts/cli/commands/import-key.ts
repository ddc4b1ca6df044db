import { ROLES, type Role } from '../../../../shared/domain/risk.ts';
import type { Invocation } from '../invocation.ts';
import { findOperator, withOperator } from '../open-console.ts';
import { readPassphrase } from '../passphrase.ts';
import { readSmallFile } from '../small-file.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const MOST_BYTES = 64 << 10;

/** Enrols a person with the key they brought from another console; operator and second vouch, the person types their passphrase. */
export async function importKey(invocation: Invocation): Promise<number> {
  const [path] = invocation.positionals;
  if (path === undefined) throw new UsageError('import-key needs the key file');
  const roles = readRoles(invocation.required('roles'));
  const second = invocation.optional('second');
  const key = (await readSmallFile(path, MOST_BYTES)).toString('utf8');
  return withOperator(invocation, async ({ client }) => {
    const { name, fingerprint } = await client.operators.readKey({ key });
    tell(`${name}, key ${fingerprint}: compare it with what the person has on paper`);
    const passphrase = await readPassphrase(invocation.optional('key-passphrase-file'), `passphrase of ${name}`);
    if (second !== undefined) {
      const beside = await findOperator(client, second);
      const words = await readPassphrase(invocation.optional('second-passphrase-file'), `passphrase of ${beside.name}`);
      await client.session.takeSecond({ fingerprint: beside.fingerprint, passphrase: words });
    }
    const { missed } = await client.operators.enrol({ operator: { name, roles }, passphrase, key });
    for (const { codename, why } of missed) tell(`not recorded in ${codename}: ${why}`);
    print(fingerprint);
    return 0;
  });
}

function readRoles(text: string): Role[] {
  return text.split(',').map((name) => {
    const role = ROLES.find((one) => one === name.trim());
    return role ?? fail(`${name.trim()} is no role; there are ${ROLES.join(', ')}`);
  });
}

function fail(message: string): never {
  throw new UsageError(message);
}
