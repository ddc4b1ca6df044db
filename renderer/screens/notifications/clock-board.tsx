import { useState } from 'react';
import type { ClockState } from '../../../shared/law/clock-state.ts';
import { REGIME_LABELS, type ClockId } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OutsideButton } from '../../ui/outside-tick.tsx';
import { Panel } from '../../ui/panel.tsx';
import { inBoardOrder } from './board-order.ts';
import { CalendarButton } from './calendar-button.tsx';
import { ClockLine } from './clock-line.tsx';
import { FileDialog } from './file-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';

/** Every clock of one entity. What presses stands first; what nothing points to, and what was dismissed, is folded away. */
export function ClockBoard({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const [filing, setFiling] = useState<ClockId | null>(null);
  const [requested, setRequested] = useState(false);
  const quiet = new Set(entity.routing.findings.filter((one) => !one.raised).map((one) => one.regime));
  const stand = new Set(entity.dismissals.filter((one) => one.reopened === null).map((one) => one.regime));
  const isDismissed = (clock: ClockState): boolean => stand.has(clock.regime);
  const isQuiet = (clock: ClockState): boolean =>
    !isDismissed(clock) && quiet.has(clock.regime) && clock.state === 'not-started';
  const sorted = inBoardOrder(entity.report.clocks);
  const lines = (clocks: readonly ClockState[]) => (
    <ul className="panel-list">
      {clocks.map((clock) => (
        <ClockLine
          key={clock.clockId}
          clock={clock}
          view={view}
          zone={entity.timeZone}
          onFile={() => setFiling(clock.clockId)}
        />
      ))}
    </ul>
  );
  const shown = sorted.filter((clock) => !isQuiet(clock) && !isDismissed(clock));
  return (
    <Panel
      title={`Clocks of ${entity.entityName}`}
      flush
      aside={
        <>
          {entity.report.clocks.some(({ anchor }) => anchor.rule.event === 'requested') && (
            <Button size="small" onPress={() => setRequested(true)}>
              An authority asked
            </Button>
          )}
          <OutsideButton />
          <CalendarButton view={view} entity={entity} />
        </>
      }
    >
      {entity.report.problems.map((problem) => (
        <p key={`${problem.code} ${problem.field}`} className="clock-problem">
          <Icon name="alert" /> {problem.message} <code>{problem.code}</code>
        </p>
      ))}
      {shown.length === 0 ? (
        <Empty title="No clock applies on the answers so far.">
          Voluntary notification stays possible; see Facts and regimes.
        </Empty>
      ) : (
        lines(shown)
      )}
      <Folded title="not applicable by decision" clocks={sorted.filter(isDismissed)}>
        {lines}
      </Folded>
      <Folded title="of regimes that nothing on record points to" clocks={sorted.filter(isQuiet)}>
        {lines}
      </Folded>
      {filing !== null && <FileDialog view={view} entity={entity} stage={filing} onClose={() => setFiling(null)} />}
      {requested && <RequestDialog view={view} entity={entity} onClose={() => setRequested(false)} />}
    </Panel>
  );
}

function Folded({
  title,
  clocks,
  children,
}: {
  readonly title: string;
  readonly clocks: readonly ClockState[];
  readonly children: (clocks: readonly ClockState[]) => React.ReactNode;
}) {
  if (clocks.length === 0) return null;
  const regimes = [...new Set(clocks.map((clock) => REGIME_LABELS[clock.regime]))].join('; ');
  return (
    <details className="clock-quiet">
      <summary>
        {clocks.length === 1 ? '1 clock' : `${clocks.length} clocks`} {title} ({regimes})
      </summary>
      {children(clocks)}
    </details>
  );
}
