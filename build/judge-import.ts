import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { type Layer, layers, neverByWildcard } from './layers.ts';

export interface FoundImport {
  readonly specifier: string;
  /** `import type` as a whole. `import { type X }` does not count: it still loads the module. */
  readonly typeOnly: boolean;
  /** Names imported as values; undefined when all of the module comes in (namespace, default, dynamic, `export *`). */
  readonly names?: readonly string[] | undefined;
}

/** The layer that a file belongs to; undefined for a file in a folder that the table does not know. */
export function layerOf(file: string): Layer | undefined {
  const fitting = layers.filter((layer) => layer.at !== '' && isUnder(file, layer.at));
  if (fitting.length === 0 && !file.includes('/')) return layers.find((layer) => layer.at === '');
  return fitting.toSorted((a, b) => b.at.length - a.at.length)[0];
}

/** Why this import is against the table, or undefined if it is fine. `file` is relative to the repository root, with `/`. */
export function judgeImport(file: string, found: FoundImport): string | undefined {
  const layer = layerOf(file);
  if (layer === undefined) return `${file} is in no layer of build/layers.ts`;
  const allowed = found.specifier.startsWith('.')
    ? mayReach(layer, resolve(file, found.specifier))
    : mayUse(layer, withNodePrefix(found.specifier), found);
  if (allowed) return undefined;
  const target = found.specifier.startsWith('.') ? resolve(file, found.specifier) : found.specifier;
  return `${layer.at === '' ? 'the top level' : layer.at} may not import ${target}`;
}

/** The longest prefix decides, so that an exception inside an allowed folder holds, and the own folder inside an exception too. */
function mayReach(layer: Layer, target: string): boolean {
  if (layer.at === '' && !target.includes('/')) return true;
  const open = [...layer.imports, ...(layer.at === '' ? [] : [layer.at])].map((prefix) => ({ prefix, open: true }));
  const shut = (layer.except ?? []).map((prefix) => ({ prefix, open: false }));
  const fitting = [...open, ...shut].filter(({ prefix }) => isUnder(target, prefix));
  return fitting.toSorted((a, b) => b.prefix.length - a.prefix.length)[0]?.open ?? false;
}

function mayUse(layer: Layer, specifier: string, found: FoundImport): boolean {
  const fits = (name: string): boolean => specifier === name || specifier.startsWith(`${name}/`);
  if (layer.packages.some(fits)) return true;
  if (layer.packages.includes('node:*') && specifier.startsWith('node:')) return true;
  if (layer.packages.includes('*') && (found.typeOnly || !neverByWildcard.some(fits))) return true;
  if (found.typeOnly) return [...(layer.typesOf ?? []), ...Object.keys(layer.names ?? {})].some(fits);
  const names = layer.names?.[specifier];
  return names !== undefined && found.names !== undefined && found.names.every((name) => names.includes(name));
}

function isUnder(path: string, prefix: string): boolean {
  return prefix.endsWith('/') ? path.startsWith(prefix) : path === prefix;
}

function resolve(file: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier.replace(/[?#].*$/, '')));
}

function withNodePrefix(specifier: string): string {
  return builtinModules.includes(specifier) ? `node:${specifier}` : specifier;
}
