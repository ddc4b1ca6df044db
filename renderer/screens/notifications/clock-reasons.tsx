import type { ClockState } from '../../../shared/law/clock-state.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { clockEntries } from '../../../shared/view/clock-entries.ts';
import { Icon } from '../../ui/icon.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { sourceText } from './regimes-panel.tsx';

function assumption({ assumes, filedNow }: NonNullable<ClockState['projection']>): string {
  const [first = '', ...later] = assumes;
  if (!filedNow) return `${assumes.join(' and ')} ${later.length === 0 ? 'is' : 'are'} filed when due`;
  return `${first} is filed now${later.length === 0 ? '' : ` and ${later.join(' and ')} when due`}`;
}

interface Props {
  readonly clock: ClockState;
  readonly view: IncidentView;
  readonly zone: string;
}

/** How the date of a clock comes about: anchor, relief, readings that are no deadline, notes, sources. */
export function ClockReasons({ clock, view, zone }: Props) {
  return (
    <div className="stack-2 clock-reasons">
      <p className="measure">{clock.explanation}</p>
      {clock.anchor.at !== null && (
        <p>
          Counts from <ZoneTime at={clock.anchor.at} zone={zone} />: {clock.anchor.text}.
          {clockEntries(view, clock).map((entry) => (
            <EntryLink key={entry} incident={view.incident} entry={entry} />
          ))}
        </p>
      )}
      {clock.relief !== null && (
        <p className="measure">
          Moved from <ZoneTime at={clock.relief.without} zone={zone} />: {clock.relief.reason} ({clock.relief.basis}).
        </p>
      )}
      {clock.latestArguable !== null && (
        <p className="note-box measure">
          <strong>For counsel only, not to be worked to:</strong> a later reading ends {clock.latestArguable.local}.{' '}
          {clock.latestArguable.reason}
        </p>
      )}
      {clock.projection !== null && (
        <p className="measure">
          If {assumption(clock.projection)}, this one would fall on {clock.projection.local}. That is a projection, not
          a deadline.
        </p>
      )}
      {clock.problems.map((problem) => (
        <p key={`${problem.code} ${problem.field}`} className="row">
          <Icon name="alert" /> <span className="grow">{problem.message}</span>
        </p>
      ))}
      {clock.notes.length > 0 && (
        <ul className="bullets">
          {clock.notes.map((note) => (
            <li key={note} className="measure">
              {note}
            </li>
          ))}
        </ul>
      )}
      <p className="small soft">Sources: {clock.sources.map((tag) => sourceText(view, tag)).join('; ')}</p>
    </div>
  );
}
