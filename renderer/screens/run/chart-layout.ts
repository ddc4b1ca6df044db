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

export interface Layout {
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

/**
 * The main path straight down, side paths beside it, jumps along the left gutter. A playbook reads like a page;
 * a general graph layout would make the reader search for the beginning.
 */
export function layoutRun(run: RunView): Layout {
  const order = new Map(run.states.map((state, at) => [state.id, at]));
  const isSide = (state: RunStateView, at: number): boolean => {
    if (state.status === 'side') return true;
    const out = run.edges.filter((edge) => edge.from === state.id);
    return at > 0 && out.length > 0 && out.every((edge) => (order.get(edge.to) ?? 0) < at);
  };
  const main = run.states.filter((state, at) => !isSide(state, at));
  const side = run.states.filter((state, at) => isSide(state, at));
  const nodes = new Map<string, Node>();
  main.forEach((state, at) => nodes.set(state.id, { state, side: false, x: GUTTER, y: TOP + at * PITCH, width: MAIN }));
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
      { key: `${edge.from} ${edge.event} ${edge.to}`, path: pathBetween(from, to), live: edge.from === run.current },
    ];
  });
  const height = Math.max(...[...nodes.values()].map((node) => node.y + NODE_HEIGHT), NODE_HEIGHT) + TOP;
  return { nodes: [...nodes.values()], edges, width: GUTTER + MAIN + (side.length > 0 ? GAP + SIDE : 0) + 2, height };
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
