import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k14LlmKey } from '../../../../playbooks/actions/gateways/k14-llm-key.ts';
import { missingPrograms } from '../../../../main/hosts/cli/demo/rig/programs.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { startLlmStub, type LlmStub, type StubKeys } from './llm-stub.ts';
import { newSecret, rigOf } from './servers.ts';

const missing = missingPrograms({ curl: 'curl' });
if (missing.length > 0) console.warn(`K14 skipped: ${missing.join('; ')}`);

const IDS = {
  litellm: createHash('sha256').update('k').digest('hex'),
  openai: 'key_abc',
  anthropic: 'apikey_01Rj2N8SVvo6',
};

describe.skipIf(missing.length > 0).each(['litellm', 'openai', 'anthropic'] as const)(
  'K14 against recorded shapes of %s',
  (kind) => {
    const folder = temporaryFolder(`k14-${kind}`);
    const at = (name: string): string => join(folder.path, name);
    let stub: LlmStub;
    let keys: StubKeys;
    let drive: Drive;
    const printed: string[] = [];
    const driving = (params: Readonly<Record<string, string>> = {}): Drive =>
      new Drive(
        k14LlmKey,
        rigOf({
          provider: kind,
          baseUrl: stub.url,
          keyId: IDS[kind],
          project: kind === 'openai' ? 'proj_abc' : '',
          keyFile: at('old.key'),
          controlKeyFile: at('control.key'),
          adminKeyFile: at('admin.key'),
          ...params,
        }),
      );
    const step = async (...args: Parameters<Drive['step']>): ReturnType<Drive['step']> => {
      const driven = await drive.step(...args);
      printed.push(...driven.outputs.map((output) => output.text));
      return driven;
    };

    beforeAll(async () => {
      keys = {
        old: await newSecret(at('old.key')),
        control: await newSecret(at('control.key')),
        admin: await newSecret(at('admin.key')),
        id: IDS[kind],
      };
      stub = await startLlmStub(kind, keys);
      drive = driving();
    });
    afterAll(() => {
      stub.stop();
      folder.remove();
    });

    test('before: the key works; collect and dry run find nothing in the way', async () => {
      expect((await step('mustFail')).reading.verdict).toBe('passed');
      expect((await step('mustWork')).reading.verdict).toBe('passed');
      expect((await step('collect')).reading.verdict).toBe('done');
      expect((await step('dryRun')).reading).toMatchObject({
        verdict: 'ok',
        facts: [{ name: 'works before', value: 'yes' }],
      });
    });

    test('an id nobody knows, and a key given in its place, are refused', async () => {
      const unknown = kind === 'litellm' ? createHash('sha256').update('x').digest('hex') : 'nobody';
      expect(await driving({ keyId: unknown }).verdict('dryRun')).toBe('refused');
      expect(await driving({ keyId: 'sk-abcdef' }).verdict('dryRun')).toBe('refused');
    });

    test('without the right of an administrator nothing is said to be done', async () => {
      expect(await driving({ adminKeyFile: at('control.key') }).verdict('apply')).toBe('failed');
      expect(await driving({ adminKeyFile: at('control.key') }).verdict('dryRun')).toBe('unclear');
    });

    test('apply takes the key out; a worker that remembers it is not taken for a proof', async () => {
      expect((await step('apply')).reading.verdict).toBe('done');
      stub.forgetful = true;
      const { reading } = await step('mustFail');
      expect(reading.verdict).toBe('passed');
      expect(reading.summary).toMatch(/Some workers remember it/);
      stub.forgetful = false;
      expect((await step('mustFail')).reading.verdict).toBe('blocked');
      expect((await step('mustWork')).reading.verdict).toBe('passed');
    });

    test('a batch job goes on without the key; the residual step finds it and cancels it', async () => {
      stub.batch = 'in_progress';
      const live = (await step('residual')).reading;
      expect(live).toMatchObject({ verdict: 'live', sessions: [{ id: 'batch_1' }] });
      expect((await step('killSessions', live.sessions)).reading.verdict).toBe('done');
      expect(stub.seen.at(-1)).toMatch(/^POST \/v1\/(?:messages\/)?batches\/batch_1\/cancel$/);
      expect((await step('residual')).reading.verdict).toBe('none');
    });

    test('a refused key whose id is still active proves nothing: another key may be meant', async () => {
      const other = driving({ keyFile: at('admin.key') });
      if (kind !== 'openai') {
        expect(await drive.verdict('undo')).toBe('done');
        expect(await other.verdict('mustFail')).toBe('unclear');
        return;
      }
      // Deleted is deleted.
      expect(await drive.verdict('undo')).toBe('failed');
    });

    test('no key is in any output', () => {
      for (const key of [keys.old, keys.control, keys.admin]) expect(printed.join('')).not.toContain(key);
    });

    test('a provider that does not answer gives no proof of anything', async () => {
      stub.stop();
      for (const name of ['mustFail', 'mustWork', 'residual', 'dryRun', 'collect', 'apply', 'undo'] as const)
        expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
    });
  },
);

describe('K14 at Azure', () => {
  test('is done by hand: nothing is run, and the instructions name the key', () => {
    const context = { params: { provider: 'azure-openai', keyId: 'KEY1' }, actionId: 'a', sessions: [] };
    expect(k14LlmKey.steps.apply.commands(context)).toEqual([]);
    expect(k14LlmKey.steps.apply.parse([], context).verdict).toBe('unclear');
    expect(k14LlmKey.steps.apply.instructions?.(context)).toContain('Regenerate KEY1, and only that one.');
  });
});
