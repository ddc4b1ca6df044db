import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { m02QuarantineArtefact } from '../../../../playbooks/actions/stores/m02-quarantine-artefact.ts';
import { m02RemoveArtefact } from '../../../../playbooks/actions/stores/m02-remove-artefact.ts';
import {
  missingForRegistryRig,
  startRegistryRig,
  type Pushed,
  type RegistryRig,
} from '../../../support/rigs/registry-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForRegistryRig();
if (missing.length > 0) console.warn(`M02 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('M02 against a real registry', () => {
  const folder = temporaryFolder('m02');
  let rig: RegistryRig;
  let leaked: Pushed;
  let shared: Pushed;
  let params: Record<string, string>;
  const drive = (other: Readonly<Record<string, string>> = {}): Drive =>
    new Drive(m02QuarantineArtefact, { ...rig, params: { ...params, ...other } });
  const remove = (): Drive => {
    const { manifest: _manifest, tag: _tag, ...rest } = params;
    return new Drive(m02RemoveArtefact, {
      ...rig,
      params: { ...rest, configFile: join(folder.path, 'config.yml') },
    });
  };
  const storedWeights = (): boolean =>
    readdirSync(join(folder.path, 'data'), { recursive: true }).some((path) =>
      String(path).endsWith(`${leaked.weights.replace('sha256:', '')}/data`),
    );

  beforeAll(async () => {
    rig = await startRegistryRig(folder.path);
    const weights = randomBytes(1024 * 1024);
    leaked = await rig.push('models/leaked', 'prod', weights);
    shared = await rig.push('models/other', 'v1', weights);
    params = {
      registry: rig.url,
      port: rig.params['port'] ?? '',
      mirror: '',
      repository: 'models/leaked',
      elsewhere: 'models/other,models/risk',
      manifest: leaked.manifest,
      blob: leaked.weights,
      tag: 'prod',
      controlRepository: 'models/risk',
      controlTag: 'prod',
      reader: 'svc-serving',
      readerPassword: join(folder.path, 'control.pass'),
      adminUser: 'ir-admin',
      adminPassword: join(folder.path, 'admin.pass'),
      sealedFolder: join(folder.path, 'sealed'),
    };
  }, 240_000);
  afterAll(async () => {
    await rig?.stop();
    folder.remove();
  });

  test('the dry run refuses without a sealed copy, and names repositories nobody thought of', async () => {
    expect((await drive().step('dryRun')).reading).toMatchObject({ verdict: 'refused' });
    const { reading } = await drive({ elsewhere: 'models/risk' }).step('dryRun');
    expect(reading.summary).toContain('models/other');
  });

  test('collect keeps a sealed copy with the right digest; then the dry run finds who serves the weights', async () => {
    expect(await drive().verdict('collect')).toBe('done');
    const { reading } = await drive().step('dryRun');
    expect(reading).toMatchObject({ verdict: 'ok' });
    expect(reading.summary).toContain('2 address(es)');
    expect(await drive().verdict('mustFail')).toBe('passed');
    expect(await drive().verdict('mustWork')).toBe('passed');
  });

  test('the trap: withdrawn in one repository only, another goes on serving by digest', async () => {
    const one = drive({ elsewhere: 'models/risk' });
    expect(await one.verdict('apply')).toBe('done');
    // Asked there only, it looks gone; the list of repositories gives it away.
    expect(await one.verdict('mustFail')).toBe('unclear');
    const { reading } = await drive().step('mustFail');
    expect(reading).toMatchObject({ verdict: 'passed' });
    expect(reading.summary).toContain('models/other');
  });

  test('apply withdraws it everywhere; the control artefact is served', async () => {
    expect(await drive().verdict('apply')).toBe('done');
    expect(await drive().verdict('mustFail')).toBe('blocked');
    expect(await drive().verdict('mustWork')).toBe('passed');
    expect(storedWeights()).toBe(true);
  });

  test('a download that was under way goes on until it is ended', async () => {
    const held = await rig.holdSession();
    const { sessions = [], verdict } = (await drive().step('residual')).reading;
    expect(verdict).toBe('live');
    expect(await drive().verdict('killSessions', sessions)).toBe('done');
    expect(await held.alive()).toBe(false);
    expect(await drive().verdict('residual', sessions)).toBe('none');
  });

  test('undo pushes the sealed copy back under the same digest', async () => {
    expect(await drive().verdict('undo')).toBe('done');
    expect(await drive().verdict('mustFail')).toBe('passed');
    expect(await drive().verdict('apply')).toBe('done');
    expect(await drive().verdict('mustFail')).toBe('blocked');
  });

  test('a registry that forbids deletion is refused beforehand; so is erasing while it takes pushes', async () => {
    const { reading } = await remove().step('dryRun');
    expect(reading.verdict).toBe('refused');
  });

  test('erasing is refused while a manifest elsewhere still refers to the weights', async () => {
    await rig.restart(['  maintenance: {readonly: {enabled: true}}']);
    const { reading } = await remove().step('dryRun');
    expect(reading).toMatchObject({ verdict: 'refused' });
    expect(reading.summary).toContain('refers to');
    // What the sweep leaves behind in that case is still stored, and the probe says so.
    expect(await remove().verdict('apply')).toBe('failed');
    expect(await remove().verdict('mustFail')).toBe('passed');
    expect(storedWeights()).toBe(true);
    expect((await drive().step('dryRun')).reading.verdict).toBe('refused');
  });

  test('erased: neither stored nor served, and the control artefact is', async () => {
    await rig.restart();
    expect(
      await drive({
        repository: 'models/other',
        elsewhere: 'models/leaked,models/risk',
        manifest: shared.manifest,
        tag: 'v1',
      }).verdict('apply'),
    ).toBe('done');
    await rig.restart(['  maintenance: {readonly: {enabled: true}}']);
    expect(await remove().verdict('collect')).toBe('done');
    expect((await remove().step('dryRun')).reading).toMatchObject({ verdict: 'ok' });
    expect(await remove().verdict('apply')).toBe('done');
    expect(await remove().verdict('mustFail')).toBe('blocked');
    expect(await remove().verdict('mustWork')).toBe('passed');
    expect(storedWeights()).toBe(false);
  });

  test('no secret is in any output or argument, and no login is left behind', async () => {
    const files = ['admin', 'control'].map((name) => join(folder.path, `${name}.pass`));
    expect(await stepsThatTell(drive(), files, ['collect', 'dryRun', 'mustFail', 'apply'])).toEqual([]);
    const { outputs } = await drive().step('collect');
    expect(outputs.map(({ text }) => text).join('')).toContain('Removed login credentials');
  });

  test('a registry that is down gives no proof of anything', async () => {
    await rig.stop();
    expect(await distinctVerdicts(drive(), ['mustFail', 'mustWork', 'residual', 'dryRun', 'apply', 'undo'])).toEqual([
      'unclear',
    ]);
    expect(await distinctVerdicts(remove(), ['mustFail', 'mustWork', 'residual', 'dryRun'])).toEqual(['unclear']);
  });
});
