import { useState } from 'react';
import type { ConsoleView, OperatorView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { BehindPanel } from './behind-panel.tsx';
import { ConsoleKeyPanel } from './console-key-panel.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { EnrolmentSheet } from './enrolment-sheet.tsx';
import { EndedTable, KeyTable } from './key-tables.tsx';
import { KeyDialog, type KeyAction } from './key-dialog.tsx';
import { PermitsPanel } from './permits-panel.tsx';
import './people.css';

/** Who can sign at this console, with which key, and what became of the keys before. */
export function PeopleScreen({ view }: { readonly view: ConsoleView }) {
  const [enrolling, setEnrolling] = useState(false);
  const [action, setAction] = useState<{ readonly does: KeyAction; readonly key: OperatorView } | null>(null);
  const [sheet, setSheet] = useState<string | null>(null);
  const printed = view.operators.find((one) => one.fingerprint === sheet);
  if (printed !== undefined) {
    return <EnrolmentSheet view={view} line={printed} onClose={() => setSheet(null)} />;
  }
  // By name: a new key must not move a person to the end of the list.
  const standing = view.operators.filter((one) => !one.revoked).toSorted((a, b) => a.name.localeCompare(b.name));
  const ended = view.operators.filter((one) => one.revoked);
  return (
    <div className="stack">
      <h1>People and keys</h1>
      {view.behind.length > 0 && <BehindPanel view={view} />}
      <Panel
        title="Keys that count"
        flush
        aside={
          <Button size="small" icon="plus" onPress={() => setEnrolling(true)}>
            Enrol a person
          </Button>
        }
      >
        <KeyTable
          view={view}
          lines={standing}
          onAction={(does, key) => setAction({ does, key })}
          onSheet={(key) => setSheet(key.fingerprint)}
        />
      </Panel>
      {view.permits !== null && <PermitsPanel view={view} permits={view.permits} />}
      {view.consoleKey !== null && <ConsoleKeyPanel view={view} consoleKey={view.consoleKey} />}
      {ended.length > 0 && (
        <Panel title="Keys that no longer count" flush>
          <EndedTable view={view} lines={ended} onAction={(does, key) => setAction({ does, key })} />
        </Panel>
      )}
      <p className="small soft">
        What was signed before a key ended stands. Each change here is an entry in the console journal, signed by the
        people named; changes of people and keys are in every incident too.
      </p>
      {enrolling && <EnrolDialog view={view} onClose={() => setEnrolling(false)} />}
      {action !== null && (
        <KeyDialog does={action.does} line={action.key} view={view} onClose={() => setAction(null)} />
      )}
    </div>
  );
}
