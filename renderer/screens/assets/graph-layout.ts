import { textConsumer, type EdgeKind, type RevocationGraph } from '../../../shared/view/revocation-graph.ts';

export interface GraphNode {
  readonly id: string;
  readonly column: 0 | 1 | 2 | 3;
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly path: string;
}

export interface GraphLayout {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DrawnEdge[];
  readonly columns: readonly { readonly column: number; readonly x: number; readonly title: string }[];
  readonly width: number;
  readonly height: number;
}

export const BOX_WIDTH = 206;
export const BOX_HEIGHT = 44;
const PITCH = 54;
const TOP = 34;
const GUTTER = 26;
const TITLES = ['Credentials', 'Used by', 'Stops with it', 'Business functions'] as const;

/**
 * Four columns, read from left to right: what is revoked, who uses it, what depends on those, which function of the business
 * stops. Within a column neighbours of neighbours stand near each other. `keep` limits the drawing to a part.
 */
export function layoutGraph(graph: RevocationGraph, keep: ReadonlySet<string> | null, room: number): GraphLayout {
  const columns = columnsOf(graph).map((ids) => ids.filter((id) => keep === null || keep.has(id)));
  const used = columns.map((ids, column) => ({ ids, column })).filter(({ ids }) => ids.length > 0);
  const edges = graph.edges.filter(({ from, to }) => keep === null || (keep.has(from) && keep.has(to)));
  untangle(
    used.map(({ ids }) => ids),
    edges,
  );
  const gap =
    used.length > 1 ? Math.max(28, Math.min(150, (room - GUTTER - used.length * BOX_WIDTH) / (used.length - 1))) : 0;
  const xOf = (at: number): number => GUTTER + at * (BOX_WIDTH + gap);
  const tallest = Math.max(1, ...used.map(({ ids }) => ids.length));
  const nodes = used.flatMap(({ ids, column }, at) =>
    ids.map((id, row): GraphNode => ({
      id,
      column: column as GraphNode['column'],
      x: xOf(at),
      // Short columns spread over the height of the longest one, so that edges stay flat.
      y: TOP + (ids.length === tallest ? row : ((row + 0.5) * tallest) / ids.length - 0.5) * PITCH,
    })),
  );
  const places = new Map(nodes.map((node) => [node.id, node]));
  return {
    nodes,
    edges: edges.flatMap(({ from, to, kind }) => {
      const a = places.get(from);
      const b = places.get(to);
      return a === undefined || b === undefined
        ? []
        : [{ key: `${from} ${kind} ${to}`, from, to, kind, path: pathOf(a, b) }];
    }),
    columns: used.map(({ column }, at) => ({ column, x: xOf(at), title: TITLES[column] ?? '' })),
    width: xOf(used.length - 1) + BOX_WIDTH + 2,
    height: TOP + tallest * PITCH,
  };
}

function columnsOf({ impacts, functions }: RevocationGraph): string[][] {
  const direct = new Set(impacts.flatMap(({ consumers }) => consumers));
  const texts = impacts
    .filter(({ known, others }) => !known || others !== '')
    .map(({ credential }) => textConsumer(credential));
  const after = new Set(impacts.flatMap(({ dependents }) => dependents).filter((id) => !direct.has(id)));
  const byWave = impacts.toSorted((a, b) => a.wave - b.wave);
  return [byWave.map(({ credential }) => credential), [...direct, ...texts], [...after], functions.map(({ id }) => id)];
}

/** Each later column in the order of the mean place of what leads to it; twice, so that the last column counts too. */
function untangle(columns: string[][], edges: RevocationGraph['edges']): void {
  for (const column of columns.slice(1)) {
    const place = new Map(columns.flatMap((ids) => ids.map((id, row) => [id, row / Math.max(1, ids.length)] as const)));
    const mean = new Map(
      column.map((id) => {
        const from = edges
          .filter(({ to, kind }) => to === id && kind !== 'mints')
          .map((edge) => place.get(edge.from) ?? 0);
        return [id, from.length === 0 ? (place.get(id) ?? 0) : from.reduce((sum, row) => sum + row, 0) / from.length];
      }),
    );
    column.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0));
  }
}

function pathOf(a: GraphNode, b: GraphNode): string {
  const fromY = a.y + BOX_HEIGHT / 2;
  const toY = b.y + BOX_HEIGHT / 2;
  if (a.x === b.x) {
    // Within a column: around the left side.
    const out = a.x - Math.min(GUTTER - 4, 12 + Math.abs(toY - fromY) / 30);
    return `M${a.x} ${fromY} C${out} ${fromY} ${out} ${toY} ${b.x} ${toY}`;
  }
  const [start, end] = a.x < b.x ? [a.x + BOX_WIDTH, b.x] : [a.x, b.x + BOX_WIDTH];
  const middle = (start + end) / 2;
  return `M${start} ${fromY} C${middle} ${fromY} ${middle} ${toY} ${end} ${toY}`;
}

/** What hangs on one node: everything on a way from a credential to it, and everything that falls after it. */
export function neighbourhood(graph: RevocationGraph, id: string): ReadonlySet<string> {
  const after = new Set([id]);
  for (const at of after)
    for (const { from, to, kind } of graph.edges) if (from === at && (kind !== 'mints' || at === id)) after.add(to);
  const before = new Set([id]);
  for (const at of before)
    for (const { from, to, kind } of graph.edges) if (to === at && kind !== 'mints') before.add(from);
  return new Set([...before, ...after]);
}
