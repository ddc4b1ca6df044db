import type { IncidentView, PlayClockView } from '../../shared/view/incident-view.ts';
import { useCommand } from '../store/command.ts';
import { useNow } from '../store/now.ts';
import { Button } from '../ui/button.tsx';
import { FailureBox } from '../ui/failure-box.tsx';
import { localText } from '../ui/time-text.ts';
import { useDialogDoor } from './open-dialog.ts';
import { paceText } from './pace-text.ts';

/** On every screen of an exercise: that it is one, what its clock shows, and whether it goes. */
export function ExerciseBand({ view }: { readonly view: IncidentView }) {
  const { playClock } = view;
  const open = useDialogDoor();
  const set = useCommand('Exercise clock', ({ client }, running: boolean) =>
    client.incident.setExerciseClock({ incident: view.incident as `inc-${string}`, running, why: '' }),
  );
  return (
    <>
      <section className="exercise-band" aria-label="Exercise">
        <div className="exercise-plate">
          <p className="strong">Exercise. Nothing here is live, and nothing is performed.</p>
          {playClock !== null && <PlayTime clock={playClock} />}
          <div className="row">
            {playClock !== null && (
              <Button size="small" busy={set.busy} onPress={() => void set.send(!playClock.ticking)}>
                {playClock.ticking ? 'Stop the clock' : 'Let it go on'}
              </Button>
            )}
            <Button size="small" icon="clock" onPress={() => open({ kind: 'exercise-clock' })}>
              {playClock === null ? 'Give it a clock' : 'Pace and jump'}
            </Button>
          </div>
        </div>
      </section>
      <FailureBox failure={set.failure} onRetry={() => void set.send(playClock?.ticking !== true)} />
    </>
  );
}

function PlayTime({ clock }: { readonly clock: PlayClockView }) {
  const text = localText(new Date(useNow()).toISOString());
  return (
    <p>
      <span role="timer" aria-live="off" aria-label="Time of the exercise" className="strong figures">
        {text}
      </span>{' '}
      <span className="small">{stateText(clock)}</span>
    </p>
  );
}

function stateText({ running, ticking, pace }: PlayClockView): string {
  if (ticking) return paceText(pace);
  return running ? 'stands still: nobody touched it for four hours' : 'stands still';
}
