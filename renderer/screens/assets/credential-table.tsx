import type { Credential } from '../../../shared/domain/asset.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import { usedByText } from './asset-words.ts';

interface Props {
  readonly view: IncidentView;
  readonly rows: IncidentView['credentials'];
  readonly onCorrect: (credential: Credential) => void;
}

export function CredentialTable({ view, rows, onCorrect }: Props) {
  return (
    <div className="table-scroll">
      <table className="register-table">
        <thead>
          <tr>
            <th scope="col">What it is</th>
            <th scope="col">Wave and action</th>
            <th scope="col">What it can do</th>
            <th scope="col">Who uses it</th>
            <th scope="col">Last used</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <span className="strong wrap">{one.label}</span>
                <span className="small soft block">{one.owner ?? 'Owner not known'}</span>
              </th>
              <td>
                Wave {one.wave}, {one.template}
              </td>
              <td>
                <Powers credential={one} />
              </td>
              <td className="wrap">{capital(usedByText(one, view.assets))}</td>
              <td>{one.lastUsed === undefined ? 'Not known: in use' : <Time at={one.lastUsed} short />}</td>
              <td>
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={`Correct: ${one.label}`}
                  onPress={() => {
                    const { wave: _wave, ...credential } = one;
                    onCorrect(credential);
                  }}
                >
                  Correct
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="soft none-left">No credential fits the filter.</p>}
    </div>
  );
}

export function Powers({ credential }: { readonly credential: Credential }) {
  const { canMint, issues, movesMoney } = credential;
  return (
    <span className="stack-1">
      {canMint && (
        <Mark tone="wait" icon="plus">
          Creates credentials
        </Mark>
      )}
      {issues && (
        <Mark tone="calm" icon="seal">
          Signs or issues
        </Mark>
      )}
      {movesMoney === true && (
        <Mark tone="wait" icon="hand">
          Moves money
        </Mark>
      )}
      {movesMoney === undefined && <span className="small soft">Money: not known</span>}
      {!canMint && !issues && movesMoney === false && <span className="soft">Reaches data only</span>}
    </span>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
