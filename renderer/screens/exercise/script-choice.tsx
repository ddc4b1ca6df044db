import { useEffect, useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { EXAMPLE_MSEL } from '../../../shared/exercise/example-msel.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { failureOf, type ShownFailure } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { loader } from '../../store/loaded.ts';
import { useObservable } from '../../store/observable.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { OneOf, Tick } from '../../ui/tick.tsx';
import { chosenFile } from '../assets/chosen-file.ts';

type Script = { readonly scenario: string } | { readonly title: string; readonly csv: string };

/** Before it begins: a scenario of this console, or a list of injects from a spreadsheet. */
export function ScriptChoice({ view }: { readonly view: IncidentView }) {
  const { client } = useStore();
  const scenarios = useMemo(() => loader(() => client.exercise.scenarios({})), [client]);
  const { value, failure } = useObservable(scenarios.state);
  useEffect(() => void scenarios.refresh(), [scenarios]);
  const [chosen, setChosen] = useState('');
  const [automatic, setAutomatic] = useState(true);
  const [refused, setRefused] = useState<ShownFailure | null>(null);
  const start = useCommand('Script', (store, script: Script) =>
    store.client.exercise.start({ incident: view.incident as `inc-${string}`, script, automatic }),
  );
  const take = async (file: File): Promise<void> => {
    setRefused(null);
    start.clear();
    try {
      const read = await chosenFile(file);
      if ('refused' in read) setRefused(read.refused);
      else await start.send({ title: read.name.replace(/\.[a-z]+$/i, '').slice(0, 120), csv: read.bytes });
    } catch (error) {
      setRefused(failureOf(error));
    }
  };
  const fitting = (value ?? []).toSorted(
    (a, b) => Number(b.patterns.includes(view.pattern)) - Number(a.patterns.includes(view.pattern)),
  );
  return (
    <>
      <p className="measure">
        Whoever starts a script facilitates: gives the players what the script holds, judges what they do, and ends the
        exercise. The script is shown while that person has the keyboard, and to nobody else until the end. The minutes
        of the script count from its start, by the clock of the exercise.
      </p>
      <FailureBox failure={failure} onRetry={() => void scenarios.refresh()} />
      <Tick selected={automatic} onChange={setAutomatic}>
        The console gives each inject when it is due, so that one keyboard is enough. Contingencies stay with you.
      </Tick>
      <div className="two-thirds">
        <Panel title="A scenario of this console">
          <OneOf
            label="Scenario"
            hideLabel
            value={chosen}
            onChange={setChosen}
            items={fitting.map((one) => ({
              value: one.id,
              label: (
                <span className="stack-1">
                  <span>
                    <strong>
                      {one.id} {one.title}
                    </strong>{' '}
                    <span className="soft">
                      {one.patterns.join(', ')}; {one.injects} injects in {one.minutes} minutes
                    </span>
                  </span>
                  <span className="small soft">{one.objectives.join('. ')}.</span>
                </span>
              ),
            }))}
          />
          <div>
            <Button
              tone="primary"
              icon="play"
              busy={start.busy}
              isDisabled={chosen === ''}
              onPress={() => void start.send({ scenario: chosen })}
            >
              Start it, and facilitate
            </Button>
          </div>
        </Panel>
        <Panel title="Or a list of your own">
          <p>
            A CSV file, one inject a row. Columns: <code>seq</code>, <code>T+min</code> (or <code>only if</code> for a
            contingency), <code>channel</code>, <code>inject</code>, <code>expected action</code>, <code>pts</code>,{' '}
            <code>window</code>.
          </p>
          <div className="row">
            <FileTrigger
              acceptedFileTypes={['.csv', '.tsv', '.txt']}
              onSelect={(files) => {
                const file = files?.item(0);
                if (file) void take(file);
              }}
            >
              <Button icon="file" busy={start.busy}>
                Choose a file, and facilitate
              </Button>
            </FileTrigger>
            <CopyButton text={EXAMPLE_MSEL} what="example of a script" label="Copy an example" />
          </div>
        </Panel>
      </div>
      <FailureBox failure={refused ?? start.failure} />
    </>
  );
}
