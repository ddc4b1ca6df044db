import type { RunStateView, RunView } from '../../../shared/view/run-view.ts';

export interface Node {
  readonly state: RunStateView;
  readonly side: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Edge {
  readonly key: string;
  readonly path: string;
  /** It leaves the current state: where the run can go now. */
  readonly live: boolean;
}

/** Title above the states of a parallel region. */
export interface Heading {
  readonly text: string;
  readonly y: number;
}

export interface Layout {
  readonly headings: readonly Heading[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
}

export const NODE_HEIGHT = 30;
const PITCH = 44;
const GUTTER = 36;
const MAIN = 196;
const GAP = 28;
const SIDE = 104;
const TOP = 2;
const HEADING = 26;

/**
 * The main path straight down, side paths beside it, jumps along the left gutter. A playbook reads like a page;
 * a general graph layout would make the reader search for the beginning.
 */
export function layoutRun(run: RunView): Layout {
  const order = new Map(run.states.map((state, at) => [state.id, at]));
  const isSide = (state: RunStateView, at: number): boolean => {
    // What stands for a region goes by the region's name, wherever in it the run is.
    if (state.region !== null) return false;
    if (state.status === 'side') return true;
    const out = run.edges.filter((edge) => edge.from === state.id);
    return at > 0 && out.length > 0 && out.every((edge) => (order.get(edge.to) ?? 0) < at);
  };
  const shown = compact(run.states);
  const main = shown.filter((state) => !isSide(state, order.get(state.id) ?? 0));
  const side = shown.filter((state) => isSide(state, order.get(state.id) ?? 0));
  const nodes = new Map<string, Node>();
  const headings: Heading[] = [];
  let down = TOP;
  for (const state of main) {
    if (state.region !== null) {
      headings.push({ text: state.region, y: down + HEADING / 2 });
      down += HEADING;
    }
    nodes.set(state.id, { state, side: false, x: GUTTER, y: down, width: MAIN });
    down += PITCH;
  }
  let free = TOP;
  for (const state of side) {
    const from = run.edges.filter((edge) => edge.to === state.id).map((edge) => nodes.get(edge.from)?.y ?? TOP);
    const wished = from.length === 0 ? free : from.reduce((sum, y) => sum + y, 0) / from.length;
    const y = Math.max(free, wished);
    nodes.set(state.id, { state, side: true, x: GUTTER + MAIN + GAP, y, width: SIDE });
    free = y + PITCH;
  }
  const edges = run.edges.flatMap((edge) => {
    const from = nodes.get(edge.from);
    const to = nodes.get(edge.to);
    if (from === undefined || to === undefined || from === to) return [];
    return [
      {
        key: `${edge.from} ${edge.event} ${edge.to}`,
        path: pathBetween(from, to),
        live: from.state.status === 'current',
      },
    ];
  });
  const height = Math.max(...[...nodes.values()].map((node) => node.y + NODE_HEIGHT), NODE_HEIGHT) + TOP;
  return {
    headings,
    nodes: [...nodes.values()],
    edges,
    width: GUTTER + MAIN + (side.length > 0 ? GAP + SIDE : 0) + 2,
    height,
  };
}

/** A parallel region is drawn as the one state it is in, or begins with: ten regions of five states would be a wall, not a chart. */
function compact(states: readonly RunStateView[]): readonly RunStateView[] {
  const of = (region: string): readonly RunStateView[] => states.filter((state) => state.region === region);
  return states.filter((state) => {
    if (state.region === null) return true;
    const region = of(state.region);
    const now = region.find((one) => one.status === 'current') ?? region.findLast((one) => one.status === 'done');
    return state === (now ?? region[0]);
  });
}

function pathBetween(from: Node, to: Node): string {
  const fromY = from.y + NODE_HEIGHT / 2;
  const toY = to.y + NODE_HEIGHT / 2;
  if (from.side !== to.side) {
    const start = from.side ? from.x : from.x + from.width;
    const end = to.side ? to.x : to.x + to.width;
    const middle = (start + end) / 2;
    return `M${start} ${fromY} C${middle} ${fromY} ${middle} ${toY} ${end} ${toY}`;
  }
  if (from.x === to.x && to.y - from.y > 0 && to.y - from.y <= PITCH) {
    const x = from.x + from.width / 2;
    return `M${x} ${from.y + NODE_HEIGHT} L${x} ${to.y}`;
  }
  // A jump: the farther it goes, the farther out it swings, within the gutter.
  const out = from.x - Math.min(GUTTER - 4, 10 + Math.abs(to.y - from.y) / 14);
  return `M${from.x} ${fromY} C${out} ${fromY} ${out} ${toY} ${to.x} ${toY}`;
}
