import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { LatestInject } from '../exercise/latest-inject.tsx';
import { AnswerStrip } from './answer-strip.tsx';
import { ContainmentBoard } from './containment-board.tsx';
import { LedgerPanel } from './ledger-panel.tsx';
import { NextThing } from './next-thing.tsx';
import { QuickNote } from './quick-note.tsx';
import { SequencePanel } from './sequence-panel.tsx';
import { Situation } from './situation.tsx';
import { TriagePanel } from './triage-panel.tsx';
import './command.css';

/** The two-second answer: what is this, who commands, how long already, what is due, what now. */
export function CommandScreen({ view }: { readonly view: IncidentView }) {
  return (
    <div className="stack">
      <h1 className="unseen">Command: {view.codename}</h1>
      <AnswerStrip view={view} />
      <LatestInject view={view} />
      <div className="two-thirds">
        <NextThing view={view} />
        <QuickNote incident={view.incident} />
      </div>
      <ContainmentBoard view={view} />
      <div className="two-thirds">
        <div className="stack">
          <TriagePanel view={view} />
          <SequencePanel view={view} />
        </div>
        <div className="stack">
          <Situation view={view} />
          <LedgerPanel view={view} />
        </div>
      </div>
    </div>
  );
}
