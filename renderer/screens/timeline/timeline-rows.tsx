import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TimelineRow } from '../../../shared/view/timeline-view.ts';
import { useNow } from '../../store/now.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { rowTimeText, utcText } from '../../ui/time-text.ts';
import { SEAL_ICON, sealWord } from './seal-word.ts';

interface Props {
  readonly total: number;
  readonly sealed: number;
  /** Entries that a witness or a time-stamp covers. */
  readonly witnessed: number;
  /** Entries to show, newest first; null shows all of the ledger. */
  readonly indexes: readonly number[] | null;
  readonly loaded: ReadonlyMap<number, TimelineRow>;
  /** Nothing is left to be fetched. */
  readonly whole: boolean;
  readonly onNeed: (from: number, to: number) => void;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
}

const ROW = 44;

/** Only the rows in sight exist. Arrow keys, Page, Home and End move through the list, Enter opens an entry. */
export function TimelineRows({ total, sealed, witnessed, indexes, loaded, whole, onNeed, selected, onSelect }: Props) {
  const frame = useRef<HTMLElement>(null);
  const now = useNow(60_000);
  const count = indexes === null ? total : indexes.length;
  const indexAt = (place: number): number => (indexes === null ? total - 1 - place : (indexes[place] ?? 0));
  // oxlint-disable-next-line react/incompatible-library -- owner: renderer; the virtualizer is not memoised by a compiler here
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const newest = items[0] === undefined ? -1 : indexAt(items[0].index);
  const end = items.at(-1);
  const oldest = end === undefined ? -1 : indexAt(end.index);

  useEffect(() => {
    if (indexes === null && newest >= 0) onNeed(oldest, newest);
  }, [indexes, newest, oldest, onNeed]);

  useKeptPlace(frame, indexes === null ? total : null);

  // Whoever comes by a link or a number sees the entry among its neighbours.
  const place = selected === null ? -1 : indexes === null ? total - 1 - selected : indexes.indexOf(selected);
  const drawn = items.some((item) => item.index === place);
  const shown = useRef(-1);
  useEffect(() => {
    const again = shown.current === selected;
    shown.current = selected ?? -1;
    if (place >= 0 && !again) virtual.scrollToIndex(place, { align: drawn ? 'auto' : 'center' });
  }, [virtual, place, selected, drawn]);

  // One stop for the tab key: each row it reached would bring the next one into being, twenty thousand times.
  const [last, setLast] = useState<number | null>(null);
  const isDrawn = (index: number | null): index is number => items.some((item) => indexAt(item.index) === index);
  const stop = isDrawn(last) ? last : isDrawn(selected) ? selected : newest;

  if (count === 0)
    return (
      <Empty title={indexes === null ? 'Nothing is recorded yet.' : whole ? 'No entry matches.' : 'No match so far.'} />
    );
  return (
    <section ref={frame} className="timeline-rows" aria-label="Entries, newest first">
      <ol style={{ height: virtual.getTotalSize() }} className="timeline-canvas">
        {items.map((item) => {
          const index = indexAt(item.index);
          const row = loaded.get(index);
          return (
            <li
              key={index}
              className="timeline-item"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              aria-setsize={count}
              aria-posinset={item.index + 1}
            >
              <button
                type="button"
                className={index === selected ? 'timeline-row timeline-row-selected' : 'timeline-row'}
                aria-current={index === selected ? 'true' : undefined}
                tabIndex={index === stop ? 0 : -1}
                onFocus={() => setLast(index)}
                onClick={() => onSelect(index)}
                onKeyDown={(event) => moveFocus(event, count, (at) => virtual.scrollToIndex(at, { align: 'auto' }))}
              >
                <span className="timeline-index">#{index}</span>
                {row === undefined ? (
                  <span className="soft">…</span>
                ) : (
                  <>
                    <span className="timeline-time" title={timesText(row)}>
                      {rowTimeText(row.exercise ?? row.at, now)}
                    </span>
                    <span className="timeline-text">
                      {row.about !== null && <strong>{row.about}: </strong>}
                      {row.text}
                    </span>
                    <span className="timeline-actor">{row.actor}</span>
                  </>
                )}
                <span className="timeline-seal">
                  <Icon name={SEAL_ICON[sealWord(index, sealed, witnessed)]} size={14} />
                  {sealWord(index, sealed, witnessed)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function timesText({ at, exercise }: TimelineRow): string {
  return exercise === null ? utcText(at) : `${utcText(exercise)} in the exercise; recorded ${utcText(at)}`;
}

/** New entries come in on top; who reads further down keeps the rows that are in front of them. */
function useKeptPlace(frame: React.RefObject<HTMLElement | null>, total: number | null): void {
  const before = useRef(total);
  useLayoutEffect(() => {
    const more = total === null || before.current === null ? 0 : total - before.current;
    before.current = total;
    if (more > 0 && (frame.current?.scrollTop ?? 0) > 0)
      frame.current?.scrollBy({ top: more * ROW, behavior: 'instant' });
  }, [frame, total]);
}

/** Rows to go for each key: a keyboard does not have to tab through a hundred thousand of them. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/** The row may not exist yet: it is brought into sight first, and gets the focus once it is drawn. */
function moveFocus(event: React.KeyboardEvent<HTMLButtonElement>, count: number, show: (place: number) => void): void {
  const step = STEPS[event.key];
  const item = event.currentTarget.parentElement;
  const list = item?.parentElement;
  if (step === undefined || item === null || list === null || list === undefined) return;
  event.preventDefault();
  const place = Math.min(count, Math.max(1, Number(item.getAttribute('aria-posinset')) + step));
  const focus = (tries: number): void => {
    const next = list.querySelector<HTMLButtonElement>(`[aria-posinset="${place}"] > button`);
    if (next !== null) next.focus({ preventScroll: true });
    else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
  };
  show(place - 1);
  focus(20);
}
