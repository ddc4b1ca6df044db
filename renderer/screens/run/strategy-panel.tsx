import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Panel } from '../../ui/panel.tsx';
import { strategyFacts } from './strategy-facts.ts';

/** What the register says to the rule of PB1, where the run asks for the strategy. Whether abuse was seen, people know. */
export function StrategyPanel({ view }: { readonly view: IncidentView }) {
  const { urgent, unknownConsumers, overlap } = strategyFacts(view.credentials);
  return (
    <Panel title="What the register says">
      <ul className="bullets">
        <li>
          <strong>Revoke now</strong> if abuse was seen in the last 24 hours, or the secret creates, signs or moves
          money. {named(urgent, 'That goes for', 'No registered credential does.')}
        </li>
        <li>
          Revoking now takes known consumers, or an outage that is accepted.{' '}
          {named(unknownConsumers, 'Consumers are not known of', 'The consumers of all are known.')}
        </li>
        <li>
          <strong>Rotate first</strong> if no abuse was seen and old and new can work side by side.{' '}
          {named(overlap, 'That is said of', 'That is said of none.')}
        </li>
        <li>
          Otherwise <strong>in stages</strong>: throttle or deny at the gateway now (N07 or N08, under PB4), rotate, and
          revoke within 60 minutes.
        </li>
      </ul>
    </Panel>
  );
}

function named(labels: readonly string[], before: string, none: string): string {
  return labels.length === 0 ? none : `${before}: ${labels.join(', ')}.`;
}
