import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { vectorFile } from '../support/vector-file.ts';
import { test, verdict } from './verifier-page.ts';

test('one disclosed entry holds with its proof and the key of the log, and another does not', async ({ verifier }) => {
  const { log, entries, proofs } = vectorFile('witness.json') as {
    readonly log: { readonly vkey: string };
    readonly entries: readonly string[];
    readonly proofs: readonly { readonly proof: string; readonly entry: number }[];
  };
  const { proof = '', entry = 0 } = proofs[0] ?? {};
  const file = (text: string) => ({ name: 'file', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await verifier.getByText('Check one disclosed entry').click();
  const prove = async (text: string): Promise<void> => {
    await verifier.getByLabel('File of the entry').setInputFiles(file(text));
    await verifier.getByRole('button', { name: 'Check the proof' }).click();
  };
  await verifier.getByLabel('File of the proof').setInputFiles(file(proof));
  await verifier.getByLabel('Key of the log').fill(log.vkey);
  await prove(entries[entry] ?? '');
  await expect(verdict(verifier)).toHaveText('Holds');
  await expect(verifier.locator('#proof-result')).toContainText(`${entry} of 3`);
  await prove(entries[entry + 1] ?? '');
  await expect(verdict(verifier)).toHaveText('Does not hold');
});

test('a dropped proof and its entry go into the form, and are checked once the key is there', async ({
  verifier,
  context,
  scratch,
}) => {
  const { log, entries, proofs } = vectorFile('witness.json') as {
    readonly log: { readonly vkey: string };
    readonly entries: readonly string[];
    readonly proofs: readonly { readonly proof: string; readonly entry: number }[];
  };
  const { proof = '', entry = 0 } = proofs[0] ?? {};
  const file = (name: string, text: string): string => {
    writeFileSync(join(scratch, name), text);
    return join(scratch, name);
  };
  const devtools = await context.newCDPSession(verifier);
  const drop = async (...files: string[]): Promise<void> => {
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  };
  const single = verifier.locator('#single');
  await drop(file('entry-0.tlog-proof', proof), file('entry-0.json', entries[entry] ?? ''));
  await expect(single).toContainText('Now the key of the log');
  await expect(single.getByLabel('Key of the log')).toBeFocused();
  await drop(file('keys.txt', `${log.vkey}\n`));
  await expect(verdict(verifier)).toHaveText('Holds');
  await drop(file('other.json', entries[entry + 1] ?? ''));
  await expect(verdict(verifier)).toHaveText('Does not hold');
  await expect(single).toContainText('PROOF_NOT_INCLUDED');
  await drop(file('mailed.tlog-proof', proof.replaceAll('\n', '\r\n')));
  await expect(single).toContainText('CRLF');
});
