import type { ActionTemplate, ParamField, Params, StepContext } from '../../shared/domain/action.ts';
import type { Asset } from '../../shared/domain/asset.ts';
import type { AssetId } from '../../shared/domain/ids.ts';
import { isInAny } from './network/cidr.ts';

/** A host that the commands of an action would name, and the field it comes from. */
export interface Place {
  readonly field: string;
  readonly host: string;
}

/** With the assets that had it at one moment. */
export interface RegisteredPlace extends Place {
  readonly assets: readonly AssetId[];
}

/**
 * Hosts that the commands of an action would name, each with the assets of the register that have it: in their name, their endpoints, the
 * way to them, or, for a segment, their address ranges. This machine needs no entry and is left out.
 */
export function placesOf(
  template: ActionTemplate,
  params: Params,
  assets: readonly Asset[],
): readonly RegisteredPlace[] {
  const words = wordsOf(template, params);
  return template.fields.flatMap((field) =>
    hostsIn(field, params[field.name] ?? '')
      .filter((host) => !isHere(host) && words.some((word) => word.toLowerCase().includes(host)))
      .map((host) => ({ field: field.name, host, assets: holdersOf(host, assets) })),
  );
}

/** Hosts that no asset has. Empty: everything the console would talk to is registered. */
export function unregisteredHosts(
  template: ActionTemplate,
  params: Params,
  assets: readonly Asset[],
): readonly Place[] {
  return placesOf(template, params, assets).filter(({ assets: holders }) => holders.length === 0);
}

/**
 * Hosts that the register does not tell of as it did then: no asset has them now, or only others do. A host that changed hands is
 * another system, whatever its name.
 */
export function movedPlaces(then: readonly RegisteredPlace[], assets: readonly Asset[]): readonly Place[] {
  return then.filter(({ host, assets: before }) => {
    const now = holdersOf(host, assets);
    return now.length === 0 || (before.length > 0 && !now.some((id) => before.includes(id)));
  });
}

function holdersOf(host: string, assets: readonly Asset[]): readonly AssetId[] {
  return assets
    .filter((asset) => hostsOf(asset).includes(host) || isInAny(host, asset.cidrs ?? []))
    .map(({ id }) => id);
}

/** Everything on the command lines of all steps. A host that is only an entry of a list that is written is nobody the console talks to. */
function wordsOf({ steps }: ActionTemplate, params: Params): readonly string[] {
  const context: StepContext = { params, actionId: 'act-0000000000000000', sessions: [] };
  return Object.values(steps).flatMap((step) => step?.commands(context).flatMap(({ argv }) => argv) ?? []);
}
function hostsIn({ kind }: ParamField, value: string): readonly string[] {
  if (value === '') return [];
  if (kind === 'host') return [hostOf(value)];
  if (kind === 'host-list') return value.split(',').map(hostOf);
  if (kind === 'url') return [hostOf(value)];
  return kind === 'via' && value.startsWith('ssh/') ? [hostOf(value.slice('ssh/'.length))] : [];
}

function hostsOf({ name, endpoints = [], connector = '' }: Asset): readonly string[] {
  return [name, ...endpoints, ...connector.split(/[\s,;]+/u)].map((text) => hostOf(text.replace(/^ssh\//u, '')));
}

/** The host of an address as people write it: with or without scheme, user, port and path; IPv6 with or without brackets. */
export function hostOf(text: string): string {
  const [place = ''] = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//u, '')
    .split('/');
  const host = place.slice(place.lastIndexOf('@') + 1);
  const [, inBrackets] = /^\[([^\]]*)\]/u.exec(host) ?? [];
  if (inBrackets !== undefined) return inBrackets;
  return host.split(':').length === 2 ? (host.split(':')[0] ?? '') : host;
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
