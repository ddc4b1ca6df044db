import { minutesIn } from '../../../shared/exercise/drill.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import './exercise.css';

/** On Command while an exercise is played: what came last, read out as it comes. */
export function LatestInject({ view }: { readonly view: IncidentView }) {
  const { drill } = view;
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
