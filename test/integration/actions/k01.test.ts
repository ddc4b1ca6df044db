import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k01KeyInventory } from '../../../playbooks/actions/k01-key-inventory.ts';
import { Drive, temporaryFolder } from './drive.ts';
import { rigOf } from './gateways/servers.ts';

// Made up, and put together here so that no scanner takes this file for a leak.
const part = 'Zz9'.repeat(40);
const KEYS = {
  'AWS access key id': `AKIA${'Q'.repeat(12)}WXYZ`,
  'OpenAI or LiteLLM key': `sk-proj-${part.slice(0, 44)}`,
  'Anthropic key': `sk-ant-api03-${part.slice(0, 60)}`,
  'Hugging Face token': `hf_${part.slice(0, 34)}`,
  'Google API key': `AIza${part.slice(0, 35)}`,
  'Stripe key or webhook secret': `rk_live_${part.slice(0, 24)}`,
  'GitHub token': `ghp_${part.slice(0, 36)}`,
  'Vault token': `hvs.${part.slice(0, 28)}`,
  'JSON Web Token': `eyJ${part.slice(0, 30)}.eyJ${part.slice(0, 50)}.${part.slice(0, 43)}`,
  'WooCommerce key': `cs_${'0f'.repeat(20)}`,
  'Magento crypt key': `'key' => '${'9c'.repeat(16)}'`,
  'password in an address': `postgresql://shop:${part.slice(0, 11)}@db.internal/shop`,
};

describe('K01 over real files', () => {
  const folder = temporaryFolder('k01');
  const at = (name: string): string => join(folder.path, name);
  let drive: Drive;
  const printed: string[] = [];
  const step = async (...args: Parameters<Drive['step']>): ReturnType<Drive['step']> => {
    const driven = await drive.step(...args);
    printed.push(...driven.outputs.map((output) => output.text));
    return driven;
  };

  beforeAll(async () => {
    await mkdir(at('etc/deep/er'), { recursive: true });
    await mkdir(at('log'));
    await mkdir(at('scratch'));
    const lines = Object.values(KEYS).map((key, index) => `SETTING_${index}=${key};`);
    await writeFile(at('etc/shop.env'), `${lines.join('\n')}\n`);
    await writeFile(at('etc/deep/er/tls.key'), ['-----BEGIN', 'PRIVATE', 'KEY-----\n'].join(' '));
    await writeFile(at('log/debug.log'), `14:02 calling with ${KEYS['OpenAI or LiteLLM key']} again\n14:03 fine\n`);
    await writeFile(at('log/style.css'), '.sk-folding-cube{} .sk-three-bounce-delay-long-name{}\n');
    drive = new Drive(
      k01KeyInventory,
      rigOf({
        place: at('etc'),
        secondPlace: at('log'),
        thirdPlace: '',
        fourthPlace: '',
        scratchFolder: at('scratch'),
      }),
    );
  });
  afterAll(() => folder.remove());

  test('the patterns find what they must on this machine, and nothing else', async () => {
    expect((await step('collect')).reading.verdict).toBe('done');
    expect((await step('dryRun')).reading.verdict).toBe('ok');
    expect((await step('mustFail')).reading.verdict).toBe('blocked');
    expect((await step('mustWork')).reading.verdict).toBe('passed');
  });

  test('every planted key is found at its place, with its last letters only', async () => {
    const { reading } = await step('apply');
    expect(reading.verdict).toBe('done');
    expect(reading.summary).toBe('14 hit(s) in 3 file(s).');
    const facts = new Map(reading.facts?.map(({ name, value }) => [name, value]));
    for (const kind of Object.keys(KEYS)) expect([...facts.keys()]).toContain(kind);
    expect(facts.get('AWS access key id')).toBe(`1 in 1 file(s), AKIA or ASIA: …WXYZ ${at('etc/shop.env')}:1`);
    expect(facts.get('OpenAI or LiteLLM key')).toMatch(/^2 in 2 file\(s\)/);
    expect(facts.get('private key in PEM')).toContain(at('etc/deep/er/tls.key'));
  });

  test('no key is in any output or fact, not even most of one', async () => {
    const { reading } = await step('apply');
    const all = printed.join('') + JSON.stringify(reading);
    expect(all).not.toContain('Zz9Zz9');
    expect(all).not.toContain('QQQQQ');
    expect(all).not.toContain('0f0f0f');
    expect(all).not.toContain('9c9c9c');
  });

  test('nothing is left behind; what is, is found and taken away', async () => {
    expect(await readdir(at('scratch'))).toEqual([]);
    expect((await step('residual')).reading.verdict).toBe('none');
    await writeFile(at('scratch/bulkhead-test0001.canary'), '');
    const live = (await step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect((await step('killSessions', live.sessions)).reading.verdict).toBe('done');
    expect((await step('undo')).reading.verdict).toBe('done');
  });

  test('a folder that is not there is told, not taken for clean', async () => {
    const gone = new Drive(
      k01KeyInventory,
      rigOf({ place: at('nowhere'), secondPlace: '', thirdPlace: '', fourthPlace: '', scratchFolder: at('scratch') }),
    );
    expect(await gone.verdict('collect')).toBe('failed');
    const { reading } = await gone.step('apply');
    expect(reading.facts?.[0]).toEqual({ name: 'places not read', value: '1' });
    expect(reading.summary).toMatch(/this is not all/);
  });

  test('a scratch folder that cannot be written refuses the dry run: without made-up keys silence proves nothing', async () => {
    const blind = new Drive(
      k01KeyInventory,
      rigOf({ place: at('etc'), secondPlace: '', thirdPlace: '', fourthPlace: '', scratchFolder: at('nowhere') }),
    );
    expect(await blind.verdict('dryRun')).toBe('refused');
    expect(await blind.verdict('apply')).toBe('failed');
  });
});
