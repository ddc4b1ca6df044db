import { useEffect, useMemo, useRef, useState } from 'react';
import { revocationGraph, type RevocationGraph } from '../../../shared/view/revocation-graph.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AssetsHead } from './assets-head.tsx';
import { BlastPanel } from './blast-panel.tsx';
import { Gaps, Minters, WhatBreaks } from './graph-answers.tsx';
import { GraphDrawing } from './graph-drawing.tsx';
import { neighbourhood } from './graph-layout.ts';
import { GraphTable } from './graph-table.tsx';
import './graph.css';

/** More boxes than this are not read, they are stared at: the worst come first, the rest on demand. */
const CROWDED = 45;
const WORST = 6;

function worst(graph: RevocationGraph): ReadonlySet<string> {
  return new Set(graph.impacts.slice(0, WORST).flatMap(({ credential }) => [...neighbourhood(graph, credential)]));
}

/** What falls if this key falls. `selected` is a credential, an asset or a function of the business. */
export function GraphScreen({ view, selected }: { readonly view: IncidentView; readonly selected: string | null }) {
  const [asTable, setAsTable] = useState(false);
  const [whole, setWhole] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  // A box or a link may be selected far down the page; the answer stands at its top.
  useEffect(() => {
    if (selected !== null) answer.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const graph = useMemo(() => revocationGraph(view), [view]);
  const boxes = new Set([...graph.impacts.map(({ credential }) => credential), ...graph.edges.map(({ to }) => to)]);
  const drawn = selected !== null && boxes.has(selected) ? selected : null;
  const crowded = drawn === null && boxes.size > CROWDED;
  const part = whole ? null : drawn !== null ? neighbourhood(graph, drawn) : crowded ? worst(graph) : null;
  if (graph.impacts.length === 0)
    return (
      <div className="stack">
        <AssetsHead view={view} part="graph" />
        <Panel title="Revocation graph">
          <Empty title="No credential is registered, so nothing can fall.">
            <p>
              Register the keys that reach your assets, and say which assets use them, on{' '}
              <a href={incidentHash(view.incident, 'assets')}>Register</a>. The graph then shows what each revocation
              breaks.
            </p>
          </Empty>
        </Panel>
      </div>
    );
  return (
    <div className="stack">
      <AssetsHead view={view} part="graph" />
      <div ref={answer} className="blast-place">
        <BlastPanel view={view} graph={graph} selected={selected} />
      </div>
      <Panel
        title="Revocation graph"
        flush
        aside={
          <>
            {crowded && !whole && !asTable && <span className="small soft">The {WORST} with the highest score</span>}
            {(drawn !== null || crowded) && !asTable && (
              <Button size="small" tone="quiet" icon={whole ? 'eye' : 'graph'} onPress={() => setWhole(!whole)}>
                {whole ? (drawn === null ? 'Only the worst' : 'Only what hangs on it') : `All ${boxes.size} boxes`}
              </Button>
            )}
            <Button size="small" tone="quiet" icon={asTable ? 'graph' : 'list'} onPress={() => setAsTable(!asTable)}>
              {asTable ? 'As drawing' : 'As table'}
            </Button>
          </>
        }
      >
        {asTable ? (
          <GraphTable view={view} graph={graph} />
        ) : (
          <GraphDrawing view={view} graph={graph} part={part} selected={drawn} />
        )}
      </Panel>
      <div className="halves">
        <WhatBreaks view={view} graph={graph} />
        <Minters view={view} graph={graph} />
      </div>
      <Gaps view={view} graph={graph} />
    </div>
  );
}
