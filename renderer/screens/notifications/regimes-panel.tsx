import type { RegimeFinding } from '../../../shared/law/regime-finding.ts';
import type { EntityLegalView } from '../../../shared/view/incident-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Which regimes apply and why. Open stays open until somebody answers the question; it is never shown as a no. */
export function RegimesPanel({ entity }: { readonly entity: EntityLegalView }) {
  return (
    <Panel title="Regimes" flush>
      <ul className="panel-list">
        {entity.routing.findings.map((finding) => (
          <li key={finding.regime} className="stack-1">
            <p className="row">
              <strong>{finding.regime}</strong>
              <Outcome outcome={finding.outcome} />
            </p>
            <p>{finding.reason}</p>
            {finding.question !== null && <p className="strong">To settle: {finding.question}</p>}
            <p className="small soft">
              {finding.basis}, rule {finding.ruleId}
            </p>
          </li>
        ))}
        {entity.routing.voluntary.length > 0 && (
          <li className="stack-1">
            <strong>Voluntary</strong>
            <ul className="bullets">
              {entity.routing.voluntary.map((route) => (
                <li key={route}>{route}</li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function Outcome({ outcome }: { readonly outcome: RegimeFinding['outcome'] }) {
  if (outcome === 'applies') {
    return (
      <Mark tone="now" icon="check">
        Applies
      </Mark>
    );
  }
  if (outcome === 'open') {
    return (
      <Mark tone="wait" icon="question">
        Open
      </Mark>
    );
  }
  return (
    <Mark tone="calm" icon="cross">
      Does not apply
    </Mark>
  );
}
