import { useEffect, useState } from 'react';
import { useStore } from '../../store/app-store.ts';
import { loader } from '../../store/loaded.ts';
import { useObservable } from '../../store/observable.ts';
import { FailureBox } from '../../ui/failure-box.tsx';
import { OwnKeyPanel } from './own-key-panel.tsx';
import { RequestPanel } from './request-panel.tsx';
import { WitnessedPanel } from './witnessed-panel.tsx';
import './witness-screen.css';

/** This console as somebody outside, for others: it remembers how long their record was, and says so under a key of its own. */
export function WitnessScreen() {
  const { client } = useStore();
  const [own] = useState(() => loader(() => client.witness.own({})));
  const { value, failure } = useObservable(own.state);
  const refresh = (): void => void own.refresh();
  useEffect(() => void own.refresh(), [own]);
  return (
    <div className="stack">
      <h1>Witness for others</h1>
      <p className="measure">
        Another console’s people ask you to remember how many entries their record has, and its root. If entries are
        removed or changed later, you notice. You learn nothing of the content.
      </p>
      <FailureBox failure={failure} onRetry={refresh} />
      {value !== null && value.key !== null && (
        <>
          <RequestPanel onChange={refresh} />
          <WitnessedPanel logs={value.logs} onChange={refresh} />
        </>
      )}
      {value !== null && <OwnKeyPanel own={value} onChange={refresh} />}
    </div>
  );
}
