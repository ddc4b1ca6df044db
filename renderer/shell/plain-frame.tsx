import type { ReactNode } from 'react';
import type { ConsoleView } from '../../shared/view/console-view.ts';
import { LinkLost } from './link-lost.tsx';
import { LookMenu } from './look-menu.tsx';
import { RecordingProblem } from './recording-problem.tsx';
import { Seat } from './seat.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './frame.css';

/** The frame without an incident: start, declare, verify. */
export function PlainFrame({ view, children }: { readonly view: ConsoleView | null; readonly children: ReactNode }) {
  useShortcuts(null);
  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={skipToMain}>
        Skip to content
      </a>
      <header className="bar">
        <a href="#/" className="brand">
          Bulkhead
        </a>
        <span className="soft bar-organisation">{view?.organisation?.name ?? ''}</span>
        <nav className="row bar-end" aria-label="Console">
          {view !== null && view.session.lead !== null && (
            <>
              <a className="bar-link" href="#/">
                Incidents
              </a>
              <a className="bar-link" href="#/people">
                People and keys
              </a>
              <a className="bar-link" href="#/witness">
                Witness for others
              </a>
            </>
          )}
          <a className="bar-link" href="#/verify">
            Verify a bundle
          </a>
          <LookMenu />
        </nav>
        {view !== null && <Seat session={view.session} />}
      </header>
      <LinkLost />
      {view !== null && <RecordingProblem problem={view.recordingProblem} />}
      <main id="main" tabIndex={-1} className="content content-plain">
        {children}
      </main>
    </div>
  );
}

/** The hash is the route, so the skip link moves the focus itself instead of changing it. */
export function skipToMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
