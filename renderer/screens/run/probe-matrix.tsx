import { LEVEL_NAMES, LEVELS, ROW_LABELS, type Level, type Seen } from '../../../shared/domain/probe-matrix.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { probeMatrix, type MatrixRow } from '../../../shared/view/probe-matrix-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import './probe-matrix.css';

interface Props {
  readonly view: IncidentView;
  readonly run: RunView;
}

/** What has to be open and what blocked at each level of a containment, and what the probes saw last. */
export function ProbeMatrix({ view, run }: Props) {
  if (run.playbook.id !== 'PB4') return null;
  const { level, rows } = probeMatrix(view.actions, run.run);
  // What another version applied may be in force: "none" would be a guess.
  const untold = view.foreignActions.some((one) => one.run === run.run && !one.withdrawn);
  // A statement in words fills no row.
  const stated = view.actions.some((one) => one.run === run.run && one.mode === 'attest');
  const none = untold ? 'Level not told here' : 'No level in force';
  return (
    <Panel
      title="Probe matrix"
      flush
      aside={<span className="small soft">{level === null ? none : `In force: ${LEVEL_NAMES[level]}`}</span>}
    >
      <div className="table-scroll">
        <table className="matrix probe-matrix">
          <thead>
            <tr>
              <th scope="col">Way</th>
              <th scope="col">Last seen</th>
              {LEVELS.map((one) => (
                <th key={one} scope="col" className={one === level ? 'matrix-now' : undefined}>
                  <LevelName level={one} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.row} row={row} level={level} untold={untold} />
            ))}
          </tbody>
        </table>
      </div>
      {untold ? (
        <p className="small soft matrix-note">
          What actions of another version probed is in the timeline, not in this table.
        </p>
      ) : (
        rows.every(({ seen }) => seen === null) && (
          <p className="small soft matrix-note">
            {stated
              ? 'Nothing was read from an output. What people stated stands with the action: hold it against the column of the level.'
              : 'Nothing probed yet: the dry run of a level asks every way once.'}
          </p>
        )
      )}
    </Panel>
  );
}

interface RowProps {
  readonly row: MatrixRow;
  readonly level: Level | null;
  readonly untold: boolean;
}

function Row({ row, level, untold }: RowProps) {
  return (
    <tr>
      <th scope="row">{ROW_LABELS[row.row]}</th>
      <td>
        <SeenMark row={row} unseen={untold ? 'Not told here' : 'Not probed'} />
        {row.at !== null && (
          <span className="small soft matrix-time">
            <Time at={row.at} short />
            {row.stale && ', before the last change'}
          </span>
        )}
      </td>
      {LEVELS.map((one) => (
        <td key={one} className={one === level ? 'matrix-now' : 'soft'}>
          {row.expected[one]}
        </td>
      ))}
    </tr>
  );
}

/** `L1` above, `restrict` below: four columns have to fit beside what was seen. */
function LevelName({ level }: { readonly level: Level }) {
  const [number, name] = LEVEL_NAMES[level].split(' ');
  return (
    <>
      {number} <span className="matrix-level">{name}</span>
    </>
  );
}

const SEEN_TEXT: Readonly<Record<Seen, string>> = {
  open: 'Open',
  drop: 'Blocked, dropped',
  reject: 'Blocked, refused',
  unclear: 'Unclear',
};

function SeenMark({ row: { seen, fits, stale }, unseen }: { readonly row: MatrixRow; readonly unseen: string }) {
  if (seen === null) return <span className="small soft">{unseen}</span>;
  if (seen === 'unclear')
    return (
      <Mark tone="wait" icon="question">
        {SEEN_TEXT.unclear}
      </Mark>
    );
  if (fits === null || stale) return <Mark tone="calm">{SEEN_TEXT[seen]}</Mark>;
  return (
    <Mark tone={fits ? 'good' : 'wait'} icon={fits ? 'check' : 'alert'}>
      {fits ? SEEN_TEXT[seen] : `${SEEN_TEXT[seen]}: not as it should be`}
    </Mark>
  );
}
