import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
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
  readonly onNeed: (from: number, to: number) => void;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
}

const ROW = 44;

/** Only the rows in sight exist. Arrow keys move through the list, Enter opens an entry. */
export function TimelineRows({ total, sealed, witnessed, indexes, loaded, onNeed, selected, onSelect }: Props) {
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
  const last = items.at(-1);
  const oldest = last === undefined ? -1 : indexAt(last.index);

  useEffect(() => {
    if (indexes === null && newest >= 0) onNeed(oldest, newest);
  }, [indexes, newest, oldest, onNeed]);

  if (count === 0) return <Empty title={indexes === null ? 'Nothing is recorded yet.' : 'No loaded entry matches.'} />;
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
                onClick={() => onSelect(index)}
                onKeyDown={moveFocus}
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

/** Up and down walk the rows, so that a keyboard does not have to tab through a hundred thousand of them. */
function moveFocus(event: React.KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const item = event.currentTarget.parentElement;
  const place = Number(item?.getAttribute('aria-posinset')) + (event.key === 'ArrowDown' ? 1 : -1);
  const next = item?.parentElement?.querySelector<HTMLButtonElement>(`[aria-posinset="${place}"] > button`);
  if (next === null || next === undefined) return;
  event.preventDefault();
  next.focus();
}
