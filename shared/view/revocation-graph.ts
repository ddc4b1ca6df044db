import { consumersKnown, waveOf, type Asset, type Credential, type Wave } from '../domain/asset.ts';
import { itemsOf } from '../register/field.ts';
import { nameKey } from '../register/lookup.ts';
import { latestActions, type ActionOnTarget, type CutState } from './cut-state.ts';

/** A function of the business that stops with an asset. Not known is a function of its own: it may be a critical one. */
export interface FunctionHit {
  readonly id: string;
  readonly name: string;
  readonly critical: Asset['criticalFunction'];
  /** Assets that carry it, of those that fall. */
  readonly through: readonly string[];
}

/** What falls when one credential falls, and what its holder reaches. Ids throughout; names are the caller's. */
export interface Impact {
  readonly credential: string;
  readonly label: string;
  readonly wave: Wave;
  readonly cut: CutState;
  readonly action: string | null;
  readonly consumers: readonly string[];
  /** Consumers in words, not on the register. */
  readonly others: string;
  readonly known: boolean;
  /** Assets that depend on a consumer, directly or through others. */
  readonly dependents: readonly string[];
  readonly functions: readonly FunctionHit[];
  /** Critical functions hit. One that is not known counts. */
  readonly criticalHit: number;
  /** Consumers that somebody has to supply with a new secret by hand while they are down. */
  readonly byHand: number;
  /** Critical functions hit times consumers by hand (reference PB1, "Blast radius"). */
  readonly score: number;
  readonly mints: readonly string[] | 'any';
  readonly opens: readonly string[];
}

export type EdgeKind = 'uses' | 'depends' | 'carries' | 'mints';
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
}

export interface Gap {
  readonly kind: 'no-consumer' | 'consumer-off-register' | 'no-owner' | 'no-credential-owner' | 'never-reached';
  readonly id: string;
  readonly label: string;
}

export interface RevocationGraph {
  /** Highest score first, then earliest wave. */
  readonly impacts: readonly Impact[];
  /** Critical ones first, then the ones not known. `by`: credentials whose revocation breaks it. */
  readonly functions: readonly (Omit<FunctionHit, 'through'> & { readonly by: readonly string[] })[];
  readonly edges: readonly GraphEdge[];
  readonly gaps: readonly Gap[];
}

interface Input {
  readonly assets: readonly Asset[];
  readonly credentials: readonly Credential[];
  readonly actions: readonly ActionOnTarget[];
}

/** Pure fold: secret, consumer, business function (reference PB1). Loops among dependencies are fine. Never throws. */
export function revocationGraph({ assets, credentials, actions }: Input): RevocationGraph {
  const byId = new Map<string, Asset>(assets.map((asset) => [asset.id, asset]));
  const needs = neededBy(assets);
  const named = assetNamed(assets);
  const latest = latestActions(actions.filter((one) => revokes(one, credentials)));
  const impacts = credentials
    .map((credential) => impactOf(credential, byId, needs, named, latest.get(credential.id)))
    .toSorted((a, b) => b.score - a.score || a.wave - b.wave || (a.label < b.label ? -1 : 1));
  return {
    impacts,
    functions: functionsIn(impacts),
    edges: edgesIn(assets, impacts),
    gaps: gapsIn(assets, credentials, impacts),
  };
}

/** A block at a gateway is no revocation: of a credential only the action counts that revokes its kind. */
function revokes(action: ActionOnTarget, credentials: readonly Credential[]): boolean {
  const credential = credentials.find(({ id }) => id === action.target);
  return credential === undefined || credential.template === action.template;
}

