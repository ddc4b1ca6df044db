import type { DrillView } from '../../../shared/exercise/drill.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Given } from './given.tsx';
import { Lessons } from './lessons.tsx';

/** What the players were given, the latest first. Nothing of what comes. */
export function PlayersView({ view, drill }: { readonly view: IncidentView; readonly drill: DrillView }) {
  return (
    <>
      <p className="measure">
        {drill.script.by} facilitates “{drill.script.title}”. What reaches you appears here; play it as if it were real.
        The script opens for everybody when the exercise has ended.
      </p>
      <Panel title="What reached you" flush>
        {drill.released.length === 0 ? (
          <Empty title="Nothing has come yet." />
        ) : (
          <ol className="panel-list" reversed>
            {drill.released.toReversed().map((one) => (
              <Given key={one.entry} view={view} drill={drill} release={one} />
            ))}
          </ol>
        )}
      </Panel>
      <Lessons view={view} drill={drill} />
    </>
  );
}
