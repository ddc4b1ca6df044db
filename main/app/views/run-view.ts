import { compareInstants, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import type { RunMove, RunStateView, RunView } from '../../../shared/view/run-view.ts';
import { APPROVAL_VALID_MS } from '../../../playbooks/kit/action-guards.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { TYPED_SHAPES } from '../../../playbooks/kit/board-questions.ts';
import { quorumGap } from '../../../playbooks/kit/quorum.ts';
import { offeredActions, type Deadline, type Playbook } from '../../../playbooks/kit/playbook.ts';
import type { RunRecord } from '../../engine/run-state.ts';
import type { Desk } from '../desk.ts';
import { endedView, endingView } from './run-end-view.ts';
import { gapText } from './gap-text.ts';
import type { OpenIncident } from '../open-incident.ts';

export function runView(desk: Desk, incident: OpenIncident, run: RunRecord, now: Instant): RunView {
  const { playbook, pinned } = run;
  const { openWave, watch, deadlines = [] } = run.context;
  const subject = incident.state.file.assets.find(({ id }) => id === run.subject);
  const frozen = incident.state.frozen.get(run.run);
  const next = watch.find((point) => point.state === 'ahead');
  return {
    run: run.run,
    playbook: pinned,
    title: run.title,
    startedAt: run.startedAt,
    ...approvalOf(desk, run),
    revision: run.revision,
    subject: run.subject === null ? null : { id: run.subject, name: subject?.name ?? run.subject },
    states: playbook ? statesOf(playbook, run) : [],
    edges: playbook ? edgesOf(playbook) : [],
    current: run.state,
    planned: playbook ? plannedOf(playbook, run) : null,
    openRegions: playbook ? openRegionsOf(playbook, run) : [],
    closed: run.closed,
    ending: endingView(incident, run),
    ended: endedView(incident, run),
    byWave: playbook === null ? hasWaves(incident, run) : offeredActions(playbook).byWave,
    offers: offersOf(run),
    deadlines: deadlines.map((one) => ({ id: one.id, label: one.label, due: one.due, state: dueState(one, now) })),
    moves:
      playbook && !frozen && !run.ended
        ? onwardFirst(
            playbook,
            run,
            run.listensTo().flatMap((event) => moveOf(incident, playbook, run, event, now)),
          )
        : [],
    proposals: playbook ? proposalsOf(incident, playbook, run, now) : [],
    openWave,
    problem: frozen
      ? `${frozen}. The run can be read and exported, not moved. Its actions can be probed, renewed and undone.`
      : playbook
        ? null
        : `${pinned.id} version ${pinned.version} (digest ${pinned.digest.slice(0, 12)}…) is not in this console: the run can be read and exported, not moved. Its actions can be probed, renewed and undone.`,
    watch: watch.map((point) => ({
      ...point,
      state: point.state === 'ahead' && point === next && compareInstants(now, point.due) >= 0 ? 'due' : point.state,
    })),
  };
}

function approvalOf(desk: Desk, { approval, pinned }: RunRecord): Pick<RunView, 'approval' | 'withdrawn'> {
  const { people, permits } = desk.requireJournal();
  const nameOf = (fingerprint: string): string => people.get(fingerprint)?.name ?? fingerprint.slice(0, 12);
  const taken = permits.withdrawal(pinned.digest);
  return {
    approval: approval ? { state: approval.state, by: approval.by.map(nameOf) } : null,
    withdrawn: taken && { ...taken, by: nameOf(taken.by) },
  };
}

function dueState({ due, met, wait }: Deadline, now: Instant): RunView['deadlines'][number]['state'] {
  if (met) return 'met';
  if (compareInstants(now, due) < 0) return 'ahead';
  return wait === true ? 'reached' : 'over';
}

/** Of a run whose playbook is not here: told by its actions. */
function hasWaves({ state }: OpenIncident, { run }: RunRecord): boolean {
  return [...state.actions.values(), ...state.foreignActions.values()].some((one) => one.run === run && one.wave > 0);
}

/** Regions that are in a state which is not the last one of their chart. */
function openRegionsOf({ machine, states }: Playbook, run: RunRecord): readonly string[] {
  const final = new Set<string>();
  const walk = (node: Playbook['machine']['root']): void => {
    if (node.type === 'final') final.add(node.key);
    for (const child of Object.values(node.states)) walk(child);
  };
  walk(machine.root);
  return states.flatMap(({ id, region }) =>
    region !== undefined && run.active.includes(id) && !final.has(id) ? [region] : [],
  );
}

function statesOf(playbook: Playbook, run: RunRecord): RunStateView[] {
  const { active } = run;
  return playbook.states.map(({ id, title, help, side, region = null }) => {
    const order = playbook.states
      .filter((state) => !state.side && (state.region ?? null) === region)
      .map((state) => state.id);
    const reached = order.findLastIndex((one) => active.includes(one));
    if (active.includes(id)) return { id, title, help, region, status: 'current' };
    if (side) return { id, title, help, region, status: 'side' };
    const done = reached >= 0 ? order.indexOf(id) < reached : run.visited.has(id);
    return { id, title, help, region, status: done ? 'done' : 'ahead' };
  });
}

function offersOf(run: RunRecord): RunView['offers'] {
  if (run.playbook === null) return [];
  const { byWave, offers } = offeredActions(run.playbook);
  // Beside the waves: the rows of PB1 (K01 to K20) that only read, which wait for none, and whatever names the playbook itself.
  const reading = byWave ? actionTemplates.filter(({ id, risk }) => risk === 'R0' && id.startsWith('K')) : [];
  const templates = new Set([...reading.map(({ id }) => id), ...offers.map(({ template }) => template)]);
  return [...templates].map((template) => ({ template, open: run.mayFire({ template, wave: 0 }) }));
}

/** The statechart's transitions as data, read from its own definition: what is drawn is what is run. */
function edgesOf(playbook: Playbook): RunView['edges'] {
  const edges: { from: string; to: string; event: string }[] = [];
  const walk = (node: Playbook['machine']['root']): void => {
    for (const [event, transitions] of node.transitions) {
      for (const transition of transitions) {
        for (const target of transition.target ?? []) edges.push({ from: node.key, to: target.key, event });
      }
    }
    for (const child of Object.values(node.states)) walk(child);
  };
  for (const node of Object.values(playbook.machine.states)) walk(node);
  return edges.filter(
    (edge, i) =>
      edges.findIndex((other) => other.from === edge.from && other.to === edge.to && other.event === edge.event) === i,
  );
}

/** Moves that wait for another signature; what several people signed in the same words is one of them. */
function proposalsOf(incident: OpenIncident, playbook: Playbook, run: RunRecord, now: Instant): RunView['proposals'] {
  return [...run.proposals.values()].flatMap((proposal) => {
    const { entry, event, choice, detail } = proposal;
    const text = playbook.moves.find((move) => move.event === event);
    const behind = incident.state.seconded({ ...proposal, run: run.run }, now);
    const [first] = behind;
    if (!text?.quorum || first?.entry !== entry) return [];
    const gap = quorumGap(
      text.quorum,
      behind.map(({ by }) => by),
    );
    return [
      {
        entry,
        event,
        choice,
        detail,
        expiresAt: plusMs(first.at, incident.state.file.handling(APPROVAL_VALID_MS)),
        label: text.label,
        choiceLabel: text.choices.find((one) => one.value === choice)?.label ?? choice,
        signers: behind.map(({ by, at }) => ({
          name: incident.state.file.nameOf(by.fingerprint),
          fingerprint: by.fingerprint,
          at,
        })),
        stillNeeded: gapText(gap),
        neededRoles: gap.seats.flat(),
      },
    ];
  });
}

/** Side by side the moves of the regions come first; but once the run can go on from there, to go on is what is next. */
function onwardFirst({ machine, states }: Playbook, run: RunRecord, moves: readonly RunMove[]): RunMove[] {
  const line = states.filter(({ side, region }) => !side && region === undefined).map(({ id }) => id);
  const here = line.findLastIndex((id) => run.active.includes(id));
  const onward = new Set<string>();
  for (const [event, transitions] of machine.states[line[here] ?? '']?.transitions ?? [])
    if (transitions.some(({ target }) => target?.some(({ key }) => line.indexOf(key) > here))) onward.add(event);
  const sideBySide = run.active.length > 1;
  const isNext = ({ event, blockedBy }: RunMove): boolean => sideBySide && blockedBy === null && onward.has(event);
  return moves.toSorted((a, b) => Number(isNext(b)) - Number(isNext(a)));
}

function moveOf(incident: OpenIncident, playbook: Playbook, run: RunRecord, event: string, now: Instant): RunMove[] {
  const text = playbook.moves.find((move) => move.event === event);
  if (!text) return [];
  const choices = text.choices.map((one) => ({ ...one, open: possible(incident, run, event, one.value, now) }));
  const open = choices.length > 0 ? choices.some((one) => one.open) : possible(incident, run, event, '', now);
  return [
    {
      event,
      label: text.label,
      help: text.help,
      choices,
      needs: text.needs,
      wantsDetail: text.wantsDetail,
      blockedBy: open ? null : text.needs,
      signatures: text.quorum ? gapText(quorumGap(text.quorum, [])) : null,
    },
  ];
}

/** Whether some reason would pass the guard: what the person still has to type does not count as a block. */
function possible(incident: OpenIncident, run: RunRecord, event: string, choice: string, now: Instant): boolean {
  return TYPED_SHAPES.some((detail) =>
    run.wouldTake(incident.state.runEvent({ run: run.run, event, choice, detail }, now, '')),
  );
}

function plannedOf({ moves }: Playbook, { context: { planned = null, level = null } }: RunRecord): string | null {
  if (planned === null || planned === level) return null;
  return moves.flatMap(({ choices }) => choices).find(({ value }) => value === planned)?.label ?? planned;
}
