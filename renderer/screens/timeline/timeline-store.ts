import type { TimelineRow } from '../../../shared/view/timeline-view.ts';
import type { Client } from '../../client/client.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { type Observable, observable } from '../../store/observable.ts';

const PAGE = 200;
const LARGEST_PAGE = 500;

export interface TimelineState {
  readonly loaded: ReadonlyMap<number, TimelineRow>;
  readonly failure: ShownFailure | null;
  readonly loadingAll: boolean;
}

export interface TimelineStore {
  readonly state: Observable<TimelineState>;
  /** Makes sure that an inclusive range of entries is fetched. */
  readonly need: (from: number, to: number) => void;
  /** Fetches whatever is missing, the newest first; a second call while it runs does nothing. */
  readonly loadAll: (total: number) => Promise<void>;
}

/** Pages of a ledger by entry index. Entries never change, so what was fetched once is not asked for again. */
export function createTimeline(client: Client, incident: string): TimelineStore {
  const state = observable<TimelineState>({ loaded: new Map(), failure: null, loadingAll: false });
  const underWay = new Set<number>();

  async function fetchPage(from: number, count: number): Promise<void> {
    try {
      const page = await client.incident.timeline({ incident: incident as `inc-${string}`, from, count });
      const loaded = new Map(state.get().loaded);
      for (const row of page.rows) loaded.set(row.index, row);
      state.set({ ...state.get(), loaded, failure: null });
    } catch (error) {
      state.set({ ...state.get(), failure: failureOf(error) });
    }
  }

  return {
    state,
    need: (from, to) => {
      const { loaded } = state.get();
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        const first = Math.max(from, page * PAGE);
        const last = Math.min(to, page * PAGE + PAGE - 1);
        if (underWay.has(page) || (loaded.has(first) && loaded.has(last))) continue;
        underWay.add(page);
        void fetchPage(page * PAGE, PAGE).finally(() => underWay.delete(page));
      }
    },
    loadAll: async (total) => {
      if (state.get().loadingAll) return;
      state.set({ ...state.get(), loadingAll: true, failure: null });
      // The newest first: what is looked for at night mostly happened tonight.
      for (let end = total; end > 0 && state.get().failure === null; end -= LARGEST_PAGE) {
        const from = Math.max(0, end - LARGEST_PAGE);
        if (!isLoaded(state.get().loaded, from, end)) await fetchPage(from, end - from);
      }
      state.set({ ...state.get(), loadingAll: false });
    },
  };
}

function isLoaded(loaded: ReadonlyMap<number, TimelineRow>, from: number, end: number): boolean {
  for (let index = from; index < end; index += 1) if (!loaded.has(index)) return false;
  return true;
}
