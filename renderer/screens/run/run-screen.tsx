import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { ENDED_WORDS, isOver } from '../../../shared/view/run-end.ts';
import { incidentHash } from '../../store/route.ts';
import { HoldsPanel } from '../evidence/holds-panel.tsx';
import { ActionPanel } from './action-panel.tsx';
import { ActionsPanel } from './actions-panel.tsx';
import { DeadlinesPanel } from './deadlines-panel.tsx';
import { DraftForm } from './draft-form.tsx';
import { draftRun, draftTarget } from './draft-target.ts';
import { ForeignPanel } from './foreign-panel.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { OffersPanel } from './offers-panel.tsx';
import { ProbeMatrix } from './probe-matrix.tsx';
import { RetrainPanel } from './retrain-panel.tsx';
import { RunApproval } from './run-approval.tsx';
import { RunChart } from './run-chart.tsx';
import { StartRun } from './start-run.tsx';
import { StepPanel } from './step-panel.tsx';
import { StrategyPanel } from './strategy-panel.tsx';
import { UnderWay } from './under-way.tsx';
import { WatchPanel } from './watch-panel.tsx';
import './run.css';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  /** An action id, `draft-<target>` with or without a template, a run id, or nothing. */
  readonly focus: string | null;
}

export function RunScreen({ view, consoleView, focus }: Props) {
  const action = view.actions.find((one) => one.action === focus);
  const target = draftTarget(view, focus);
  const run =
    target !== null
      ? draftRun(view, target)
      : (view.runs.find((one) => one.run === (action?.run ?? focus)) ??
        view.runs.find((one) => !isOver(one)) ??
        view.runs[0]);
  if (run === undefined || focus === 'new') return <StartRun view={view} wanted={target?.label ?? null} />;
  return (
    <div className="stack">
      <div className="row-apart">
        <h1>{run.title}</h1>
        <RunPicker view={view} current={run.run} />
      </div>
      <RunApproval run={run} />
      <div className="run-columns">
        <RunChart run={run} />
        <div className="stack">
          {action !== undefined ? (
            <ActionPanel key={action.action} view={view} consoleView={consoleView} action={action} />
          ) : target !== null ? (
            <DraftForm key={focus} view={view} run={run} target={target} />
          ) : (
            <>
              <StepPanel key={run.current} view={view} consoleView={consoleView} run={run} />
              {(run.offers.length > 0 || !run.byWave) && <UnderWay view={view} run={run} />}
              <ForeignPanel view={view} run={run} />
              <ProbeMatrix view={view} run={run} />
              {run.playbook.id === 'PB1' && run.current === 'strategy' && <StrategyPanel view={view} />}
              {run.playbook.id === 'PB2' && run.current === 'legalHold' && <HoldsPanel view={view} />}
              {run.playbook.id === 'PB3' && run.current === 'matrix' && <MatrixPanel />}
              {run.playbook.id === 'PB3' && <RetrainPanel view={view} run={run} />}
              <WatchPanel run={run} />
              <DeadlinesPanel run={run} />
              {run.byWave && <ActionsPanel view={view} run={run} />}
              {run.offers.length > 0 && <OffersPanel view={view} run={run} />}
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function RunPicker({ view, current }: { readonly view: IncidentView; readonly current: string }) {
  return (
    <nav className="row run-picker" aria-label="Runs">
      {view.runs.length > 1 &&
        view.runs.map((run) => (
          <a
            key={run.run}
            href={incidentHash(view.incident, 'run', run.run)}
            aria-current={run.run === current ? 'true' : undefined}
          >
            <strong>{run.playbook.id}</strong> {run.title}
            {run.closed ? ' (closed)' : run.ended && ` (${ENDED_WORDS})`}
          </a>
        ))}
      <a href={incidentHash(view.incident, 'run', 'new')}>Start another playbook</a>
    </nav>
  );
}
