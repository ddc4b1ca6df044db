import { type ReactNode, useEffect, useRef } from 'react';
import { I18nProvider } from 'react-aria-components';
import { DeclareScreen } from '../screens/declare/declare-screen.tsx';
import { PeopleScreen } from '../screens/people/people-screen.tsx';
import { StartScreen } from '../screens/start/start-screen.tsx';
import { VerifyScreen } from '../screens/verify/verify-screen.tsx';
import { WitnessScreen } from '../screens/witness/witness-screen.tsx';
import { type AppStore, StoreProvider } from '../store/app-store.ts';
import { useObservable } from '../store/observable.ts';
import { type Route, hashOf, useRoute } from '../store/route.ts';
import { FailureBox } from '../ui/failure-box.tsx';
import { DialogDoor } from './dialog-door.tsx';
import { IncidentFrame } from './incident-frame.tsx';
import { PlainFrame } from './plain-frame.tsx';
import { ScreenFault } from './screen-fault.tsx';
import { titleOf } from './title.ts';
import { ToastList } from './toast-list.tsx';

export function App({ store }: { readonly store: AppStore }) {
  return (
    <StoreProvider value={store}>
      <I18nProvider locale="en-GB">
        <WholePage>
          <DialogDoor>
            <Screens store={store} />
          </DialogDoor>
        </WholePage>
        <ToastList />
      </I18nProvider>
    </StoreProvider>
  );
}

function WholePage({ children }: { readonly children: ReactNode }) {
  return <ScreenFault at={hashOf(useRoute())}>{children}</ScreenFault>;
}

function Screens({ store }: { readonly store: AppStore }) {
  const route = useRoute();
  const { value: view, failure } = useObservable(store.console.state);
  useTitle(route);
  const incident = route.at === 'incident' ? route.incident : null;
  const lead = view?.session.lead?.fingerprint ?? null;
  useEffect(() => store.watch(incident), [store, incident]);
  // What was refused while the console was locked is asked again.
  useEffect(() => {
    if (lead !== null) void store.refreshIncident();
  }, [store, lead]);
  useArrival(route);

  if (view === null) {
    return (
      <PlainFrame view={null}>
        {failure === null ? (
          <p className="soft">Asking the console…</p>
        ) : (
          <FailureBox failure={failure} onRetry={() => void store.console.refresh()} />
        )}
      </PlainFrame>
    );
  }
  if (route.at === 'verify') {
    return (
      <PlainFrame view={view}>
        <VerifyScreen incident={null} />
      </PlainFrame>
    );
  }
  if (!view.setUp || view.session.lead === null || route.at === 'start') {
    return (
      <PlainFrame view={view}>
        <StartScreen view={view} />
      </PlainFrame>
    );
  }
  if (route.at === 'declare') {
    return (
      <PlainFrame view={view}>
        <DeclareScreen view={view} />
      </PlainFrame>
    );
  }
  if (route.at === 'people') {
    return (
      <PlainFrame view={view}>
        <PeopleScreen view={view} />
      </PlainFrame>
    );
  }
  if (route.at === 'witness') {
    return (
      <PlainFrame view={view}>
        <WitnessScreen />
      </PlainFrame>
    );
  }
  return <IncidentFrame consoleView={view} route={route} />;
}

/** A new screen starts at its top, and the keyboard goes on from there instead of from the link that led to it. */
function useArrival(route: Route): void {
  const place =
    route.at === 'incident'
      ? `${route.incident} ${route.screen} ${route.screen === 'run' ? route.focus : ''}`
      : route.at;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [place]);
}

function useTitle(route: Route): void {
  useEffect(() => {
    // In an incident the title tells of its deadlines too.
    if (route.at !== 'incident') document.title = titleOf(route.at);
  }, [route]);
}
