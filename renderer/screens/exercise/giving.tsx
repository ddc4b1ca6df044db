import type { DrillView } from '../../../shared/exercise/drill.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';

/** Who gives what is due: the console, by the clock of the exercise, or the facilitator. */
export function Giving({ view, drill }: { readonly view: IncidentView; readonly drill: DrillView }) {
  const { automatic } = drill;
  const set = useCommand('Who gives the injects', ({ client }) =>
    client.exercise.setAutomatic({ incident: view.incident as `inc-${string}`, on: !automatic }),
  );
  return (
    <div className="stack-1">
      <p className="row small">
        <span className="grow">
          {automatic
            ? 'The console gives what is due. A jump of the clock gives everything in between.'
            : 'You give every inject yourself.'}
        </span>
        <Button size="small" busy={set.busy} onPress={() => void set.send()}>
          {automatic ? 'I give them myself' : 'Let the console give them'}
        </Button>
      </p>
      <FailureBox failure={set.failure} />
    </div>
  );
}
