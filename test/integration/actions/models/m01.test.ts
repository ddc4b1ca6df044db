import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { m01AliasWithdrawal } from '../../../../playbooks/actions/models/m01-alias-withdrawal.ts';
import { missingPrograms } from '../../../../main/hosts/cli/demo/rig/programs.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { newSecret, rigOf } from '../gateways/servers.ts';
import { startMlflowStub, type MlflowStub } from './mlflow-stub.ts';

const missing = missingPrograms({ curl: 'curl' });
if (missing.length > 0) console.warn(`M01 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('M01 against recorded shapes of MLflow', () => {
  const folder = temporaryFolder('m01');
  const at = (name: string): string => join(folder.path, name);
  let stub: MlflowStub;
  let token: string;
  const printed: string[] = [];
  const driving = (params: Readonly<Record<string, string>> = {}): Drive =>
    new Drive(
      m01AliasWithdrawal,
      rigOf({
        baseUrl: stub.url,
        user: '',
        tokenFile: at('token'),
        accessLog: at('access.log'),
        via: '',
        model: 'wealth-llm',
        version: '7',
        kind: 'alias',
        handle: 'prod',
        safeVersion: '5',
        undoVersion: '5',
        controlModel: 'wealth-llm',
        controlAlias: 'control',
        ...params,
      }),
    );
  const step = async (drive: Drive, ...args: Parameters<Drive['step']>): Promise<ReturnType<typeof drive.step>> => {
    const driven = await drive.step(...args);
    printed.push(...driven.outputs.map((output) => output.text));
    return driven;
  };
  /** A consumer fetches version 7, by its alias first or by its number at once. */
  const consumer = async (client: string, pinned: boolean): Promise<void> => {
    const paths = ['model-versions/get-download-uri?name=wealth-llm&version=7'];
    if (!pinned) paths.unshift('registered-models/alias?name=wealth-llm&alias=prod');
    for (const path of paths)
      await fetch(`${stub.url}/api/2.0/mlflow/${path}`, {
        headers: { authorization: `Bearer ${token}`, 'x-test-client': client },
      });
  };

  beforeAll(async () => {
    token = await newSecret(at('token'));
    stub = await startMlflowStub(token, at('access.log'));
  });
  afterAll(() => {
    stub.stop();
    folder.remove();
  });

  test('dry run: names who is pinned to the version and not reached; refuses what would prove nothing', async () => {
    await consumer('10.0.0.5', true);
    await consumer('10.0.0.6', false);
    expect((await step(driving(), 'collect')).reading.verdict).toBe('done');
    const { reading } = await step(driving(), 'dryRun');
    expect(reading).toMatchObject({ verdict: 'ok', facts: [{ value: '10.0.0.5' }, { value: 'Production' }] });
    expect(await driving({ safeVersion: '7' }).verdict('dryRun')).toBe('refused');
    expect(await driving({ safeVersion: '99' }).verdict('dryRun')).toBe('refused');
    expect(await driving({ handle: 'control' }).verdict('dryRun')).toBe('refused');
    expect(await driving({ controlAlias: 'nobody' }).verdict('dryRun')).toBe('refused');
    expect(await driving({ kind: 'stage' }).verdict('dryRun')).toBe('refused');
  });

  test('the alias is moved, but the old stage still leads to the version: not withdrawn', async () => {
    const drive = driving();
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect((await step(drive, 'apply')).reading.verdict).toBe('done');
    expect(stub.aliases.get('prod')).toBe('5');
    const { reading } = await step(drive, 'mustFail');
    expect(reading.verdict).toBe('passed');
    expect(reading.summary).toMatch(/Production/);
  });

  test('with the stage withdrawn too nothing leads to it, and the control resolves', async () => {
    const stage = driving({ kind: 'stage', handle: 'Production', safeVersion: '' });
    expect((await step(stage, 'dryRun')).reading.verdict).toBe('ok');
    expect((await step(stage, 'apply')).reading.verdict).toBe('done');
    expect(await stage.verdict('mustFail')).toBe('blocked');
    expect(await driving().verdict('mustFail')).toBe('blocked');
    expect(await driving().verdict('mustWork')).toBe('passed');
  });

  test('the trap: a client pinned to the version goes on; that is live, and MLflow cannot end it', async () => {
    const drive = driving();
    expect(await drive.verdict('residual')).toBe('none');
    await consumer('10.0.0.5', true);
    const { reading } = await step(drive, 'residual');
    expect(reading).toMatchObject({ verdict: 'live', sessions: [{ id: '10.0.0.5' }] });
    expect(await drive.verdict('killSessions', reading.sessions)).toBe('failed');
  });

  test('undo points the alias at the version given for it; without a safe version the alias is gone', async () => {
    const none = driving({ safeVersion: '' });
    stub.aliases.set('prod', '7');
    expect(await none.verdict('apply')).toBe('done');
    expect(stub.aliases.has('prod')).toBe(false);
    expect(await none.verdict('mustFail')).toBe('blocked');
    expect(await none.verdict('undo')).toBe('done');
    expect(stub.aliases.get('prod')).toBe('5');
  });

  test('a wrong token, another log, a server that is down: nothing is proven; no token is in any output', async () => {
    await newSecret(at('other'));
    expect(await driving({ tokenFile: at('other') }).verdict('apply')).toBe('failed');
    expect(await driving({ tokenFile: at('other') }).verdict('mustFail')).toBe('unclear');
    expect(await driving({ accessLog: at('other') }).verdict('residual')).toBe('unclear');
    stub.stop();
    for (const name of ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'undo'] as const)
      expect([name, await driving().verdict(name)]).toEqual([name, 'unclear']);
    expect(printed.join('')).not.toContain(token);
  });
});
