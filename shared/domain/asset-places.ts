import type { ParamKind } from './action.ts';
import type { Asset } from './asset.ts';

/**
 * Kinds of parameters that say where a command goes by a name that only settings know: a context of kubectl, a region and a profile of a
 * cloud. Whoever types a card may leave them to the settings; what this console performs itself names them, and an asset has to as well.
 */
export const NAMED_PLACES = ['context', 'region', 'profile'] as const satisfies readonly ParamKind[];
export type NamedPlace = (typeof NAMED_PLACES)[number];

/** Where the register says so, for whoever has to write it there. */
export const WHERE_NAMED: Readonly<Record<NamedPlace, string>> = {
  context: 'Write kubectl/CONTEXT into “Reached by” of the cluster under Assets, or name the cluster as the context.',
  region: 'Give an asset there this region under Assets.',
  profile: 'Write aws/PROFILE into “Reached by” of what the account holds under Assets.',
};

export function isNamedPlace(kind: ParamKind): kind is NamedPlace {
  return NAMED_PLACES.some((one) => one === kind);
}

/** What an asset says of itself: hosts as they are, in lower case, everything else with its kind before it. */
export function placesOfAsset({ type, name, endpoints = [], connector = '', region = '' }: Asset): readonly string[] {
  const ways = wordsIn(connector);
  const contexts = after('kubectl/', ways);
  return [
    ...[name, ...endpoints, ...ways.filter((way) => !/^(?:kubectl|aws)\//u.test(way))].map((text) =>
      hostOf(text.replace(/^ssh\//u, '')),
    ),
    // A cluster is often registered by its context. One that says what its context is means that and not its name.
    ...(contexts.length === 0 && type === 'cluster' ? [name.trim()] : contexts).map((context) => `context ${context}`),
    ...after('aws/', ways).map((profile) => `profile ${profile}`),
    ...wordsIn(region).map((word) => `region ${word}`),
  ];
}

/** What the register knows of one kind, once each, in its order. */
export function namedOnRegister(kind: NamedPlace, assets: readonly Asset[]): readonly string[] {
  const start = `${kind} `;
  const all = assets.flatMap(placesOfAsset).filter((place) => place.startsWith(start));
  return [...new Set(all.map((place) => place.slice(start.length)))];
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[\s,;()]+/u).filter((word) => word !== '');
}

function after(start: string, words: readonly string[]): readonly string[] {
  return words
    .filter((word) => word.length > start.length && word.startsWith(start))
    .map((word) => word.slice(start.length));
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
