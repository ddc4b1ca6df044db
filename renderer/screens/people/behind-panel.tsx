import { useState } from 'react';
import type { BehindView, ConsoleView, RosterGap } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CatchUpDialog } from './catch-up-dialog.tsx';

const WHAT: Readonly<Record<RosterGap['what'], string>> = {
  'new-key': 'the new key is not known there',
  signature: 'the new key is not confirmed there',
  unknown: 'not known there, or only with a key that ended',
  'still-counts': 'a key that ended here still counts there',
  voucher: 'the second voucher is missing there',
  roles: 'has other roles there',
};

/** Incidents that could not be written when people or keys changed: what they have not heard, and whose signatures they need. */
export function BehindPanel({ view }: { readonly view: ConsoleView }) {
  const [asked, setAsked] = useState(false);
  return (
    <Panel
      title="Incidents that missed a change"
      flush
      aside={
        <Button size="small" tone="primary" onPress={() => setAsked(true)}>
          Bring them up to date
        </Button>
      }
    >
      <div className="table-scroll">
        <table className="key-table">
          <thead>
            <tr>
              <th scope="col">Incident</th>
              <th scope="col">Person</th>
              <th scope="col">What it has not heard</th>
              <th scope="col">What it takes</th>
            </tr>
          </thead>
          <tbody>{view.behind.map((line) => rowsOf(line, view))}</tbody>
        </table>
      </div>
      {asked && <CatchUpDialog view={view} onClose={() => setAsked(false)} />}
    </Panel>
  );
}

function rowsOf({ incident, codename, gaps, problem }: BehindView, view: ConsoleView) {
  if (problem !== null)
    return (
      <tr key={incident}>
        <th scope="row">{codename}</th>
        <td colSpan={2}>cannot be opened: {problem}</td>
        <td>
          <Mark tone="wait" icon="clock">
            The ledger first
          </Mark>
        </td>
      </tr>
    );
  return gaps.map((gap, i) => (
    <tr key={`${incident} ${i}`}>
      <th scope="row">{codename}</th>
      <td>{gap.name}</td>
      <td>{WHAT[gap.what]}</td>
      <td>{whoCloses(gap, view)}</td>
    </tr>
  ));
}

function whoCloses({ by, name }: RosterGap, { session }: ConsoleView): string {
  if (by === 'two') return 'Two signatures, at one keyboard';
  return session.acting?.name === name ? 'Your signature' : `${name} signs in here`;
}
