import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import type { Asset } from '../../../shared/domain/asset.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { CRITICAL_TEXT, namesOf } from './asset-words.ts';

interface Props {
  readonly view: IncidentView;
  readonly rows: readonly Asset[];
  readonly onCorrect: (asset: Asset) => void;
}

export function AssetTable({ view, rows, onCorrect }: Props) {
  return (
    <div className="table-scroll">
      <table className="register-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Owner</th>
            <th scope="col">Critical function</th>
            <th scope="col">Where and for whom</th>
            <th scope="col">Depends on</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((asset) => (
            <tr key={asset.id}>
              <th scope="row">
                <span className="strong wrap">{asset.name}</span>
                <span className="small soft block">{ASSET_TYPE_TEXT[asset.type]}</span>
              </th>
              <td>
                {asset.owner === '' ? (
                  <Mark tone="wait" icon="question">
                    Nobody known
                  </Mark>
                ) : (
                  asset.owner
                )}
              </td>
              <td>
                {asset.criticalFunction === 'no' ? (
                  'No'
                ) : (
                  <Mark
                    tone={asset.criticalFunction === 'yes' ? 'now' : 'wait'}
                    icon={asset.criticalFunction === 'yes' ? 'alert' : 'question'}
                  >
                    {CRITICAL_TEXT[asset.criticalFunction]}
                  </Mark>
                )}
                {asset.businessFunction !== undefined && (
                  <span className="small block wrap">{asset.businessFunction}</span>
                )}
              </td>
              <td className="wrap">{whereText(asset, view)}</td>
              <td className="wrap">
                {namesOf(asset.dependsOn, view.assets).join(', ') || <span className="soft">Not said</span>}
              </td>
              <td>
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={`Correct: ${asset.name}`}
                  onPress={() => onCorrect(asset)}
                >
                  Correct
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="soft none-left">No asset fits the filter.</p>}
    </div>
  );
}

function whereText(asset: Asset, view: IncidentView): string {
  const entity = view.organisation.entities.find(({ id }) => id === asset.legalEntity)?.name;
  const parts = [asset.region, entity, asset.tenantScope].filter((part) => part !== undefined);
  return parts.length === 0 ? 'Not said' : parts.join(', ');
}
