import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toBase64, utf8 } from '../../../shared/ledger/encoding.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

let console: ConsoleHome;
let incident: IncidentId;
const code = (of: string) => ({ code: of });
const view = () => console.ada.incident.view({ incident });
const server = { type: 'llm.server', name: 'scoring', owner: 'ML', criticalFunction: 'yes' } as const;

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
});
afterEach(() => console.remove());

describe('correcting', () => {
  test('replaces what the screens show and keeps both on record', async () => {
    await console.ada.incident.addAsset({ incident, asset: server });
    const [asset] = (await view()).assets;
    if (!asset) throw new Error('no asset');
    const corrected = { ...asset, region: 'eu-west-1', businessFunction: 'checkout' };
    await console.ben.incident.correctAsset({ incident, asset: corrected, reason: 'it runs in Dublin' });
    expect((await view()).assets).toEqual([corrected]);
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 200 });
    expect(rows.map(({ text }) => text)).toContain('Asset scoring (llm.server) corrected: it runs in Dublin');
    expect(rows.map(({ text }) => text)).toContain('Asset scoring (llm.server)');
    await sameAfterReopen(console, incident);
  });

  test('what was never registered, or leads nowhere, is refused and not recorded', async () => {
    const { revision } = await view();
    const asset = { ...server, id: 'ast-00000000000000aa' } as const;
    await expect(console.ada.incident.correctAsset({ incident, asset, reason: 'x' })).rejects.toMatchObject(
      code('BAD_INPUT'),
    );
    const lost = { ...server, dependsOn: ['ast-00000000000000aa'] } as const;
    await expect(console.ada.incident.addAsset({ incident, asset: lost })).rejects.toMatchObject(code('BAD_INPUT'));
    expect((await view()).revision).toBe(revision);
  });

  test('a record that would not fit into one entry is refused with a way out', async () => {
    const tensorSha256 = Array.from({ length: 600 }, (_, n) => n.toString(16).padStart(64, '0'));
    const endpoints = Array.from({ length: 50 }, () => `https://${'ü'.repeat(280)}`);
    const asset = { ...server, type: 'model', endpoints, model: { tensorSha256 } } as const;
    await expect(console.ada.incident.addAsset({ incident, asset })).rejects.toThrow('keep long lists as evidence');
  });
});

describe('a credential under way', () => {
  test('keeps its wave and its action until the action is withdrawn', async () => {
    const revocation = await Revocation.start(console);
    incident = revocation.incident;
    const action = await revocation.draft();
    const { target: id } = await revocation.look(action);
    const credential = (await view()).credentials.find((one) => one.id === id);
    if (!credential) throw new Error('no credential');
    const { wave, ...body } = credential;
    const other = { ...body, canMint: !body.canMint, reason: 'x' };
    const correct = ({ reason, ...record }: typeof other) =>
      console.ada.incident.correctCredential({ incident, credential: record, reason });
    await expect(correct(other)).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await correct({ ...body, movesMoney: true, reason: 'pays suppliers' });
    expect((await view()).credentials.find((one) => one.id === id)).toMatchObject({ movesMoney: true, wave });
    await console.ada.action.withdraw({ incident, action, reason: 'wrong wave' });
    await correct(other);
    expect((await view()).credentials.find((one) => one.id === id)?.wave).not.toBe(wave);
    await sameAfterReopen(console, incident);
  });
});

