import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliMachine, declaredMachine } from '../support/cli-run.ts';

let machine: CliMachine & { readonly incident: string };
let out: string;
const about = (): readonly string[] => ['--incident', machine.incident, '--out', out];
const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
  const { stdout } = await machine.asOperator(['call', operation], JSON.stringify(input));
  return JSON.parse(stdout) as Record<string, unknown>;
};
const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

beforeAll(async () => {
  machine = await declaredMachine();
  out = join(machine.folder, 'for', 'counsel');
  const { organisation } = (await call('incident.view', { incident: machine.incident })) as {
    organisation: { entities: readonly { id: string }[] };
  };
  const entity = organisation.entities[0]?.id;
  for (const [form, language] of [
    ['nis2-early-warning', 'en'],
    ['nis2-early-warning', 'de'],
    ['nis2-early-warning', 'en'],
    ['dora-late', 'en'],
  ])
    await call('notification.keep', { incident: machine.incident, entity, form, language });
}, 240_000);
afterAll(() => machine.remove());

test('the last version of each report in each language, in every format, with the hash that is on record', async () => {
  const { code, stdout } = await machine.asOperator(['papers', ...about()]);
  const paths = stdout.trimEnd().split('\n');
  expect({ code, names: paths.map((path) => basename(path).replaceAll(/-(?:ent-)?[0-9a-f]{8,16}/g, '')) }).toEqual({
    code: 0,
    names: ['nis2-early-warning-v3-en', 'nis2-early-warning-v2-de', 'dora-late-v1-en'].flatMap((stem) =>
      ['pdf', 'docx', 'json', 'txt'].map((format) => `DRAFT-${stem}.${format}`),
    ),
  });
  const { documents } = (await call('incident.view', { incident: machine.incident })) as {
    documents: readonly { name: string; sha256: string; path: string }[];
  };
  expect(documents.map(({ name }) => name)).toEqual(paths.map((path) => basename(path)));
  for (const [at, path] of paths.entries()) {
    expect(hash(path)).toBe(documents[at]?.sha256);
    expect(hash(documents[at]?.path ?? '')).toBe(documents[at]?.sha256);
  }
  const german = await machine.asOperator(['papers', '--language', 'de', '--format', 'txt', ...about()]);
  expect(german.stdout.trimEnd().split('\n')).toEqual([
    paths.find((path) => path.endsWith('.txt') && path.includes('-de-')),
  ]);
  // Again: the same bytes under the same name are what was asked for; other bytes there are not replaced.
  const one = ['papers', 'dora-late', '--format', 'txt', '--version', '1'];
  expect((await machine.asOperator([...one, ...about()])).code).toBe(0);
  writeFileSync(paths.at(-1) ?? '', 'somebody else wrote this');
  const refused = await machine.asOperator([...one, ...about()]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('DESTINATION_EXISTS') as string });
  expect(readFileSync(paths.at(-1) ?? '', 'utf8')).toBe('somebody else wrote this');
}, 240_000);

test('the dossier, as a page and for programs; what does not fit is told', async () => {
  const { code, stdout } = await machine.asOperator(['dossier', ...about()]);
  expect({ code, head: readFileSync(stdout.trim()).subarray(0, 5).toString() }).toEqual({ code: 0, head: '%PDF-' });
  const json = await machine.asOperator(['dossier', ...about(), '--format', 'json']);
  expect(JSON.parse(readFileSync(json.stdout.trim(), 'utf8'))).toMatchObject({
    metadata: { incident: machine.incident },
  });
  const before = readdirSync(out);
  expect(await machine.asOperator(['papers', 'gdpr-33', ...about()])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('no kept version fits') as string,
  });
  expect(await machine.asOperator(['dossier', ...about(), '--format', 'docx'])).toMatchObject({ code: 2 });
  expect(await machine.asOperator(['papers', ...about(), '--version', 'two'])).toMatchObject({ code: 2 });
  expect(readdirSync(out)).toEqual(before);
}, 240_000);
