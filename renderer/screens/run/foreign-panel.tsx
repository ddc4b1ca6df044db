import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

/** Actions of this run that another version of the console drafted: what is on record of them is in the timeline, their state is not told. */
export function ForeignPanel({ view, run }: { readonly view: IncidentView; readonly run: RunView }) {
  const rows = view.foreignActions.filter((one) => one.run === run.run && !one.withdrawn);
  if (rows.length === 0) return null;
  return (
    <Panel title="Actions of another version" flush>
      <p className="panel-body soft">
        This console does not have the version that these were drafted under, so it cannot tell where they stand.
        {run.ended === null && ' The run cannot be closed here, only ended on record.'} Look at the real systems, or
        open the home with the version of before.
      </p>
      <ul className="panel-list">
        {rows.map((one) => (
          <li key={one.action} className="row-apart">
            <span className="stack-1">
              <span className="strong wrap">{one.targetLabel}</span>
              <span className="small soft">
                {one.template} version {one.version}, drafted{' '}
                <EntryLink incident={view.incident} entry={one.draftedEntry} />, last entry{' '}
                <EntryLink incident={view.incident} entry={one.lastEntry} />
              </span>
            </span>
            <Mark tone="wait" icon="question">
              Not told here
            </Mark>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
