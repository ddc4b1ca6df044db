import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { LeftOpenList } from './left-open-list.tsx';

interface Props {
  readonly view: IncidentView;
  readonly run: RunView;
  /** Where no heading says so. */
  readonly marked: boolean;
}

/** Who ended a run without its playbook, why, and what it left open then. */
export function RunEnded({ view, run: { ended }, marked }: Props) {
  if (ended === null) return null;
  return (
    <div className="stack-2">
      <p className="row">
        {marked && <EndedMark />}
        <span className="small soft">
          {ended.by}, <Time at={ended.at} short /> <EntryLink incident={view.incident} entry={ended.entry} />
        </span>
      </p>
      <p className="measure wrap">{ended.reason}</p>
      <p className="small soft">
        {ended.because === 'absent'
          ? 'Its version was not in the console that ended it.'
          : 'The console that ended it could not follow its record.'}{' '}
        Exit criteria were not asked.
      </p>
      {ended.open.length === 0 ? (
        <p className="small">Nothing was open on record then.</p>
      ) : (
        <LeftOpenList view={view} title="Open when it was ended" open={ended.open} />
      )}
    </div>
  );
}

export function EndedMark() {
  return (
    <Mark tone="wait" icon="alert">
      Ended without its playbook
    </Mark>
  );
}
