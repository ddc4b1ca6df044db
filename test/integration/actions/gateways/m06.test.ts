import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { m06DenyList } from '../../../../playbooks/actions/gateways/m06-deny-list.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { missingForDenyList, startDenyListRig, type DenyListRig } from './deny-list-rig.ts';

const missing = missingForDenyList();
if (missing.length > 0) console.warn(`M06 skipped: ${missing.join('; ')}`);

interface List {
  readonly listVersion: number;
  readonly entries: readonly { readonly fileSha256: string; readonly tensorSha256: readonly string[] }[];
}

describe.skipIf(missing.length > 0)('M06 against a real nginx and openssl', () => {
  const folder = temporaryFolder('m06');
  const at = (name: string): string => join(folder.path, name);
  let rig: DenyListRig;
  let drive: Drive;
  let held: HeldSession;
  const list = async (): Promise<List> => JSON.parse(await readFile(at('list.json'), 'utf8')) as List;
  const differing = (params: Readonly<Record<string, string>>): Drive =>
    new Drive(m06DenyList, { ...rig, params: { ...rig.params, ...params } });

  beforeAll(async () => {
    rig = await startDenyListRig(folder.path);
    drive = new Drive(m06DenyList, rig);
    held = await rig.holdSession();
  });
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the blob is served and the file would start; the dry run finds the copy under another name', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await rig.hook(at('models/old/renamed.bin'))).toBe('starts');
    expect(await drive.verdict('collect')).toBe('done');
    expect((await drive.step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'served before', value: 'yes' },
        { name: 'copies in the store', value: '1' },
        { name: 'hook reads version', value: '6' },
      ],
    });
  });

  test('a version that is not higher, and tensor hashes that are none, are refused', async () => {
    expect(await differing({ listVersion: '6' }).verdict('dryRun')).toBe('refused');
    expect(await differing({ tensorSha256: 'abc' }).verdict('dryRun')).toBe('refused');
  });

  test('a list somebody changed without signing is refused', async () => {
    const before = await readFile(at('list.json'), 'utf8');
    await writeFile(at('list.json'), before.replace('poisoned', 'harmless'));
    expect(await drive.verdict('dryRun')).toBe('refused');
    await writeFile(at('list.json'), before);
  });

  test('a key that does not belong to the public key publishes nothing', async () => {
    const before = await readFile(at('list.json'), 'utf8');
    await writeFile(at('other.key'), 'no key\n');
    expect(await differing({ signingKey: at('other.key') }).verdict('apply')).toBe('failed');
    expect(await readFile(at('list.json'), 'utf8')).toBe(before);
  });

  test('apply publishes version 7 with both entries; proxy and hook refuse, others go on', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    const now = await list();
    expect(now.listVersion).toBe(7);
    expect(now.entries.map((entry) => entry.fileSha256)).toEqual(['00', rig.badHex]);
    expect(now.entries[1]?.tensorSha256).toEqual([rig.params['tensorSha256']]);
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await rig.hook(at('models/old/renamed.bin'))).toBe('refused: on the list');
    expect(await rig.hook(at('models/good.bin'))).toBe('starts');
  });

  test('a pull from before goes on; the residual step finds it and ends it', async () => {
    expect(await held.alive()).toBe(true);
    const live = (await drive.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(await drive.verdict('killSessions', live.sessions)).toBe('done');
    expect(await held.alive()).toBe(false);
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
  });

  test('a hook that got its old list back is not taken for a refusal', async () => {
    const [text, signature] = [await readFile(at('list.json')), await readFile(at('list.json.sig'))];
    const old = text.toString('utf8').replace('"listVersion":7', '"listVersion":6').replace(rig.badHex, 'ff');
    await writeFile(at('models/list.json'), old);
    const { reading } = await drive.step('mustFail');
    expect(reading.verdict).toBe('passed');
    expect(reading.summary).toMatch(/reads version 6, published is 7/);
    // The right list with a signature of something else: no proof either.
    await writeFile(at('models/list.json'), text);
    await writeFile(at('models/list.json.sig'), signature.subarray(0, 60));
    expect(await drive.verdict('mustFail')).toBe('unclear');
    await copyFile(at('list.json.sig'), at('models/list.json.sig'));
    expect(await drive.verdict('mustFail')).toBe('blocked');
  });

  test('undo publishes the next version without the entry', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    const now = await list();
    expect(now.listVersion).toBe(8);
    expect(now.entries.map((entry) => entry.fileSha256)).toEqual(['00']);
    expect((await drive.settles('mustFail', 'passed')).verdict).toBe('passed');
    expect(await rig.hook(at('models/old/renamed.bin'))).toBe('starts');
  });

  test('a proxy that is down gives no proof of anything', async () => {
    expect(await differing({ listVersion: '9' }).verdict('apply')).toBe('done');
    await rig.stop();
    for (const name of ['mustFail', 'mustWork', 'residual'] as const)
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
  });
});
