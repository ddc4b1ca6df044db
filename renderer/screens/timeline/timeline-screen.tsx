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
  const filtering = search.trim() !== '' || kind !== 'all';
  const kinds = useMemo(() => [...new Set([...loaded.values()].map((row) => row.kind))].sort(), [loaded]);
  const indexes = useMemo(() => (filtering ? matching(loaded, search, kind) : null), [filtering, loaded, search, kind]);
  const selected = focus !== null && /^\d+$/.test(focus) ? Number(focus) : null;
  const select = (index: number | null): void =>
    go({ at: 'incident', incident: view.incident, screen: 'timeline', focus: index === null ? null : String(index) });
  return (
    <div className="timeline">
      <div className="row-apart">
        <h1>Timeline</h1>
        <span className="soft">
          {countText(total)} entries, {countText(loaded.size)} loaded
        </span>
      </div>
      <div className="timeline-filter">
        <div data-key="filter" className="grow">
          <TextInput
            label="Filter by text or person"
            hideLabel
            type="search"
            placeholder="Filter by text or person"
            value={search}
            onChange={setSearch}
          />
        </div>
        <Choice
          label="Kind of entry"
          hideLabel
          value={kind}
          options={[{ value: 'all', label: 'All kinds' }, ...kinds.map((name) => ({ value: name, label: name }))]}
          onChange={setKind}
        />
        {filtering && loaded.size < total && (
          <Button
            busy={loadingAll}
            onPress={() => void timeline.loadAll(total)}
          >{`Load all ${countText(total)}`}</Button>
        )}
      </div>
      <FailureBox failure={failure} onRetry={() => timeline.need(0, total - 1)} />
      <output className="unseen">
        {indexes === null ? '' : `${indexes.length} of ${loaded.size} loaded entries match`}
      </output>
      <div className={selected === null ? 'timeline-columns' : 'timeline-columns timeline-open'}>
        <TimelineRows
          total={total}
          sealed={view.ledger.sealed}
          witnessed={witnessedSize(view.ledger)}
          indexes={indexes}
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
