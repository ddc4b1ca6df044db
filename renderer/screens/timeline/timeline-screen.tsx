import { useEffect, useMemo, useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { TimelineRow } from '../../../shared/view/timeline-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useObservable } from '../../store/observable.ts';
import { go } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { countText } from '../../ui/time-text.ts';
import { EntryDrawer } from './entry-drawer.tsx';
import { witnessedSize } from './seal-word.ts';
import { TimelineRows } from './timeline-rows.tsx';
import { createTimeline } from './timeline-store.ts';
import './timeline.css';

/** Up to here a filter fetches the whole ledger by itself; a larger one asks first. */
const BY_ITSELF = 50_000;

/** Every entry of the ledger, newest first. Rows are fetched as they come into sight. */
export function TimelineScreen({ view, focus }: { readonly view: IncidentView; readonly focus: string | null }) {
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState('all');
  const total = view.ledger.recorded;
  const { client } = useStore();
  const timeline = useMemo(() => createTimeline(client, view.incident), [client, view.incident]);
  const { loaded, failure, loadingAll } = useObservable(timeline.state);
  // What the filter and the drawer look at first is the end of the ledger.
  useEffect(() => {
    if (total > 0) timeline.need(Math.max(0, total - 100), total - 1);
  }, [timeline, total]);
  const selected = focus !== null && /^\d+$/.test(focus) ? Number(focus) : null;
  useEffect(() => {
    if (selected !== null && selected < total) timeline.need(selected, selected);
  }, [timeline, selected, total]);
  const asked = numberIn(search, total);
  const filtering = search.trim() !== '' || kind !== 'all';
  const kinds = useMemo(() => [...new Set([...loaded.values()].map((row) => row.kind))].sort(), [loaded]);
  const indexes = useMemo(() => (filtering ? matching(loaded, search, kind) : null), [filtering, loaded, search, kind]);
  const whole = loaded.size >= total;
  useEffect(() => {
    if (filtering && total <= BY_ITSELF) void timeline.loadAll(total);
  }, [timeline, filtering, total]);
  const select = (index: number | null): void =>
    go({ at: 'incident', incident: view.incident, screen: 'timeline', focus: index === null ? null : String(index) });
  /** Among its neighbours, not among what matches the number. */
  const jump = (index: number): void => {
    setSearch('');
    setKind('all');
    select(index);
  };
  return (
    <div className="timeline">
      <div className="row-apart">
        <h1>Timeline</h1>
        <span className="soft">
          {countText(total)} entries
          {indexes !== null && `, ${countText(indexes.length)} match`}
          {indexes !== null && !whole && ` in ${countText(loaded.size)} looked through`}
        </span>
      </div>
      <div className="timeline-filter">
        <div data-key="filter" className="grow">
          <TextInput
            label="Filter by text or person, or find an entry by its number"
            hideLabel
            type="search"
            placeholder="Text, person, or the number of an entry"
            value={search}
            onChange={setSearch}
            onEnter={() => asked !== null && jump(asked)}
          />
        </div>
        {asked !== null && (
          <Button tone="primary" icon="arrow" onPress={() => jump(asked)}>{`Go to entry #${asked}`}</Button>
        )}
        <Choice
          label="Kind of entry"
          hideLabel
          value={kind}
          options={[{ value: 'all', label: 'All kinds' }, ...kinds.map((name) => ({ value: name, label: name }))]}
          onChange={setKind}
        />
        {filtering && !whole && (total > BY_ITSELF || loadingAll) && (
          <Button
            busy={loadingAll}
            onPress={() => void timeline.loadAll(total)}
          >{`Look through all ${countText(total)}`}</Button>
        )}
      </div>
      <FailureBox failure={failure} onRetry={() => void timeline.loadAll(total)} />
      <output className="unseen">
        {indexes === null || loadingAll ? '' : `${indexes.length} of ${loaded.size} entries match`}
      </output>
      <div className={selected === null ? 'timeline-columns' : 'timeline-columns timeline-open'}>
        <TimelineRows
          total={total}
          sealed={view.ledger.sealed}
          witnessed={witnessedSize(view.ledger)}
          indexes={indexes}
          whole={whole}
          loaded={loaded}
          onNeed={timeline.need}
          selected={selected}
          onSelect={select}
        />
        {selected !== null && selected < total && (
          <EntryDrawer
            key={selected}
            incident={view.incident}
            index={selected}
            total={total}
            sealed={view.ledger.sealed}
            witnessed={witnessedSize(view.ledger)}
            row={loaded.get(selected) ?? null}
            onSelect={select}
          />
        )}
      </div>
    </div>
  );
}

/** `15000` or `#15000`, where there is such an entry: it can be jumped to. */
function numberIn(search: string, total: number): number | null {
  const digits = /^#?(\d{1,9})$/.exec(search.trim())?.[1];
  return digits !== undefined && Number(digits) < total ? Number(digits) : null;
}

function matching(loaded: ReadonlyMap<number, TimelineRow>, search: string, kind: string): readonly number[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: number[] = [];
  for (const row of loaded.values()) {
    if (kind !== 'all' && row.kind !== kind) continue;
    const text = `${row.about ?? ''} ${row.text} ${row.actor} ${row.kind} #${row.index}`.toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(row.index);
  }
  return found.sort((a, b) => b - a);
}
