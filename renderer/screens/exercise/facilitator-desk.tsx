import { useEffect, useMemo } from 'react';
import { minutesIn, type DrillView } from '../../../shared/exercise/drill.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { playedRows, scoreOf } from '../../../shared/exercise/score.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { loader } from '../../store/loaded.ts';
import { useNow } from '../../store/now.ts';
import { useObservable } from '../../store/observable.ts';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AfterAction } from './after-action.tsx';
import { FreeInject } from './free-inject.tsx';
import { Given } from './given.tsx';
import { Giving } from './giving.tsx';
import { InjectRow } from './inject-row.tsx';
import { Lessons } from './lessons.tsx';
import { Penalties } from './penalties.tsx';
import { ScorePanel } from './score-panel.tsx';

interface Props {
  readonly view: IncidentView;
  readonly drill: DrillView;
  readonly facilitates: boolean;
}

/** The whole script, what became of each row, and the score. */
export function FacilitatorDesk({ view, drill, facilitates }: Props) {
  const { client } = useStore();
  const plan = useMemo(
    () => loader(() => client.exercise.plan({ incident: view.incident as `inc-${string}` })),
    [client, view.incident],
  );
  const { value: scenario, failure } = useObservable(plan.state);
  useEffect(() => void plan.refresh(), [plan]);
  // A row turns due by the clock of the exercise, which may go sixty times as fast.
  const now = new Date(useNow()).toISOString() as Instant;
  if (scenario === null) return <FailureBox failure={failure} onRetry={() => void plan.refresh()} />;
  const rows = playedRows(scenario, drill, now);
  const plays = facilitates && drill.ended === null;
  const free = drill.released.filter(({ inject }) => !scenario.injects.some(({ id }) => id === inject));
  return (
    <>
      <div className="row-apart">
        <p className="strong">
          {scenario.title}
          {scenario.id !== 'own' && <span className="soft"> ({scenario.id})</span>}
        </p>
        <p className="figures" role="timer" aria-live="off">
          {drill.ended === null
            ? `T+${minutesIn(drill, now)} min`
            : `Ended at T+${minutesIn(drill, drill.ended.at)} min`}
        </p>
      </div>
      {plays && <Giving view={view} drill={drill} />}
      {drill.ended === null && drill.judged.length === 0 && scenario.story !== '' && (
        <p className="note-box measure">
          <strong>Read this to the players:</strong> {scenario.story}
        </p>
      )}
      <div className="two-thirds">
        <Panel title="Script" flush aside={<span className="small soft">{rows.length} injects</span>}>
          <ol className="panel-list">
            {rows.map((row) => (
              <InjectRow key={row.inject.id} view={view} drill={drill} row={row} plays={plays} />
            ))}
          </ol>
        </Panel>
        <div className="stack">
          <ScorePanel view={view} score={scoreOf(rows, drill)} plays={plays} />
          {plays && <FreeInject view={view} />}
          <Penalties view={view} drill={drill} plays={plays} />
          {drill.ended !== null && <AfterAction view={view} drill={drill} scenario={scenario} />}
          <Lessons view={view} drill={drill} />
        </div>
      </div>
      {free.length > 0 && (
        <Panel title="Given beside the script" flush>
          <ol className="panel-list">
            {free.map((one) => (
              <Given key={one.entry} view={view} drill={drill} release={one} />
            ))}
          </ol>
        </Panel>
      )}
    </>
  );
}
