import { useCallback, useEffect, useRef, useState } from 'react';
import type { TimelineRow } from '../../../shared/view/timeline-view.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';

const PAGE = 200;
const LARGEST_PAGE = 500;

interface Timeline {
  readonly loaded: ReadonlyMap<number, TimelineRow>;
  readonly failure: ShownFailure | null;
  readonly loadingAll: boolean;
  /** Makes sure that an inclusive range of entries is fetched. */
  need(from: number, to: number): void;
  loadAll(): Promise<void>;
  retry(): void;
}

/** Pages of the ledger by entry index. Entries never change, so a page once fetched is only asked again for its seal. */
export function useTimeline(incident: string, total: number, sealed: number): Timeline {
  const { client } = useStore();
  const [loaded, setLoaded] = useState<ReadonlyMap<number, TimelineRow>>(new Map());
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [loadingAll, setLoadingAll] = useState(false);
  const asked = useRef(new Set<number>());
  const rows = useRef(loaded);
  rows.current = loaded;

  const fetchPage = useCallback(
    async (from: number, count: number): Promise<void> => {
      try {
        const page = await client.incident.timeline({ incident: incident as `inc-${string}`, from, count });
        setLoaded((before) => {
          const next = new Map(before);
          for (const row of page.rows) next.set(row.index, row);
          return next;
        });
        setFailure(null);
      } catch (error) {
        for (let at = from; at < from + count; at += PAGE) asked.current.delete(Math.floor(at / PAGE));
        setFailure(failureOf(error));
      }
    },
    [client, incident],
  );

  const need = useCallback(
    (from: number, to: number): void => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        const start = page * PAGE;
        const end = Math.min(start + PAGE, total);
        const complete = end > start && rows.current.has(end - 1) && rows.current.has(start);
        if (complete || (asked.current.has(page) && end - start === PAGE)) continue;
        asked.current.add(page);
        void fetchPage(start, PAGE);
      }
    },
    [fetchPage, total],
  );

  const loadAll = useCallback(async (): Promise<void> => {
    setLoadingAll(true);
    for (let from = 0; from < total; from += LARGEST_PAGE) await fetchPage(from, LARGEST_PAGE);
    setLoadingAll(false);
  }, [fetchPage, total]);

  // New entries and new seals arrive at the end; the last page is small and tells both.
  useEffect(() => {
    if (total > 0) void fetchPage(Math.max(0, total - PAGE), PAGE);
  }, [fetchPage, total, sealed]);

  const retry = useCallback(() => need(Math.max(0, total - PAGE), Math.max(0, total - 1)), [need, total]);
  return { loaded, failure, loadingAll, need, loadAll, retry };
}