describe('importing', () => {
  const file = (text: string, name = 'inventory.csv') => ({ name, bytes: toBase64(utf8(text)) });
  const inventory = file(
    'Asset,Category,Depends on,Password\nShop,woocommerce,Gateway,hunter2\nGateway,gateway,,\nX,mainframe,,\n',
  );
  const take = async (
    client: typeof console.ada,
    from: Parameters<typeof client.incident.previewImport>[0]['from'],
  ) => {
    const { sha256, counts } = await client.incident.previewImport({ incident, from });
    const seen = { sha256, added: counts.added, corrected: counts.corrected };
    return client.incident.importRegister({ incident, from, expect: seen });
  };

  test('looks first and records nothing; then records what is valid in one transaction, once', async () => {
    const { revision } = await view();
    const preview = await console.ada.incident.previewImport({ incident, from: inventory });
    expect(preview.counts).toEqual({ added: 2, corrected: 0, same: 0, refused: 1 });
    expect(preview.sheets[0]?.mapping).toEqual(['name', 'type', 'dependsOn', '']);
    expect((await view()).revision).toBe(revision);
    const answer = await take(console.ada, inventory);
    expect(answer.recorded).toBe(revision + 3);
    const { rows } = await console.ada.incident.timeline({ incident, from: revision + 1, count: 10 });
    expect(rows.map(({ kind }) => kind)).toEqual(['register.imported', 'asset.registered', 'asset.registered']);
    expect((await view()).assets.map(({ name }) => name)).toEqual(['Shop', 'Gateway']);
    await expect(take(console.ada, inventory)).rejects.toMatchObject(code('BAD_INPUT'));
    await sameAfterReopen(console, incident);
  });

  test('nothing of a column that is left out is kept or shown', async () => {
    const preview = await console.ada.incident.previewImport({ incident, from: inventory });
    await take(console.ada, inventory);
    const said = JSON.stringify([preview, await view()]);
    expect(said).not.toContain('hunter2');
    const folder = join(console.home, 'incidents', incident);
    const stored = Buffer.concat(
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(folder, entry.name))),
    );
    expect(stored.includes('Gateway')).toBe(true);
    expect(stored.includes('hunter2')).toBe(false);
  });

  test('what changed between look and record is not recorded', async () => {
    const { sha256, counts } = await console.ada.incident.previewImport({ incident, from: inventory });
    await console.ben.incident.addAsset({ incident, asset: { ...server, name: 'Shop', type: 'shop.woocommerce' } });
    const expected = { sha256, added: counts.added, corrected: counts.corrected };
    await expect(
      console.ada.incident.importRegister({ incident, from: inventory, expect: expected }),
    ).rejects.toMatchObject(code('INCIDENT_MOVED'));
  });

  test('the register of another incident is taken over with its references, by name', async () => {
    await console.ada.incident.addAsset({ incident, asset: server });
    await take(console.ada, inventory);
    const [first] = (await view()).assets;
    await console.ada.incident.addCredential({
      incident,
      credential: {
        label: 'key',
        template: 'K18',
        canMint: true,
        issues: false,
        consumers: '',
        consumerAssets: first ? [first.id] : [],
      },
    });
    const before = await view();
    const from = { incident };
    incident = await console.declare();
    const { added } = await take(console.ada, from);
    expect(added).toBe(4);
    const after = await view();
    const shop = after.assets.find(({ name }) => name === 'Shop');
    expect(after.assets.find(({ id }) => id === shop?.dependsOn?.[0])?.name).toBe('Gateway');
    expect(after.credentials[0]?.consumerAssets).toEqual([after.assets.find(({ name }) => name === 'scoring')?.id]);
    expect(after.assets.map(({ id }) => id)).not.toContain(before.assets[0]?.id);
    await sameAfterReopen(console, incident);
  });

  test('files that are no table are refused with line and way out', async () => {
    const look = (text: string, name?: string) =>
      console.ada.incident.previewImport({ incident, from: file(text, name) });
    await expect(look('a,b\n"1')).rejects.toThrow('line 2: a quote is opened and never closed');
    await expect(look('- &a {name: x}', 'x.yaml')).rejects.toThrow('anchors');
    await expect(
      console.ada.incident.previewImport({
        incident,
        from: { name: 'x.csv', bytes: toBase64(Uint8Array.of(0xff, 0xfe, 0x41, 0)) },
      }),
    ).rejects.toThrow('UTF-16');
  });
});
