import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { STAMP_MEANING } from '../../../shared/view/timestamp-text.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { TimestampImport } from './timestamp-import.tsx';
import { TimestampRequest } from './timestamp-request.tsx';
import './witness.css';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
}

/** Somebody outside with a clock of their own: without one, the only time in this ledger is this machine's. */
export function TimestampPanel({ view, consoleView }: Props) {
  const { recorded, timestamped } = view.ledger;
  const trusted = new Set(consoleView.timestampRoots.map(({ rootSha256 }) => rootSha256));
  return (
    <Panel
      title="Time-stamp"
      aside={
        timestamped === null ? (
          <Mark tone="wait" icon="ring">
            No time from outside
          </Mark>
        ) : (
          <Mark tone="good" icon="clock">{`${timestamped.size} of ${recorded} time-stamped`}</Mark>
        )
      }
    >
      <p className="measure">
        {timestamped === null ? (
          'The times in this record are this machine’s own. A time-stamping authority signs one hash of the record with its clock. It needs a network, so the request travels by stick; the authority learns nothing of the content.'
        ) : (
          <>
            The first {timestamped.size} entries existed not later than <Time at={timestamped.genTime} />, by the clock
            of <strong>{timestamped.tsa}</strong>.
          </>
        )}
      </p>
      <p className="small soft measure">{STAMP_MEANING}</p>
      <ol className="exchange">
        <TimestampRequest view={view} />
        <TimestampImport view={view} />
      </ol>
      {view.timestamps.length > 0 && (
        <div className="stack-1">
          <h3>On record</h3>
          <ul className="stack-1">
            {view.timestamps.toReversed().map((one) => (
              <li key={one.entry} className="small">
                {one.tsaName}: first {one.size} entries, <Time at={one.genTime} />
                {one.rootSha256 !== null && trusted.has(one.rootSha256)
                  ? '; its certificate leads to a trusted root'
                  : '; whose certificate signed it was not shown'}{' '}
                <EntryLink incident={view.incident} entry={one.entry} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {consoleView.timestampRoots.length > 0 && (
        <div className="stack-1">
          <h3>Trusted root certificates</h3>
          <ul className="stack-1">
            {consoleView.timestampRoots.map(({ name, rootSha256 }) => (
              <li key={rootSha256} className="small">
                {name}, SHA-256 fingerprint <code className="wrap">{rootSha256}</code>: compare all of it with what the
                authority publishes.
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
