import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';

export function LedgerPanel({ view }: { readonly view: IncidentView }) {
  const { recorded, sealed, root, lastSealedAt, problem, witnessed, timestamped } = view.ledger;
  const behind = recorded - sealed;
  return (
    <Panel
      title="Ledger"
      aside={
        problem !== null ? (
          <Mark tone="wait" icon="alert">
            Cannot record
          </Mark>
        ) : behind === 0 ? (
          <Mark tone="good" icon="seal">
            All sealed
          </Mark>
        ) : (
          <Mark tone="wait" icon="clock">{`${behind} not sealed`}</Mark>
        )
      }
    >
      {problem !== null && <p>{problem}</p>}
      <dl className="facts">
        <dt>Recorded</dt>
        <dd>{recorded} entries, read back from disk</dd>
        <dt>Sealed</dt>
        <dd>{sealed} under a signed checkpoint</dd>
        <dt>Last seal</dt>
        <dd>{lastSealedAt === null ? 'None yet' : <Time at={lastSealedAt} />}</dd>
        <dt>Witnessed</dt>
        <dd>
          {witnessed === null && timestamped === null && 'By nobody outside'}
          {witnessed !== null && <p>{`${witnessed.size} entries, by ${witnessed.by}`}</p>}
          {timestamped !== null && (
            <p className="wrap">{`${timestamped.size} entries, time-stamped by ${timestamped.tsa}`}</p>
          )}
        </dd>
        <dt>Root</dt>
        <dd>
          <Hash value={root} what="root of the last checkpoint" />
        </dd>
      </dl>
    </Panel>
  );
}
