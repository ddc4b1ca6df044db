import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useSeenInjects } from '../../store/seen-injects.ts';
import { FacilitatorDesk } from './facilitator-desk.tsx';
import { PlayersView } from './players-view.tsx';
import { ScriptChoice } from './script-choice.tsx';
import './exercise.css';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
}

/** The script for whoever facilitates; for everybody else what they were given. Once it has ended, all of it for all. */
export function ExerciseScreen({ view, consoleView }: Props) {
  const { drill } = view;
  useSeenInjects(view);
  const acting = consoleView.session.acting?.fingerprint;
  return (
    <div className="stack">
      <h1>Exercise</h1>
      {drill === null ? (
        <ScriptChoice view={view} />
      ) : drill.ended !== null || drill.facilitator === acting ? (
        // Another person at the keyboard must not find the script of the one before.
        <FacilitatorDesk key={acting} view={view} drill={drill} facilitates={drill.facilitator === acting} />
      ) : (
        <PlayersView view={view} drill={drill} />
      )}
    </div>
  );
}
