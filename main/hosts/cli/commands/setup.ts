import { z } from 'zod';
import { inputs } from '../../../../shared/contract/inputs.ts';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import type { Invocation } from '../invocation.ts';
import { withConsole } from '../open-console.ts';
import { readPassphrase } from '../passphrase.ts';
import { readSmallFile } from '../small-file.ts';
import { print } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const MOST_BYTES = 1 << 20;

/** The file holds organisation and first operator, as `setup.create` takes them, and no passphrase. */
const File = inputs.setup.omit({ passphrase: true });

export async function setup(invocation: Invocation): Promise<number> {
  const [path] = invocation.positionals;
  if (path === undefined) throw new UsageError('setup needs a JSON file with organisation and operator');
  const file = await readSetup(path);
  const passphrase = await readPassphrase(invocation.passphraseFile);
  return withConsole(invocation, async ({ client }) => {
    const { fingerprint } = await client.setup.create({ ...file, passphrase });
    print(fingerprint);
    return 0;
  });
}

async function readSetup(path: string): Promise<z.infer<typeof File>> {
  const text = (await readSmallFile(path, MOST_BYTES)).toString('utf8');
  try {
    return File.parse(JSON.parse(text));
  } catch (cause) {
    const details =
      cause instanceof z.ZodError ? cause.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) : [];
    throw new BulkheadError('BAD_INPUT', `${path} does not hold what setup takes.`, { cause, details });
  }
}
