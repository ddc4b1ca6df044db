import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { LEFT_TEXT, type LeftOpen } from '../../../shared/view/run-end.ts';
import { incidentHash } from '../../store/route.ts';

interface Props {
  readonly view: IncidentView;
  readonly title: string;
  readonly open: readonly LeftOpen[];
}

/** What a run leaves open, by action, with what was said of it. */
export function LeftOpenList({ view, title, open }: Props) {
  return (
    <div className="stack-1">
      <p className="small soft">{title}</p>
      <ul className="stack-1">
        {open.map((one) => (
          <li key={one.action} className="wrap">
            {view.actions.some(({ action }) => action === one.action) ? (
              <a href={incidentHash(view.incident, 'run', one.action)}>{one.label}</a>
            ) : (
              <strong>{one.label}</strong>
            )}
            : {LEFT_TEXT[one.what]}
            {one.told !== null && `. Reported: ${one.told}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
