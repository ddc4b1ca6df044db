import type { ActionTemplate, ParamField, Params, StepContext } from '../../shared/domain/action.ts';
import type { Asset } from '../../shared/domain/asset.ts';
import { isInAny } from './network/cidr.ts';

/**
 * Hosts that the commands of an action would name and that no asset of the register has: not in its name, its endpoints, the way to it,
 * nor, for a segment, its address ranges. This machine needs no entry. Empty: everything the console would talk to is registered.
 */
export function unregisteredHosts(
  template: ActionTemplate,
  params: Params,
  assets: readonly Asset[],
): readonly { readonly field: string; readonly host: string }[] {
  const words = wordsOf(template, params);
  const known = new Set(assets.flatMap(hostsOf));
  const ranges = assets.flatMap(({ cidrs = [] }) => cidrs);
  return template.fields.flatMap((field) =>
    hostsIn(field, params[field.name] ?? '')
      .filter((host) => words.some((word) => word.toLowerCase().includes(host)))
      .filter((host) => !isHere(host) && !known.has(host) && !isInAny(host, ranges))
      .map((host) => ({ field: field.name, host })),
  );
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
