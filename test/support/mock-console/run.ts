import { playbooks } from '../../../playbooks/registry.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { at, hex } from './at.ts';

const CURRENT = 'wave1';

/** A key revocation in its first wave, drawn from the real playbook. */
export function keyRevocation(): RunView {
  const playbook = playbooks.find((one) => one.id === 'PB1');
  if (playbook === undefined) throw new Error('PB1 is not registered');
  const order = playbook.states.filter((state) => !state.side).map((state) => state.id);
  const edges = Object.entries(playbook.machine.states).flatMap(([from, node]) =>
    [...node.transitions].flatMap(([event, transitions]) =>
      transitions.flatMap((one) => (one.target ?? []).map((to) => ({ from, to: to.key, event }))),
    ),
  );
  const events = new Set(edges.filter((edge) => edge.from === CURRENT).map((edge) => edge.event));
  return {
    run: 'run-0000000000000001',
    playbook: { id: 'PB1', version: 4, digest: hex('c0ffee') },
    title: playbook.title,
    startedAt: at(-58),
    approval: null,
    withdrawn: null,
    revision: 68,
    states: playbook.states.map(({ id, title, help, side }) => ({
      id,
      title,
      help,
      region: null,
      status:
        id === CURRENT ? 'current' : side ? 'side' : order.indexOf(id) < order.indexOf(CURRENT) ? 'done' : 'ahead',
    })),
    edges,
    current: CURRENT,
    openRegions: [],
    planned: null,
    closed: false,
    ending: null,
    ended: null,
    moves: playbook.moves
      .filter((move) => events.has(move.event))
      .map(({ event, label, help, choices, wantsDetail, needs }) => ({
        event,
        label,
        help,
        choices: choices.map((one) => ({ ...one, open: true })),
        needs,
        wantsDetail,
        blockedBy: event === 'WAVE_DONE' ? needs : null,
        signatures: null,
      })),
    openWave: 1,
    subject: null,
    byWave: true,
    offers: [],
    deadlines: [],
    proposals: [],
    problem: null,
    watch: [
      { label: 'Re-mint check after 15 minutes', due: at(-2), state: 'due' },
      { label: 'Re-mint check after 1 hour', due: at(43), state: 'ahead' },
    ],
  };
}
