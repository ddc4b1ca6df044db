import { minutesIn } from '../../../shared/exercise/drill.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';
import { useSeenInjects } from '../../store/seen-injects.ts';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import './exercise.css';

/** On Command of an exercise: what came last, read out as it comes; before that, the way to a script. */
export function LatestInject({ view }: { readonly view: IncidentView }) {
  const { drill } = view;
  useSeenInjects(view);
  if (view.exercise && drill === null)
    return (
      <p className="note-box">
        This exercise has no script yet.{' '}
        <a href={incidentHash(view.incident, 'exercise')}>Choose one, and facilitate</a>
      </p>
    );
  const last = drill?.released.at(-1);
  if (!drill || !last || drill.ended !== null) return null;
  return (
    <Panel
      title={`Just in: ${last.channel}`}
      aside={
        <span className="small soft">
          T+{minutesIn(drill, last.at)} min, <Time at={last.at} short />{' '}
          <a href={incidentHash(view.incident, 'exercise')}>All that came</a>
        </span>
      }
    >
      <p className="wrap measure inject-text" aria-live="polite">
        {last.text}
      </p>
    </Panel>
  );
}
