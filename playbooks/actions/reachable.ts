import type { ActionTemplate, ParamField, Params, StepContext } from '../../shared/domain/action.ts';
import type { Asset } from '../../shared/domain/asset.ts';
import { hostOf, isNamedPlace, placesOfAsset } from '../../shared/domain/asset-places.ts';
import type { AssetId } from '../../shared/domain/ids.ts';
import { isInAny } from './network/cidr.ts';

/** Where the commands of an action would go, and the field it comes from: a host, or `context prod-eu`, `region …`, `profile …`. */
export interface Place {
  readonly field: string;
  readonly place: string;
}

/** With the assets that had it at one moment. */
export interface RegisteredPlace extends Place {
  readonly assets: readonly AssetId[];
}

/**
 * Hosts that the commands of an action would name, each with the assets of the register that have it: in their name, their endpoints, the
 * way to them, or, for a segment, their address ranges; and contexts, regions and profiles likewise. This machine needs no entry and is
 * left out. A context or profile that is left to the settings of an account is a place that no asset has.
 */
export function placesOf(
  template: ActionTemplate,
  params: Params,
  assets: readonly Asset[],
): readonly RegisteredPlace[] {
  const words = wordsOf(template, params);
  return template.fields.flatMap((field) =>
    placesIn(field, params[field.name] ?? '', words).map((place) => ({
      field: field.name,
      place,
      assets: holdersOf(place, assets),
    })),
  );
}

/** What no asset has. Empty: the console would go only where the register says. */
export function unregisteredPlaces(
  template: ActionTemplate,
  params: Params,
  assets: readonly Asset[],
): readonly Place[] {
  return placesOf(template, params, assets).filter(({ assets: holders }) => holders.length === 0);
}

/**
 * What the register does not tell of as it did then: no asset has it now, or only others do. A host that changed hands is another
 * system, whatever its name.
 */
export function movedPlaces(then: readonly RegisteredPlace[], assets: readonly Asset[]): readonly Place[] {
  return then.filter(({ place, assets: before }) => {
    const now = holdersOf(place, assets);
    return now.length === 0 || (before.length > 0 && !now.some((id) => before.includes(id)));
  });
}

function holdersOf(place: string, assets: readonly Asset[]): readonly AssetId[] {
  return assets
    .filter((asset) => placesOfAsset(asset).includes(place) || isInAny(place, asset.cidrs ?? []))
    .map(({ id }) => id);
}

/** Everything on the command lines of all steps. A host that is only an entry of a list that is written is nobody the console talks to. */
function wordsOf({ steps }: ActionTemplate, params: Params): readonly string[] {
  const context: StepContext = { params, actionId: 'act-0000000000000000', sessions: [] };
  return Object.values(steps).flatMap((step) => step?.commands(context).flatMap(({ argv }) => argv) ?? []);
}

function placesIn(field: ParamField, value: string, words: readonly string[]): readonly string[] {
  if (isNamedPlace(field.kind)) return [`${field.kind} ${value}`.trim()];
  return hostsIn(field, value).filter(
    (host) => !isHere(host) && words.some((word) => word.toLowerCase().includes(host)),
  );
}

function hostsIn({ kind }: ParamField, value: string): readonly string[] {
  if (value === '') return [];
  if (kind === 'host') return [hostOf(value)];
  if (kind === 'host-list') return value.split(',').map(hostOf);
  if (kind === 'url') return [hostOf(value)];
  return kind === 'via' && value.startsWith('ssh/') ? [hostOf(value.slice('ssh/'.length))] : [];
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