function impactOf(
  credential: Credential,
  byId: ReadonlyMap<string, Asset>,
  needs: ReadonlyMap<string, readonly string[]>,
  named: (text: string) => string | null,
  latest: { readonly action: string; readonly cut: CutState } | undefined,
): Impact {
  const { found, others } = inWords(credential.consumers, named);
  const consumers = [...new Set([...(credential.consumerAssets ?? []).filter((id) => byId.has(id)), ...found])];
  const known = consumersKnown(credential);
  const fallen = closure(consumers, needs);
  const carried = fallen.map((id) => byId.get(id)).filter((asset) => asset !== undefined);
  const functions = functionsOf(carried, !known || others !== '');
  const criticalHit = functions.filter(({ critical }) => critical !== 'no').length;
  const byHand = credential.overlapSupported === true ? 0 : handsNeeded(consumers, byId, !known || others !== '');
  return {
    credential: credential.id,
    label: credential.label,
    wave: waveOf(credential),
    cut: latest?.cut ?? 'none',
    action: latest?.action ?? null,
    consumers,
    others,
    known,
    dependents: fallen.filter((id) => !consumers.some((consumer) => consumer === id)),
    functions,
    criticalHit,
    byHand,
    score: criticalHit * byHand,
    mints: credential.canMint ? (credential.mints ?? 'any') : [],
    opens: [...byId.values()]
      .filter((asset) => asset.credentials?.includes(credential.id) === true)
      .map(({ id }) => id),
  };
}

/** The one asset of that name; null where none or several have it. */
function assetNamed(assets: readonly Asset[]): (text: string) => string | null {
  const byName = new Map<string, string | null>();
  for (const { id, name } of assets) byName.set(nameKey(name), byName.has(nameKey(name)) ? null : id);
  return (text) => byName.get(nameKey(text)) ?? null;
}

/** Whoever is written down in words and is on the register under that very name is that asset; the rest stays in words. */
function inWords(text: string, named: (text: string) => string | null): { found: readonly string[]; others: string } {
  const whole = named(text);
  if (whole !== null) return { found: [whole], others: '' };
  const items = itemsOf(text);
  const found = items.flatMap((item) => named(item) ?? []);
  if (found.length === 0) return { found, others: text.trim() };
  return { found, others: items.filter((item) => named(item) === null).join('; ') };
}

/** Who goes down with an asset: the assets that name it as one they depend on. */
function neededBy(assets: readonly Asset[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const asset of assets)
    for (const needed of asset.dependsOn ?? []) map.set(needed, [...(map.get(needed) ?? []), asset.id]);
  return map;
}

function closure(start: readonly string[], next: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set(start);
  // A set takes additions while it is walked; each id is walked once, so loops end.
  for (const id of seen) for (const other of next.get(id) ?? []) seen.add(other);
  return [...seen];
}

/** An unknown user of the secret counts as one, and nobody deploys to it automatically. */
function handsNeeded(consumers: readonly string[], byId: ReadonlyMap<string, Asset>, unknownUser: boolean): number {
  return consumers.filter((id) => byId.get(id)?.redeployAutomated !== true).length + (unknownUser ? 1 : 0);
}

export const UNKNOWN_FUNCTION = 'fn:';

function functionsOf(assets: readonly Asset[], unknownUser: boolean): readonly FunctionHit[] {
  const hits = new Map<string, { name: string; critical: Asset['criticalFunction']; through: string[] }>();
  const hit = (id: string, name: string, critical: Asset['criticalFunction'], asset: string | null): void => {
    const found = hits.get(id) ?? { name, critical, through: [] };
    if (asset !== null) found.through.push(asset);
    hits.set(id, { ...found, critical: worse(found.critical, critical) });
  };
  for (const asset of assets) {
    const { id, name, critical } = functionOf(asset);
    if (id !== null) hit(id, name, critical, asset.id);
  }
  if (unknownUser) hit(UNKNOWN_FUNCTION, 'Function not known', 'unknown', null);
  return [...hits].map(([id, rest]) => ({ id, ...rest })).toSorted(byCriticality);
}

