import { type Context, createContext, useContext } from 'react';
import type { CatalogView } from '../../shared/view/catalog-view.ts';
import type { ConsoleView, IncidentLine } from '../../shared/view/console-view.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import type { Connection } from '../client/client.ts';
import { type Collection, createCollection } from './collecting.ts';
import { copyDrafts } from './draft-copies.ts';
import { followFeed } from './feed.ts';
import { type Loader, loader } from './loaded.ts';
import { type Observable, observable } from './observable.ts';
import { nowOf, type Reckoning } from './reckoning.ts';
import { remindOfDeadlines } from './reminders.ts';
import { type Toasts, createToasts } from './toasts.ts';

/** `refused`: a console answers, and it does not know this page. */
export type LinkState = 'connecting' | 'live' | 'lost' | 'refused';

/** What the window knows: last answers of the console, never decisions of its own. */
export interface AppStore extends Connection {
  readonly console: Loader<ConsoleView>;
  readonly catalog: Loader<CatalogView>;
  readonly incidents: Loader<readonly IncidentLine[]>;
  readonly incident: Loader<IncidentView>;
  readonly link: Observable<LinkState>;
  /** Console time minus the clock of this window, in milliseconds. */
  readonly skew: Observable<number>;
  /** How time goes in the incident that is followed: an exercise has a clock of its own. Null while none is followed. */
  readonly reckoning: Observable<Reckoning | null>;
  readonly toasts: Toasts;
  readonly collection: Collection;
  /** Follows one incident from now on; null follows none. */
  watch(incident: string | null): void;
  /** Asks again for the incident that is followed, if any. */
  refreshIncident(): Promise<void>;
  start(): void;
}

export function createStore(connection: Connection): AppStore {
  const { client } = connection;
  const skew = observable(0);
  const reckoning = observable<Reckoning | null>(null);
  const link = observable<LinkState>('connecting');
  const toasts = createToasts();
  let watched: string | null = null;

  const keepTime = (now: string): void => skew.set(Date.parse(now) - Date.now());
  const reckon = ({ now, playClock }: IncidentView): void => {
    const pace = playClock === null ? 1 : playClock.ticking ? playClock.pace : 0;
    reckoning.set({ now: Date.parse(now), since: Date.now(), pace });
  };
  const consoleLoader = loader(
    () => client.console.view({}),
    (view) => keepTime(view.now),
  );
  const catalog = loader(() => client.console.catalog({}));
  const incidents = loader(() => client.incidents.list({}));
  const incident = loader(
    () =>
      watched === null
        ? Promise.reject(new Error('no incident is open'))
        : client.incident.view({ incident: watched as `inc-${string}` }),
    (view) => {
      keepTime(view.playClock?.wall ?? view.now);
      reckon(view);
      toasts.sealedUpTo(view.ledger.sealed);
    },
  );

  // While locked the console answers nothing about incidents; asking would only be refused.
  const isOpen = (): boolean => (consoleLoader.state.get().value?.session.lead ?? null) !== null;
  const refreshIncident = async (): Promise<void> => {
    if (watched !== null && isOpen()) await incident.refresh();
  };
  const refreshAll = async (): Promise<void> => {
    await consoleLoader.refresh();
    void refreshIncident();
    if (isOpen()) void incidents.refresh();
  };

  return {
    ...connection,
    console: consoleLoader,
    catalog,
    incidents,
    incident,
    link,
    skew,
    reckoning,
    toasts,
    collection: createCollection(connection, toasts, () => void refreshIncident()),
    watch: (id) => {
      if (id === watched) return;
      watched = id;
      reckoning.set(null);
      incident.forget();
      void refreshIncident();
    },
    refreshIncident,
    start: () => {
      void refreshAll();
      void catalog.refresh();
      copyDrafts(client, consoleLoader.state);
      remindOfDeadlines(incidents.state, incident.state, {
        live: () => Date.now() + skew.get(),
        played: () => nowOf({ reckoning, skew }),
      });
      followFeed(client, {
        onState: (state) => {
          link.set(state);
          if (state !== 'live') return;
          // What was missed while the link was down is not known, so everything is asked again.
          void refreshAll();
        },
        onEvent: (event) => {
          if (event.what === 'console') void refreshAll();
          // Its dates may have changed, also those of an incident that another window works on.
          if (event.what === 'incident' && isOpen()) void incidents.refresh();
          if (event.what === 'console') return;
          if (event.what === 'tick' || event.incident === null || event.incident === watched) void refreshIncident();
        },
      });
    },
  };
}

const StoreContext: Context<AppStore | null> = createContext<AppStore | null>(null);
export const StoreProvider = StoreContext.Provider;

export function useStore(): AppStore {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('no store above this component');
  return store;
}
