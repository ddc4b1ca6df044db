import { useState } from 'react';
import type { ClockState } from '../../../shared/law/clock-state.ts';
import { REGIME_LABELS, type ClockId } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OutsideButton } from '../../ui/outside-tick.tsx';
import { Panel } from '../../ui/panel.tsx';
import { boardParts, inBoardOrder } from './board-order.ts';
import { CalendarButton } from './calendar-button.tsx';
import { ClockLine } from './clock-line.tsx';
import { FileDialog } from './file-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';

/** Every clock of one entity. What is missed or next stands first and in full; what presses nobody now is folded, by its name. */
export function ClockBoard({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const [filing, setFiling] = useState<ClockId | null>(null);
  const [requested, setRequested] = useState(false);
  const quiet = new Set(entity.routing.findings.filter((one) => !one.raised).map((one) => one.regime));
  const stand = new Set(entity.dismissals.filter((one) => one.reopened === null).map((one) => one.regime));
  const isDismissed = (clock: ClockState): boolean => stand.has(clock.regime);
  const isQuiet = (clock: ClockState): boolean =>
    !isDismissed(clock) && quiet.has(clock.regime) && clock.state === 'not-started';
  const isExplained = ({ clockId }: ClockState): boolean =>
    view.explanations.some((one) => one.entity === entity.entity && one.stage === clockId);
  const { clocks: all } = entity.report;
  const parts = boardParts(
    all.filter((clock) => !isQuiet(clock) && !isDismissed(clock)),
    isExplained,
  );
  const line = (clock: ClockState, brief: boolean) => (
    <ClockLine
      key={clock.clockId}
      clock={clock}
      view={view}
      zone={entity.timeZone}
      brief={brief}
      onFile={() => setFiling(clock.clockId)}
    />
  );
  const lines = (clocks: readonly ClockState[]) => (
    <ul className="panel-list">{clocks.map((clock) => line(clock, true))}</ul>
  );
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
      {parts.next.length + parts.later.length > 0 && (
        <ul className="panel-list">
          {parts.next.map((clock) => line(clock, false))}
          {parts.later.map((clock) => line(clock, true))}
        </ul>
      )}
      {all.every((clock) => isQuiet(clock) || isDismissed(clock)) && (
        <Empty title="No clock applies on the answers so far.">
          Voluntary notification stays possible; see Facts and regimes.
        </Empty>
      )}
      <Folded
        count={['report is', 'reports are']}
        title="filed"
        names={parts.filed.map(({ title, state }) => (state === 'late-filed' ? `${title}, late` : title))}
        clocks={parts.filed}
      >
        {lines}
      </Folded>
      <Folded
        count={['clock has', 'clocks have']}
        title="not started: an earlier report or another event comes first"
        names={parts.waiting.map(({ title }) => title)}
        clocks={parts.waiting}
      >
        {lines}
      </Folded>
      <Folded title="not applicable by decision" clocks={inBoardOrder(all.filter(isDismissed))}>
        {lines}
      </Folded>
      <Folded title="of regimes that nothing on record points to" clocks={inBoardOrder(all.filter(isQuiet))}>
        {lines}
      </Folded>
      {filing !== null && <FileDialog view={view} entity={entity} stage={filing} onClose={() => setFiling(null)} />}
      {requested && <RequestDialog view={view} entity={entity} onClose={() => setRequested(false)} />}
    </Panel>
  );
}

interface FoldedProps {
  readonly count?: readonly [one: string, several: string];
  readonly title: string;
  /** What is folded away, so that nobody has to open it to know; else the regimes are named. */
  readonly names?: readonly string[];
  readonly clocks: readonly ClockState[];
  readonly children: (clocks: readonly ClockState[]) => React.ReactNode;
}

function Folded({ count: [one, several] = ['clock', 'clocks'], title, names, clocks, children }: FoldedProps) {
  if (clocks.length === 0) return null;
  const said = names ?? new Set(clocks.map((clock) => REGIME_LABELS[clock.regime]));
  return (
    <details className="clock-quiet">
      <summary>
        <strong>
          {clocks.length} {clocks.length === 1 ? one : several} {title}
        </strong>{' '}
        ({[...said].join('; ')})
      </summary>
      {children(clocks)}
    </details>
  );
}
