import type { Asset, Credential } from '../domain/asset.ts';
import type { Found, Lookup } from './read-cell.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Register {
  readonly assets: readonly Pick<Asset, 'id' | 'name'>[];
  readonly credentials: readonly Pick<Credential, 'id' | 'label'>[];
  readonly entities: readonly Named[];
  readonly templates: readonly string[];
}

/** By id, else by name whatever its case. A name that two have stands for neither. */
export function lookupIn({ assets, credentials, entities, templates }: Register): Lookup {
  return {
    asset: finder('asset', assets),
    credential: finder(
      'credential',
      credentials.map(({ id, label }) => ({ id, name: label })),
    ),
    entity: finder('legal entity', entities),
    templates,
  };
}

function finder(what: string, list: readonly Named[]): (text: string) => Found {
  const byId = new Set(list.map(({ id }) => id));
  const byName = new Map<string, string | null>();
  for (const { id, name } of list) byName.set(nameKey(name), byName.has(nameKey(name)) ? null : id);
  return (text) => {
    const asked = text.trim();
    if (byId.has(asked)) return { id: asked };
    const found = byName.get(nameKey(asked));
    if (found === undefined) return { why: `names ${what} “${asked.slice(0, 60)}”, which is not on the register` };
    return found === null
      ? { why: `names “${asked.slice(0, 60)}”, and more than one ${what} is called so` }
      : { id: found };
  };
}

/** Two names are the same when they differ only in case and space. */
export function nameKey(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
