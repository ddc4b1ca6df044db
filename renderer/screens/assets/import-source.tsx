import { useEffect, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useStore } from '../../store/app-store.ts';
import { useObservable } from '../../store/observable.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Panel } from '../../ui/panel.tsx';

interface Props {
  readonly incident: string;
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
  readonly onIncident: (incident: `inc-${string}`) => void;
}

/** Where the register comes from: a file, or what another incident of this console knows. */
export function ImportSource({ incident, busy, onFile, onIncident }: Props) {
  const { incidents } = useStore();
  const { value } = useObservable(incidents.state);
  useEffect(() => {
    void incidents.refresh();
  }, [incidents]);
  const others = (value ?? []).filter((one) => one.incident !== incident);
  const [chosen, setChosen] = useState('');
  return (
    <Panel title="Where from">
      <div className="halves">
        <div className="stack-2">
          <p>
            A CSV or YAML file, at most 1 MiB and 2,000 rows. One row for each asset or credential; the first row of a
            CSV names the columns. In YAML a list, or <code>assets:</code> and <code>credentials:</code> with a list
            each.
          </p>
          <p className="small soft">
            The file itself is not kept, only its hash: it may hold secrets in columns that are left out.
          </p>
          <div>
            <FileTrigger
              acceptedFileTypes={['.csv', '.tsv', '.txt', '.yaml', '.yml']}
              onSelect={(files) => {
                const file = files?.item(0);
                if (file) onFile(file);
              }}
            >
              <Button icon="file" tone="primary" busy={busy}>
                Choose a file
              </Button>
            </FileTrigger>
          </div>
        </div>
        <div className="stack-2">
          {others.length === 0 ? (
            <p className="soft">Another incident of this console could lend its register; there is none yet.</p>
          ) : (
            <>
              <Choice
                label="Or the register of another incident"
                value={chosen}
                options={others.map((one) => ({ value: one.incident, label: one.codename }))}
                onChange={setChosen}
              />
              <div>
                <Button busy={busy} isDisabled={chosen === ''} onPress={() => onIncident(chosen as `inc-${string}`)}>
                  Look at it
                </Button>
              </div>
            </>
          )}
        </div>
      </div>
    </Panel>
  );
}
