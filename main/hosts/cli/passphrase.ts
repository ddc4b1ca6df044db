import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { readSmallFile } from './small-file.ts';
import { UsageError } from './usage-error.ts';

const MOST_BYTES = 4096;

/** From the named file (a descriptor as `/dev/fd/3` is one too), else asked for on the terminal without showing it. */
export async function readPassphrase(file: string | undefined, label = 'passphrase'): Promise<string> {
  if (file === undefined) return askPassphrase(label);
  const text = (await readSmallFile(file, MOST_BYTES, `The passphrase file ${file}`)).toString('utf8');
  // Editors end a file with a line break that is no part of the passphrase.
  return text.replace(/\r?\n$/, '');
}

async function askPassphrase(label: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UsageError('there is no terminal to ask for the passphrase: give --passphrase-file');
  process.stderr.write(`${label}: `);
  // The line editor echoes what is typed; it echoes into nothing.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