/** Two spellings of a name are one function; an asset that is known to carry none has none. */
function functionOf(asset: Asset): { id: string | null; name: string; critical: Asset['criticalFunction'] } {
  const { businessFunction, criticalFunction: critical } = asset;
  if (businessFunction !== undefined)
    return {
      id: `${UNKNOWN_FUNCTION}${businessFunction.trim().toLowerCase()}`,
      name: businessFunction.trim(),
      critical,
    };
  if (critical === 'yes') return { id: `${UNKNOWN_FUNCTION}${asset.id}`, name: `Function of ${asset.name}`, critical };
  return { id: critical === 'no' ? null : UNKNOWN_FUNCTION, name: 'Function not known', critical };
}

const RANK = { yes: 0, unknown: 1, no: 2 } as const;
function worse(a: Asset['criticalFunction'], b: Asset['criticalFunction']): Asset['criticalFunction'] {
  return RANK[a] <= RANK[b] ? a : b;
}
function byCriticality(a: Omit<FunctionHit, 'through'>, b: Omit<FunctionHit, 'through'>): number {
  return RANK[a.critical] - RANK[b.critical] || (a.name < b.name ? -1 : 1);
}

function functionsIn(impacts: readonly Impact[]): RevocationGraph['functions'] {
  const all = new Map<string, { id: string; name: string; critical: Asset['criticalFunction']; by: string[] }>();
  for (const { credential, functions } of impacts)
    for (const { id, name, critical } of functions) {
      const found = all.get(id) ?? { id, name, critical, by: [] };
      all.set(id, { ...found, critical: worse(found.critical, critical), by: [...found.by, credential] });
    }
  return [...all.values()].toSorted(byCriticality);
}

/** Consumers in words stand in the graph under `text:` and the credential's id. */
export const textConsumer = (credential: string): string => `text:${credential}`;

function edgesIn(assets: readonly Asset[], impacts: readonly Impact[]): readonly GraphEdge[] {
  const edges: GraphEdge[] = [];
  const fallen = new Set(impacts.flatMap(({ consumers, dependents }) => [...consumers, ...dependents]));
  for (const { credential, consumers, others, known, mints } of impacts) {
    for (const to of consumers) edges.push({ from: credential, to, kind: 'uses' });
    if (!known || others !== '') {
      edges.push({ from: credential, to: textConsumer(credential), kind: 'uses' });
      edges.push({ from: textConsumer(credential), to: UNKNOWN_FUNCTION, kind: 'carries' });
    }
    if (mints !== 'any') for (const to of mints) edges.push({ from: credential, to, kind: 'mints' });
  }
  for (const asset of assets) {
    if (!fallen.has(asset.id)) continue;
    for (const needed of asset.dependsOn ?? [])
      if (fallen.has(needed)) edges.push({ from: needed, to: asset.id, kind: 'depends' });
    const { id } = functionOf(asset);
    if (id !== null) edges.push({ from: asset.id, to: id, kind: 'carries' });
  }
  return edges;
}

function gapsIn(
  assets: readonly Asset[],
  credentials: readonly Credential[],
  impacts: readonly Impact[],
): readonly Gap[] {
  const fallen = new Set(
    impacts.flatMap(({ consumers, dependents, opens }) => [...consumers, ...dependents, ...opens]),
  );
  return [
    ...credentials
      .filter((one) => !consumersKnown(one))
      .map(({ id, label }) => ({ kind: 'no-consumer' as const, id, label })),
    ...impacts
      .filter(({ known, others }) => known && others !== '')
      .map(({ credential, others }) => ({ kind: 'consumer-off-register' as const, id: credential, label: others })),
    ...credentials
      .filter(({ owner }) => owner === undefined)
      .map(({ id, label }) => ({ kind: 'no-credential-owner' as const, id, label })),
    ...assets
      .filter(({ owner }) => owner.trim() === '')
      .map(({ id, name }) => ({ kind: 'no-owner' as const, id, label: name })),
    ...assets
      .filter(({ id }) => !fallen.has(id))
      .map(({ id, name }) => ({ kind: 'never-reached' as const, id, label: name })),
  ];
}
