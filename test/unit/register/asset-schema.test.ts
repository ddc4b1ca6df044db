import { describe, expect, test } from 'vitest';
import { AssetSchema, CredentialSchema } from '../../../shared/domain/asset-schema.ts';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { assetFaults, credentialFaults } from '../../../shared/domain/register-faults.ts';
import { canonical } from '../../../shared/ledger/canonical.ts';
import { entryKinds } from '../../../shared/ledger/entry.ts';

/** As the first version of the format had them: ledgers hold such bodies for good. */
const oldAsset = {
  id: 'ast-0000000000000001',
  type: 'llm.server',
  name: 'scoring',
  owner: '',
  criticalFunction: 'unknown',
} as const;
const oldCredential = {
  id: 'crd-0000000000000001',
  label: 'batch',
  template: 'K18',
  canMint: false,
  issues: false,
  consumers: '',
} as const;
const hash = 'ab'.repeat(32);
const fullAsset = {
  ...oldAsset,
  type: 'model',
  businessFunction: 'credit decisions',
  legalEntity: 'ent-0000000000000001',
  region: 'eu-central-1',
  tenantScope: 'all tenants',
  endpoints: ['https://scoring.example/v1'],
  credentials: [oldCredential.id],
  dependsOn: ['ast-0000000000000002'],
  redeployAutomated: false,
  connector: 'ssh jump host',
  lastVerifiedAt: instantFromMs(Date.UTC(2026, 10, 22, 2)),
  model: {
    digest: `sha256:${hash}`,
    fileSha256: hash,
    tensorSha256: [hash],
    tensorListSha256: hash,
    sizeBytes: 14_000_000_000,
    parent: 'ast-0000000000000002',
    datasets: ['ast-0000000000000003'],
    aliases: ['scoring@prod'],
    fingerprintSet: 'prompts-2026-10',
  },
} as const;

describe('records', () => {
  test('of the first version still read, and come out as they went in', () => {
    expect(entryKinds['asset.registered'].parse(oldAsset)).toEqual(oldAsset);
    expect(entryKinds['credential.registered'].parse(oldCredential)).toEqual(oldCredential);
  });

  test('with every field have one spelling', () => {
    const asset = AssetSchema.parse(fullAsset);
    expect(AssetSchema.parse(JSON.parse(canonical(asset)))).toEqual(fullAsset);
    const credential = {
      ...oldCredential,
      kind: 'redis-user',
      owner: 'Platform',
      canMint: true,
      mints: ['crd-0000000000000002'],
      movesMoney: true,
      consumerAssets: [oldAsset.id],
      rotationLeadMin: 30,
      overlapSupported: true,
      lastUsed: '2026-11-22T02:00:00.000Z',
    };
    expect(CredentialSchema.parse(JSON.parse(canonical(CredentialSchema.parse(credential))))).toEqual(credential);
  });

  test.each([
    ['a field more', { ...oldAsset, note: 'x' }],
    ['an absent field spelled out', { ...oldAsset, region: undefined }],
    ['an empty region', { ...oldAsset, region: '' }],
    ['a segment without a range in it', { ...oldAsset, type: 'segment', cidrs: ['10.0.0.0/33'] }],
    ['a model hash in capitals', { ...fullAsset, model: { fileSha256: hash.toUpperCase() } }],
    ['a model field more', { ...fullAsset, model: { weights: 'x' } }],
  ])('with %s are refused', (_what, record) => {
    expect(AssetSchema.safeParse(record).success).toBe(false);
  });

  test('ranges of both families are taken', () => {
    const segment = { ...oldAsset, type: 'segment', cidrs: ['10.20.0.0/16', '2001:db8::/32'] };
    expect(AssetSchema.safeParse(segment).success).toBe(true);
  });
});

describe('what the schema cannot see', () => {
  const known = {
    assets: new Set(['ast-0000000000000002', 'ast-0000000000000003', oldAsset.id]),
    credentials: new Set([oldCredential.id, 'crd-0000000000000002']),
    entities: new Set(['ent-0000000000000001']),
  };
  const fields = (faults: readonly { readonly field: string }[]) => faults.map(({ field }) => field);

  test('a full record has no fault', () => {
    expect(assetFaults(fullAsset, known)).toEqual([]);
  });

  test('references that lead nowhere, back, or twice to the same place', () => {
    const none = { assets: new Set<string>(), credentials: new Set<string>(), entities: new Set<string>() };
    expect(fields(assetFaults(fullAsset, none))).toEqual([
      'dependsOn',
      'credentials',
      'model.datasets',
      'model.parent',
      'legalEntity',
    ]);
    expect(fields(assetFaults({ ...oldAsset, dependsOn: [oldAsset.id] }, known))).toEqual(['dependsOn']);
    const twice = ['ast-0000000000000002', 'ast-0000000000000002'] as const;
    expect(fields(assetFaults({ ...oldAsset, dependsOn: twice }, known))).toEqual(['dependsOn']);
    expect(fields(credentialFaults({ ...oldCredential, consumerAssets: ['ast-00000000000000ff'] }, known))).toEqual([
      'consumerAssets',
    ]);
  });

  test('fields of another type of asset, and a list of what cannot be created', () => {
    expect(fields(assetFaults({ ...fullAsset, type: 'database' }, known))).toEqual(['model']);
    expect(fields(assetFaults({ ...oldAsset, cidrs: ['10.0.0.0/8'] }, known))).toEqual(['cidrs']);
    expect(fields(credentialFaults({ ...oldCredential, mints: ['crd-0000000000000002'] }, known))).toEqual(['mints']);
  });
});
