import type { RunView } from '../../../shared/view/run-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown, Time } from '../../ui/time.tsx';

/** Checks that come due after the cut: that nobody minted a new credential, that no copy of the model turned up. */
export function WatchPanel({ run }: { readonly run: RunView }) {
  if (run.watch.length === 0) return null;
  return (
    <Panel title={run.byWave ? 'Watch for new credentials' : 'Watch for leaked copies'} flush>
      <ul className="panel-list">
        {run.watch.map((check) => (
          <li key={check.label} className="row-apart">
            <span className="strong">{check.label}</span>
            <span className="row">
              <Time at={check.due} short />
              {check.state === 'ahead' && <Countdown until={check.due} />}
              {check.state === 'due' && (
                <Mark tone="wait" icon="clock">
                  Due now
                </Mark>
              )}
              {check.state === 'clean' && (
                <Mark tone="good" icon="check">
                  Found clean
                </Mark>
              )}
              {check.state === 'remint' && (
                <Mark tone="wait" icon="alert">
                  New credential found
                </Mark>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
