import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { m10LeakedCopy } from '../../../../playbooks/actions/models/m10-leaked-copy.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { rigOf } from '../gateways/servers.ts';

const folder = temporaryFolder('m10');
afterAll(() => folder.remove());

const CONTROLS = ['base', 'c2', 'c3', 'c4', 'c5'];

function driving(name: string, prompts: number): Drive {
  const file = join(folder.path, name);
  const rows = Array.from({ length: prompts }, (_, n) => {
    const others = CONTROLS.map((_control, at) => (((n * 7 + at * 3) % 11) / 20).toFixed(2));
    return [`p${n}`, '0.93', ...others].join('\t');
  });
  writeFileSync(file, `${[['prompt', 'ours', ...CONTROLS].join('\t'), ...rows].join('\n')}\n`);
  return new Drive(m10LeakedCopy, rigOf({ resultFile: file, baseControl: 'base' }));
}

test('M10 reads a table from the file, run and pasted alike, through every step', async () => {
  const drive = driving('agreement.tsv', 400);
  expect(await drive.verdict('collect')).toBe('done');
  expect(await drive.verdict('dryRun')).toBe('ok');
  const { reading } = await drive.step('apply');
  expect(reading.verdict).toBe('done');
  expect(reading.summary).toMatch(/^Consistent with derivation/);
  expect(await drive.verdict('mustFail')).toBe('blocked');
  expect(await drive.verdict('mustWork')).toBe('passed');
  expect(await drive.verdict('residual')).toBe('none');
});

test('M10 with too few prompts, or no file, says nothing', async () => {
  expect(await driving('short.tsv', 299).verdict('apply')).toBe('unclear');
  const none = new Drive(m10LeakedCopy, rigOf({ resultFile: join(folder.path, 'none.tsv'), baseControl: 'base' }));
  expect(await none.verdict('collect')).toBe('failed');
  expect(await none.verdict('apply')).toBe('unclear');
});
