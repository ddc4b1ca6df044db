import { minutesIn, type DrillView, type Release } from '../../../shared/exercise/drill.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

interface Props {
  readonly view: IncidentView;
  readonly drill: DrillView;
  readonly release: Release;
}

/** One inject as the players read it. */
export function Given({ view, drill, release }: Props) {
  return (
    <li className="stack-1">
      <p className="row-apart">
        <strong className="wrap">{release.channel}</strong>
        <span className="small soft">
          T+{minutesIn(drill, release.at)} min, <Time at={release.at} short />{' '}
          <EntryLink incident={view.incident} entry={release.entry} />
        </span>
      </p>
      <p className="wrap measure inject-text">{release.text}</p>
    </li>
  );
}
