import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RevocationGraph } from '../../../shared/view/revocation-graph.ts';
import { incidentHash } from '../../store/route.ts';
import { Icon } from '../../ui/icon.tsx';
import { BOX_HEIGHT, BOX_WIDTH, layoutGraph, neighbourhood, type GraphNode } from './graph-layout.ts';
import { boxTexts, focusOf, type BoxText } from './graph-names.ts';

interface Props {
  readonly view: IncidentView;
  readonly graph: RevocationGraph;
  /** Only these are drawn; null draws all. */
  readonly part: ReadonlySet<string> | null;
  readonly selected: string | null;
}

/** Each box is a link: Tab reaches it, Enter selects it. The table says the same in rows. */
export function GraphDrawing({ view, graph, part, selected }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(1000);
  useLayoutEffect(() => {
    const box = place.current;
    if (box === null) return;
    const watch = new ResizeObserver(() => setRoom(box.clientWidth - 32));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  const texts = useMemo(() => boxTexts(view, graph), [view, graph]);
  const { nodes, edges, columns, width, height } = layoutGraph(graph, part, room);
  const lit = selected === null ? null : neighbourhood(graph, selected);
  return (
    <div ref={place} className="graph-place">
      <svg className="graph" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {columns.map(({ column, x, title }) => (
          <text key={column} x={x} y="16" className="graph-title">
            {title}
          </text>
        ))}
        <g aria-hidden="true">
          {edges.map(({ key, from, to, kind, path }) => (
            <path
              key={key}
              d={path}
              className={`graph-edge graph-${kind}${lit !== null && lit.has(from) && lit.has(to) ? ' graph-lit' : ''}`}
            />
          ))}
        </g>
        {nodes.map((node) => (
          <Box
            key={node.id}
            node={node}
            text={texts.get(node.id)}
            href={incidentHash(view.incident, 'assets', focusOf(node.id))}
            selected={node.id === selected}
            faint={lit !== null && !lit.has(node.id)}
          />
        ))}
      </svg>
      <Legend />
    </div>
  );
}

interface BoxProps {
  readonly node: GraphNode;
  readonly text: BoxText | undefined;
  readonly href: string;
  readonly selected: boolean;
  readonly faint: boolean;
}

const CHARS = Math.floor((BOX_WIDTH - 38) / 6.9);
const SMALL_CHARS = Math.floor((BOX_WIDTH - 38) / 6.3);

function Box({ node, text, href, selected, faint }: BoxProps) {
  if (text === undefined) return null;
  const { title, detail, icon, look } = text;
  const names = ['graph-box', `graph-box-${look}`, selected && 'graph-selected', faint && 'graph-faint'];
  return (
    <g transform={`translate(${node.x} ${node.y})`}>
      <a
        href={href}
        className={names.filter((name) => name !== false).join(' ')}
        aria-current={selected ? 'true' : undefined}
        aria-label={`${title}. ${detail}`}
      >
        <title>{`${title}: ${detail}`}</title>
        <rect width={BOX_WIDTH} height={BOX_HEIGHT} rx="4" />
        <g transform="translate(9 14)">
          <Icon name={icon} size={16} />
        </g>
        {/* An inner picture cuts off what is longer than the box. */}
        <svg width={BOX_WIDTH - 4} height={BOX_HEIGHT}>
          <text x="32" y="18">
            {cut(title, CHARS)}
          </text>
          <text x="32" y="34" className="graph-small">
            {cut(detail, SMALL_CHARS)}
          </text>
        </svg>
      </a>
    </g>
  );
}

function cut(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room - 1).trimEnd()}…` : text;
}

function Legend() {
  return (
    <ul className="graph-legend small soft" aria-label="Lines">
      <li>
        <Line kind="uses" /> is used by, carries
      </li>
      <li>
        <Line kind="depends" /> is needed by
      </li>
      <li>
        <Line kind="mints" /> can create
      </li>
    </ul>
  );
}

function Line({ kind }: { readonly kind: 'uses' | 'depends' | 'mints' }) {
  return (
    <svg width="34" height="8" aria-hidden="true">
      <path d="M1 4H33" className={`graph-edge graph-${kind} graph-lit`} />
    </svg>
  );
}
