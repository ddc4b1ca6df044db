import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import { isRevocation } from '../../../shared/domain/credential-kind.ts';
import { lookupIn } from '../../../shared/register/lookup.ts';
import type { Lookup } from '../../../shared/register/read-cell.ts';
import type { CatalogView } from '../../../shared/view/catalog-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { Choices } from './record-fields.tsx';

/** `self` is left out: nothing depends on itself. */
export function choicesIn(view: IncidentView, catalog: CatalogView | null, self: string | null): Choices {
  return {
    assets: view.assets
      .filter(({ id }) => id !== self)
      .map(({ id, name, type }) => ({ value: id, label: `${name} (${ASSET_TYPE_TEXT[type]})` })),
    credentials: view.credentials.filter(({ id }) => id !== self).map(({ id, label }) => ({ value: id, label })),
    entities: view.organisation.entities.map(({ id, name }) => ({ value: id, label: name })),
    templates: revocations(catalog).map(({ id, title }) => ({ value: id, label: `${id} ${title}` })),
    zones: [...new Set(view.organisation.entities.map(({ timeZone }) => timeZone))],
  };
}

export function lookupFor(view: IncidentView, catalog: CatalogView | null): Lookup {
  return lookupIn({
    assets: view.assets,
    credentials: view.credentials,
    entities: view.organisation.entities,
    templates: revocations(catalog).map(({ id }) => id),
  });
}

/** Actions that a credential can be revoked by. */
function revocations(catalog: CatalogView | null): CatalogView['actions'] {
  return (catalog?.actions ?? []).filter(isRevocation);
}
