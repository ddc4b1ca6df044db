import { compareInstants, type Instant } from '../../../shared/domain/instant.ts';
import type { RunMove, RunStateView, RunView } from '../../../shared/view/run-view.ts';
import type { MoveText, Playbook } from '../../../playbooks/kit/playbook.ts';
import type { RunRecord } from '../../engine/run-state.ts';
import type { OpenIncident } from '../open-incident.ts';

export function runView(incident: OpenIncident, run: RunRecord, now: Instant): RunView {
  const { playbook, pinned } = run;
  const { openWave, watch } = run.context;
  const frozen = incident.state.frozen.get(run.run);
  const next = watch.find((point) => point.state === 'ahead');
  return {
    run: run.run,
    playbook: pinned,
    title: run.title,
    startedAt: run.startedAt,
    revision: run.revision,
    states: playbook ? statesOf(playbook, run) : [],
    edges: playbook ? edgesOf(playbook) : [],
    current: run.state,
    closed: run.closed,
    moves: playbook && !frozen ? run.listensTo().flatMap((event) => moveOf(incident, playbook, run, event, now)) : [],
    openWave,
    problem: frozen
      ? `${frozen}. The run can be read and exported, not moved.`
      : playbook
        ? null
        : `${pinned.id} version ${pinned.version} (digest ${pinned.digest.slice(0, 12)}…) is not in this console: the run can be read and exported, not moved.`,
    watch: watch.map((point) => ({
      ...point,
      state: point.state === 'ahead' && point === next && compareInstants(now, point.due) >= 0 ? 'due' : point.state,
    })),
  };
}

function statesOf(playbook: Playbook, run: RunRecord): RunStateView[] {
  const order = playbook.states.filter((state) => !state.side).map((state) => state.id);
  const reached = order.indexOf(run.state);
  return playbook.states.map(({ id, title, help, side }) => {
    if (id === run.state) return { id, title, help, status: 'current' };
    if (side) return { id, title, help, status: 'side' };
    const done = reached >= 0 ? order.indexOf(id) < reached : run.visited.includes(id);
    return { id, title, help, status: done ? 'done' : 'ahead' };
  });
}

/** The statechart's transitions as data, read from its own definition: what is drawn is what is run. */
function edgesOf(playbook: Playbook): RunView['edges'] {
  const edges: { from: string; to: string; event: string }[] = [];
  for (const [from, node] of Object.entries(playbook.machine.states)) {
    for (const [event, transitions] of node.transitions) {
      for (const transition of transitions) {
        for (const target of transition.target ?? []) edges.push({ from, to: target.key, event });
      }
    }
  }
  return edges.filter(
    (edge, i) =>
      edges.findIndex((other) => other.from === edge.from && other.to === edge.to && other.event === edge.event) === i,
  );
}

function moveOf(incident: OpenIncident, playbook: Playbook, run: RunRecord, event: string, now: Instant): RunMove[] {
  const text = playbook.moves.find((move) => move.event === event);
  if (!text) return [];
  return [
    {
      event,
      label: text.label,
      help: text.help,
      choices: text.choices,
      wantsDetail: text.wantsDetail,
      blockedBy: possible(incident, run, text, now) ? null : text.needs,
    },
  ];
}

/** Whether some choice with some reason would pass the guard: what the person still has to type does not count as a block. */
function possible(incident: OpenIncident, run: RunRecord, text: MoveText, now: Instant): boolean {
  const choices = text.choices.length > 0 ? text.choices.map((choice) => choice.value) : [''];
  return choices.some((choice) =>
    run.can(incident.state.runEvent({ run: run.run, event: text.event, choice, detail: 'given' }, now)),
  );
}
