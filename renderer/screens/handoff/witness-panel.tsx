import { useState } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { TrustWitness } from './trust-witness.tsx';
import { WitnessExchange } from './witness-exchange.tsx';
import './witness.css';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly onPaper: () => void;
}

/** Somebody outside who remembers how long this ledger was: without one, a rollback of this machine shows to nobody. */
export function WitnessPanel({ view, consoleView, onPaper }: Props) {
  const { recorded, witnessed } = view.ledger;
  const trusted = consoleView.witnesses.filter((one) => !one.distrusted);
  const [chosen, setChosen] = useState<string | null>(null);
  const witness = trusted.find(({ vkey }) => vkey === chosen) ?? trusted[0] ?? null;
  const open = recorded - (witnessed?.size ?? 0);
  return (
    <Panel
      title="Witness"
      aside={
        witnessed === null ? (
          <Mark tone="wait" icon="ring">
            Seen by nobody outside
          </Mark>
        ) : (
          <Mark tone="good" icon="eye">{`${witnessed.size} of ${recorded} witnessed`}</Mark>
        )
      }
    >
      <p className="measure">
        {witnessed === null ? (
          'If this machine is put back to an older copy, nobody would notice. A witness is a colleague’s console, a second laptop, or a sheet of paper that remembers size and root. It learns nothing of the content.'
        ) : (
          <>
            <strong>{witnessed.by}</strong> saw the first {witnessed.size} entries, <Time at={witnessed.at} /> by its
            own clock. {open > 0 && `${open} ${open === 1 ? 'entry has' : 'entries have'} come since.`}
          </>
        )}
      </p>
      <div className="row">
        <Button icon="file" onPress={onPaper}>
          Root on paper
        </Button>
      </div>
      {trusted.length > 1 && (
        <Choice
          label="Witness"
          value={witness?.vkey ?? ''}
          options={trusted.map(({ vkey, name }) => ({ value: vkey, label: name }))}
          onChange={setChosen}
        />
      )}
      {witness !== null && <WitnessExchange key={witness.vkey} view={view} witness={witness} />}
      <TrustWitness witnesses={consoleView.witnesses} />
      {view.cosignatures.length > 0 && (
        <div className="stack-1">
          <h3>On record</h3>
          <ul className="stack-1">
            {view.cosignatures.toReversed().map((one) => (
              <li key={one.entry} className="small">
                {one.witness}: first {one.size} entries, <Time at={one.time} />{' '}
                <EntryLink incident={view.incident} entry={one.entry} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
