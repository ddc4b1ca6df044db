import { transition, type AnyStateMachine, type EventObject } from 'xstate';
import { TYPED_SHAPES } from '../../playbooks/kit/board-questions.ts';
import type { RunEvent } from '../../playbooks/kit/playbook.ts';
import { getAdjacencyMap } from 'xstate/graph';

/** As much of a snapshot as a walk looks at. */
export interface Walkable {
  readonly value: unknown;
  can(event: EventObject): boolean;
}

/** One accepted event of a machine: what was, what happened, what is, and what it orders to be performed. */
export interface Edge<S, E> {
  readonly before: S;
  readonly event: E;
  readonly after: S;
  readonly performs: readonly string[];
}

/** Whether a move could be made with a text of some shape that guards ask for; the screens ask the same before anything is typed. */
export function someWordsDo(before: Walkable, event: RunEvent): boolean {
  return TYPED_SHAPES.some((detail) => {
    const said: RunEvent = { ...event, detail };
    return before.can(said);
  });
}

export interface Reached<S, E> {
  readonly state: S;
  readonly edges: readonly (Edge<S, E> & { readonly to: string })[];
}

export interface Walk<S, E> {
  readonly machine: AnyStateMachine;
  readonly input?: unknown;
  readonly events: (state: S) => readonly E[];
  /** Two states with the same text behave the same from here on. */
  readonly serializeState: (state: S) => string;
}

/** Every state that the events can reach, by xstate's own walker; refused events are left out. */
export function reachable<S extends Walkable, E extends EventObject>({
  machine,
  input,
  events,
  serializeState,
}: Walk<S, E>): ReadonlyMap<string, Reached<S, E>> {
  const map = getAdjacencyMap(machine, {
    ...(input === undefined ? {} : { input }),
    events: events as never,
    filterEvents: (state: Walkable, event) => state.can(event),
    serializeState: serializeState as never,
    serializeEvent: (event) => JSON.stringify(event),
    limit: 1_000_000,
  }) as unknown as Record<
    string,
    { readonly state: S; readonly transitions: Record<string, { readonly event: E; readonly state: S }> }
  >;
  const out = new Map<string, Reached<S, E>>();
  for (const [key, { state: before, transitions }] of Object.entries(map)) {
    const edges = Object.values(transitions).map(({ event, state }) => {
      const [, actions] = transition(machine, before as never, event);
      return { before, event, after: state, performs: stepsOf(actions), to: serializeState(state) };
    });
    out.set(key, { state: before, edges });
  }
  return out;
}

function stepsOf(actions: readonly { readonly type: string; readonly params: unknown }[]): string[] {
  return actions.flatMap(({ type, params }) => (type === 'perform' ? [(params as { step: string }).step] : []));
}

/**
 * Follows every path through the reachable states together with a watcher that remembers what a reader of the path would:
 * two paths that meet in one state but differ in what the watcher remembers are both followed. `watch` answers what is
 * remembered next, null where the surroundings could not produce the event, and throws on a violation.
 */
export function followAll<S extends Walkable, E, Memory>(
  nodes: ReadonlyMap<string, Reached<S, E>>,
  first: string,
  memory: Memory,
  watch: (memory: Memory, edge: Edge<S, E>) => Memory | null,
): { readonly steps: number; readonly visited: number; readonly states: ReadonlySet<string> } {
  interface At {
    readonly node: string;
    readonly memory: Memory;
    readonly from: At | null;
    readonly by: string;
  }
  const queue: At[] = [{ node: first, memory, from: null, by: '' }];
  const seen = new Set([`${first} ${JSON.stringify(memory)}`]);
  const states = new Set<string>();
  let steps = 0;
  for (let i = 0; i < queue.length; i += 1) {
    const at = queue[i] as At;
    const node = nodes.get(at.node);
    if (!node) throw new Error(`the walk left the map at ${at.node}`);
    states.add(String(node.state.value));
    for (const edge of node.edges) {
      let next: Memory | null;
      try {
        next = watch(at.memory, edge);
      } catch (error) {
        const path = [...trail(at), JSON.stringify(edge.event)].join('\n    > ');
        throw new Error(`${error instanceof Error ? error.message : 'violation'}\n  path:\n    > ${path}`, {
          cause: error,
        });
      }
      if (next === null) continue;
      steps += 1;
      const key = `${edge.to} ${JSON.stringify(next)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ node: edge.to, memory: next, from: at, by: JSON.stringify(edge.event) });
    }
  }
  return { steps, visited: seen.size, states };

  function trail(at: At): string[] {
    return at.from ? [...trail(at.from), at.by] : [];
  }
}
