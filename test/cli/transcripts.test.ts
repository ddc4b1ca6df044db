import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltHosts, buildHosts } from '../support/built-hosts.ts';
import { runNode } from '../support/run-node.ts';
import { passphrase, setupFile } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { argumentsOf, parseTranscript, writeDown } from '../support/transcript.ts';

const folder = resolve(import.meta.dirname, 'transcripts');
let built: BuiltHosts;
const scratches: string[] = [];

beforeAll(async () => {
  built = await buildHosts();
});

afterAll(() => {
  built.remove();
  for (const scratch of scratches) rmSync(scratch, { recursive: true, force: true });
});

/** Each transcript starts on an empty machine with a passphrase file and a setup file beside the home. */
function emptyMachine(): string {
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-cli-'));
  scratches.push(scratch);
  writeFileSync(join(scratch, 'passphrase'), `${passphrase}\n`);
  writeFileSync(join(scratch, 'wrong'), 'not the passphrase\n');
  writeFileSync(join(scratch, 'setup.json'), JSON.stringify(setupFile));
  writeFileSync(
    join(scratch, 'inventory.csv'),
    'Asset;Category;Team;Critical;Dependencies;Password\nShop;woocommerce;E-commerce;yes;API gateway;hunter2\nAPI gateway;gateway;;yes;;\nMainframe;mainframe;Ops;no;;\n',
  );
  mkdirSync(join(scratch, 'out'));
  return scratch;
}

test('the command line runs from source too', async () => {
  const source = resolve(root, 'main/hosts/cli/entry.ts');
  expect(await runNode([source, 'help'])).toEqual({
    code: 0,
    stdout: expect.stringContaining('usage:') as string,
    stderr: '',
  });
});

describe.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s', (name) => {
  const scratch = emptyMachine();
  const values = new Map([['scratch', scratch]]);

  test.each(parseTranscript(readFileSync(join(folder, name), 'utf8')))(
    '$ $command',
    async ({ command, input, expected }) => {
      const ended = await runNode(
        [built.entry('cli'), ...argumentsOf(command, values)],
        input.map((line) => `${line}\n`).join(''),
        {
          BULKHEAD_HOME: join(scratch, 'home'),
          HOME: scratch,
        },
      );
      expect(writeDown(ended, scratch, values)).toBe(expected);
    },
  );
});
