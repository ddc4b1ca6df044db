import type { RunView } from '../../../shared/view/run-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown, Time } from '../../ui/time.tsx';

/** What a person has to have done by when. The run asks; it does nothing by itself. */
export function DeadlinesPanel({ run }: { readonly run: RunView }) {
  if (run.deadlines.length === 0) return null;
  return (
    <Panel title="Due in this run" flush>
      <ul className="panel-list">
        {run.deadlines.map((one) => (
          <li key={one.id} className="row-apart">
            <span className="strong">{one.label}</span>
            <span className="row">
              <Time at={one.due} short />
              {one.state === 'ahead' && <Countdown until={one.due} />}
              {one.state === 'over' && (
                <Mark tone="wait" icon="clock">
                  Due now
                </Mark>
              )}
              {one.state === 'reached' && (
                <Mark tone="good" icon="check">
                  Reached
                </Mark>
              )}
              {one.state === 'met' && (
                <Mark tone="good" icon="check">
                  Done
                </Mark>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
