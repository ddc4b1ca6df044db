import { type ReactNode, useEffect, useRef } from 'react';
import type { ConsoleView } from '../../shared/view/console-view.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { AssetsScreen } from '../screens/assets/assets-screen.tsx';
import { CommandScreen } from '../screens/command/command-screen.tsx';
import { DecisionsScreen } from '../screens/decisions/decisions-screen.tsx';
import { EvidenceScreen } from '../screens/evidence/evidence-screen.tsx';
import { ExerciseScreen } from '../screens/exercise/exercise-screen.tsx';
import { HandoffScreen } from '../screens/handoff/handoff-screen.tsx';
import { NotificationsScreen } from '../screens/notifications/notifications-screen.tsx';
import { RunScreen } from '../screens/run/run-screen.tsx';
import { TimelineScreen } from '../screens/timeline/timeline-screen.tsx';
import { VerifyScreen } from '../screens/verify/verify-screen.tsx';
import { useStore } from '../store/app-store.ts';
import { useObservable } from '../store/observable.ts';
import { type Route, hashOf } from '../store/route.ts';
import { FailureBox } from '../ui/failure-box.tsx';
import { DeadlineTitle } from './deadline-title.tsx';
import { ExerciseBand } from './exercise-band.tsx';
import { DraftsLeft } from './drafts-left.tsx';
import { OpeningIncident } from './opening-incident.tsx';
import { PlainFrame, skipToMain } from './plain-frame.tsx';
import { Rail } from './rail.tsx';
import { LinkLost } from './link-lost.tsx';
import { RecordingProblem } from './recording-problem.tsx';
import { ScreenFault } from './screen-fault.tsx';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './frame.css';

type IncidentRoute = Extract<Route, { at: 'incident' }>;

export function IncidentFrame({
  consoleView,
  route,
}: {
  readonly consoleView: ConsoleView;
  readonly route: IncidentRoute;
}) {
  const store = useStore();
  const { value: view, failure } = useObservable(store.incident.state);
  useShortcuts(route.incident);
  if (view === null || view.incident !== route.incident) {
    return (
      <PlainFrame view={consoleView}>
        {failure === null ? (
          <OpeningIncident incident={route.incident} />
        ) : (
          <FailureBox failure={failure} onRetry={() => void store.incident.refresh()}>
            <p>
              <a href="#/">Back to the list of incidents</a>
            </p>
          </FailureBox>
        )}
      </PlainFrame>
    );
  }
  const problem = consoleView.recordingProblem ?? view.ledger.problem;
  return (
    <div className={view.exercise ? 'frame frame-incident frame-exercise' : 'frame frame-incident'}>
      <a className="skip" href="#main" onClick={skipToMain}>
        Skip to content
      </a>
      <DeadlineTitle view={view} screen={route.screen} />
      <TopBar view={view} session={consoleView.session} />
      <Rail view={view} current={route.screen} />
      <aside className="notices" aria-label="Notices">
        {view.exercise && <ExerciseBand view={view} />}
        <LinkLost />
        <RecordingProblem problem={problem} />
        <FailureBox failure={failure} onRetry={() => void store.incident.refresh()} />
        <DraftsLeft key={view.incident} scope={view.incident} />
      </aside>
      <Main>
        <ScreenFault at={hashOf(route)}>
          <Screen view={view} consoleView={consoleView} route={route} />
        </ScreenFault>
      </Main>
    </div>
  );
}

/** Comes after the page said that it is reading; the keyboard, which stood there, goes on from here. */
function Main({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main ref={place} id="main" tabIndex={-1} className="content">
      {children}
    </main>
  );
}

interface ScreenProps {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly route: IncidentRoute;
}

function Screen({ view, consoleView, route }: ScreenProps) {
  switch (route.screen) {
    case 'command':
      return <CommandScreen view={view} />;
    case 'run':
      return <RunScreen view={view} consoleView={consoleView} focus={route.focus} />;
    case 'exercise':
      // A live incident has no such screen; who comes by an old link stands on the first one.
      return view.exercise ? <ExerciseScreen view={view} consoleView={consoleView} /> : <CommandScreen view={view} />;
    case 'assets':
      return <AssetsScreen view={view} focus={route.focus} />;
    case 'decisions':
      return <DecisionsScreen view={view} />;
    case 'timeline':
      return <TimelineScreen view={view} focus={route.focus} />;
    case 'evidence':
      return <EvidenceScreen view={view} />;
    case 'notifications':
      return <NotificationsScreen view={view} focus={route.focus} />;
    case 'handoff':
      return <HandoffScreen view={view} consoleView={consoleView} />;
    case 'verify':
      return <VerifyScreen incident={view} />;
  }
}
