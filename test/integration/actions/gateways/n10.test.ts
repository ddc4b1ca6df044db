import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { n10PayloadRules } from '../../../../playbooks/actions/gateways/n10-payload-rules.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { missingForWaf, startWafRig, type WafRig } from './waf-rig.ts';

const missing = missingForWaf();
if (missing.length > 0) console.warn(`N10 skipped: ${missing.join('; ')}`);

const ACCOUNT = 'GB29 NWBK 6016 1331 9268 19';

describe.skipIf(missing.length > 0)('N10 against a real ModSecurity in nginx', () => {
  const folder = temporaryFolder('n10');
  let rig: WafRig;
  let drive: Drive;
  let held: HeldSession;
  const printed: string[] = [];
  const step = async (...args: Parameters<Drive['step']>): ReturnType<Drive['step']> => {
    const driven = await drive.step(...args);
    printed.push(...driven.outputs.map((output) => output.text));
    return driven;
  };

  beforeAll(async () => {
    rig = await startWafRig(folder.path);
    drive = new Drive(n10PayloadRules, rig);
    held = await rig.holdSession();
  });
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: everything gets through', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await drive.verdict('collect')).toBe('done');
  });

  test('the dry run counts what would be stopped and stops nothing', async () => {
    const { reading } = await step('dryRun');
    expect(reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'would block, calls of others', value: '0' },
        { name: 'would block, our calls', value: '4 of 4' },
      ],
    });
    expect(await rig.send(`{"messages":[{"content":"${ACCOUNT}"}]}`)).toBe(200);
  });

  test('a call of somebody else that would be stopped refuses the next dry run, unless it is acceptable', async () => {
    expect((await step('dryRun')).reading).toMatchObject({
      verdict: 'refused',
      facts: [{ name: 'would block, calls of others', value: '1' }, {}],
    });
    const patient = new Drive(n10PayloadRules, { ...rig, params: { ...rig.params, mostHits: '1' } });
    expect(await patient.verdict('dryRun')).toBe('ok');
  });

  test('apply stops account numbers and logprobs, however they are sent, and nothing else', async () => {
    expect((await step('apply')).reading.verdict).toBe('done');
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    expect((await step('mustWork')).reading.verdict).toBe('passed');
    const account = `{"messages":[{"content":"${ACCOUNT}"}]}`;
    expect(await rig.send(account)).toBe(403);
    expect(await rig.send(account, { 'content-type': 'text/plain' })).toBe(403);
    expect(await rig.send(gzipSync(account), { 'content-encoding': 'gzip' })).toBe(403);
    expect(await rig.send('{"messages":[{"content":"\\u0047B29NWBK60161331926819"}]}')).toBe(403);
    expect(await rig.send('{"logit_bias":{"50256":-100}}')).toBe(403);
    expect(await rig.send('{"logprobs":false,"messages":[{"content":"order 4711-0815"}]}')).toBe(200);
  });

  test('neither log holds a body or a key, nor does any output', async () => {
    const logs = await rig.logs();
    expect(logs).toContain('bulkhead test0001 iban');
    for (const word of ['NWBK', 'DE8937', '3704004405', rig.key]) expect(logs).not.toContain(word);
    expect(printed.join('')).not.toContain(rig.key);
  });

  test('a stream from before the rules goes on; the residual step finds it and ends it', async () => {
    expect(await held.alive()).toBe(true);
    const live = (await step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect((await step('killSessions', live.sessions)).reading.verdict).toBe('done');
    expect(await held.alive()).toBe(false);
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
  });

  test('a gateway that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustWork')).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('undo goes back to counting', async () => {
    expect((await step('undo')).reading.verdict).toBe('done');
    expect((await drive.settles('mustFail', 'passed')).verdict).toBe('passed');
  });

  test('a gateway that is down gives no proof of anything', async () => {
    await rig.stop();
    for (const name of ['mustFail', 'mustWork', 'residual'] as const)
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
    expect(await drive.verdict('apply')).toBe('failed');
  });
});

describe.skipIf(missing.length > 0)('N10 where another rule logs what it matches', () => {
  const folder = temporaryFolder('n10b');
  let rig: WafRig;
  const careless = 'SecRule ARGS "@rx [A-Z]{2}[0-9]{20}" "id:1,phase:2,pass,log,auditlog,msg:x"';

  beforeAll(async () => {
    rig = await startWafRig(folder.path, `modsecurity_rules '${careless}';`);
  });
  afterAll(async () => {
    await rig?.stop();
    folder.remove();
  });

  test('the dry run refuses: the audit log would be the next leak', async () => {
    const { reading } = await new Drive(n10PayloadRules, rig).step('dryRun');
    expect(reading.verdict).toBe('refused');
    expect(reading.summary).toMatch(/audit log holds a body/);
  });
});
