import type { IncidentView, RetrainOrderView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { RetrainOrderForm } from './retrain-order-form.tsx';

/** The retrain orders of this run, and the form for the next one while the run waits for it. */
export function RetrainPanel({ view, run }: { readonly view: IncidentView; readonly run: RunView }) {
  const orders = view.retrainOrders.filter((one) => one.run === run.run);
  const writing = run.states.some((state) => state.id === 'order' && state.status === 'current');
  if (orders.length === 0 && !writing) return null;
  return (
    <Panel title="Retrain order" flush>
      {orders.length > 0 && (
        <ul className="panel-list">
          {orders.toReversed().map((one, at) => (
            <Order key={one.entry} view={view} one={one} inForce={at === 0} />
          ))}
        </ul>
      )}
      {writing && <RetrainOrderForm view={view} run={run} />}
    </Panel>
  );
}

interface OrderProps {
  readonly view: IncidentView;
  readonly one: RetrainOrderView;
  readonly inForce: boolean;
}

function Order({ view, one, inForce }: OrderProps) {
  const json = JSON.stringify(one.order, null, 2);
  return (
    <li className="stack-2">
      <p className="row">
        <span className="strong">{one.order.orderId}</span>
        {!inForce && <Mark tone="calm">Superseded</Mark>}
        <span className="small soft grow">
          {one.by} <EntryLink incident={view.incident} entry={one.entry} />
        </span>
        <CopyButton text={json} what={`order ${one.order.orderId} as JSON`} />
      </p>
      <p className="wrap">{one.order.reason}</p>
      {inForce ? (
        <pre className="command-line">{json}</pre>
      ) : (
        <details>
          <summary>As it was signed</summary>
          <pre className="command-line">{json}</pre>
        </details>
      )}
    </li>
  );
}
