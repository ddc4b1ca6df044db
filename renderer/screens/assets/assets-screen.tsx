import { useState } from 'react';
import type { Asset, Credential } from '../../../shared/domain/asset.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AssetDialog } from './asset-dialog.tsx';
import { AssetsHead } from './assets-head.tsx';
import { AssetTable } from './asset-table.tsx';
import { CredentialDialog } from './credential-dialog.tsx';
import { CredentialTable } from './credential-table.tsx';
import { GraphScreen } from './graph-screen.tsx';
import { ImportScreen } from './import-screen.tsx';
import { NO_FILTER, RegisterFilter, filterAssets, filterCredentials } from './register-filter.tsx';
import './assets.css';

type Open = { readonly asset: Asset | null } | { readonly credential: Credential | null } | null;

/** `focus` is empty for the register, `import`, `graph`, or what is selected in the graph. */
export function AssetsScreen({ view, focus }: { readonly view: IncidentView; readonly focus: string | null }) {
  if (focus === null) return <RegisterScreen view={view} />;
  if (focus === 'import') return <ImportScreen view={view} />;
  return <GraphScreen view={view} selected={focus === 'graph' ? null : selectionOf(focus)} />;
}

/** An address that was typed wrongly selects nothing that exists, and the graph shows as without one. */
function selectionOf(focus: string): string {
  try {
    return decodeURIComponent(focus);
  } catch {
    return focus;
  }
}

/** What is at stake and what reaches it. */
function RegisterScreen({ view }: { readonly view: IncidentView }) {
  const [open, setOpen] = useState<Open>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  const assets = filterAssets(view.assets, filter);
  const credentials = filterCredentials(view.credentials, filter);
  const close = (): void => setOpen(null);
  return (
    <div className="stack">
      <AssetsHead view={view} part="register" />
      {view.assets.length + view.credentials.length > 0 && (
        <RegisterFilter
          filter={filter}
          onChange={setFilter}
          shown={assets.length + credentials.length}
          all={view.assets.length + view.credentials.length}
        />
      )}
      <Panel
        title="Assets"
        flush
        aside={
          <>
            <Count shown={assets.length} all={view.assets.length} />
            <Button size="small" icon="plus" onPress={() => setOpen({ asset: null })}>
              Register an asset
            </Button>
          </>
        }
      >
        {view.assets.length === 0 ? (
          <Empty title="No asset is registered.">
            <p>
              Register what is at stake and what depends on it: shops, model servers, gateways, registries, models,
              data. Start with what the attacker reached. Type it, or{' '}
              <a href={incidentHash(view.incident, 'assets', 'import')}>import it</a> from a file or from another
              incident.
            </p>
          </Empty>
        ) : (
          <AssetTable view={view} rows={assets} onCorrect={(asset) => setOpen({ asset })} />
        )}
      </Panel>
      <Panel
        title="Credentials"
        flush
        aside={
          <>
            <Count shown={credentials.length} all={view.credentials.length} />
            <Button size="small" icon="plus" onPress={() => setOpen({ credential: null })}>
              Register a credential
            </Button>
          </>
        }
      >
        {view.credentials.length === 0 ? (
          <Empty title="No credential is registered.">
            <p>Register every key that reaches these assets, first the ones that can create further credentials.</p>
          </Empty>
        ) : (
          <CredentialTable view={view} rows={credentials} onCorrect={(credential) => setOpen({ credential })} />
        )}
      </Panel>
      {open !== null && 'asset' in open && (
        <AssetDialog key={open.asset?.id} view={view} asset={open.asset} onClose={close} />
      )}
      {open !== null && 'credential' in open && (
        <CredentialDialog key={open.credential?.id} view={view} credential={open.credential} onClose={close} />
      )}
    </div>
  );
}

function Count({ shown, all }: { readonly shown: number; readonly all: number }) {
  return <span className="small soft">{shown === all ? `${all}` : `${shown} of ${all}`}</span>;
}
