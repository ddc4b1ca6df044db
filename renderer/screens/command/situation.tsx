import { useState } from 'react';
import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { ASSET_KIND_LABELS } from '../../../shared/law/facts.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { AssetRows } from '../declare/asset-rows.tsx';
import type { AssetRow } from '../declare/declaration.ts';

const labels: Readonly<Record<string, string>> = ASSET_KIND_LABELS;

/** The rest stands on Assets; this screen is read in seconds. */
const SHOWN = 6;

export function Situation({ view }: { readonly view: IncidentView }) {
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title="Situation"
      aside={
        <Button size="small" icon="plus" onPress={() => setAdding(true)}>
          Asset
        </Button>
      }
    >
      {view.summary !== '' && <p className="wrap">{view.summary}</p>}
      <dl className="facts">
        <dt>Detected</dt>
        <dd>
          <Time at={view.detectedAt} />
        </dd>
        <dt>Leaked</dt>
        <dd>
          {view.leaked.length === 0 ? 'Not said yet' : view.leaked.map((kind) => labels[kind] ?? kind).join(', ')}
        </dd>
      </dl>
      {view.assets.length > 0 && (
        <ul className="stack-2">
          {view.assets.slice(0, SHOWN).map((asset) => (
            <li key={asset.id}>
              <span className="strong">{asset.name}</span>{' '}
              <span className="soft">
                {ASSET_TYPE_TEXT[asset.type]}
                {asset.owner !== '' && `, ${asset.owner}`}
                {asset.criticalFunction !== 'no' &&
                  (asset.criticalFunction === 'yes' ? ', critical function' : ', critical function not known')}
              </span>
            </li>
          ))}
          <li>
            <a href={incidentHash(view.incident, 'assets')}>
              {view.assets.length > SHOWN ? `All ${view.assets.length} assets` : 'Open Assets'}
            </a>
          </li>
        </ul>
      )}
      {adding && <AddAssetDialog incident={view.incident} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function AddAssetDialog({ incident, onClose }: { readonly incident: string; readonly onClose: () => void }) {
  const draft = useDraft<readonly AssetRow[]>({
    scope: incident,
    form: 'assets',
    label: 'Affected assets',
    blank: [{ key: 1, type: 'llm.server', name: '', owner: '', criticalFunction: 'unknown' }],
  });
  const rows = draft.value;
  const add = useCommand('Asset', async ({ client }) => {
    let last = null;
    for (const { key: _key, ...asset } of rows)
      last = await client.incident.addAsset({ incident: incident as `inc-${string}`, asset });
    draft.forget();
    onClose();
    return last;
  });
  return (
    <DialogBox title="Add affected assets" open onClose={onClose} wide>
      <DraftNotice draft={draft} />
      <AssetRows rows={rows} onChange={draft.set} />
      <FailureBox failure={add.failure} />
      <div>
        <Button
          tone="primary"
          busy={add.busy}
          isDisabled={rows.length === 0 || rows.some((row) => row.name.trim() === '')}
          onPress={() => void add.send()}
        >
          Record
        </Button>
      </div>
    </DialogBox>
  );
}
