import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { Panel } from '../../ui/panel.tsx';
import { ActionMark } from './action-mark.tsx';

/** The actions of this run that were begun, the last one first: what the step is about stands under the step. */
export function UnderWay({ view, run }: { readonly view: IncidentView; readonly run: RunView }) {
  const rows = view.actions.filter((one) => one.run === run.run && one.state !== 'withdrawn').toReversed();
  if (rows.length === 0) return null;
  return (
    <Panel title="Actions under way" flush>
      <ul className="panel-list">
        {rows.map((action) => (
          <li key={action.action} className="row-apart">
            <span className="stack-1">
              <span className="strong wrap">{action.targetLabel}</span>
              <span className="small soft">
                {action.template} {action.title}
              </span>
            </span>
            <ActionMark incident={view.incident} action={action} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
