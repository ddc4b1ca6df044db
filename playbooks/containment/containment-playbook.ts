import type { OfferedAction, Playbook } from '../kit/playbook.ts';
import { containmentMachine } from './machine.ts';
import { moves, states } from './texts.ts';

/** A level is applied where it was raised to, or from above while stepping down; it is lifted only while stepping down. */
function level(template: string, state: string): OfferedAction {
  return { template, in: [state, 'steppingDown'], liftIn: ['steppingDown'] };
}

export const containmentPlaybook: Playbook = {
  id: 'PB4',
  version: 4,
  title: 'Containment of a segment',
  summary:
    'Observe, restrict, isolate or cut one network segment on a lease, prove it from inside each zone, and step down one level at a time.',
  machine: containmentMachine,
  states,
  moves,
  actions: [
    level('N01-L0', 'level0'),
    level('N01-L1', 'level1'),
    level('N01-L2', 'level2'),
    level('N01-L3', 'level3'),
    level('N03', 'level2'),
    level('N04', 'level1'),
    level('N05', 'level2'),
    level('N06', 'level2'),
    { template: 'N02', in: ['level1', 'level2', 'level3', 'verifying', 'held', 'red', 'steppingDown'] },
    ...['N07', 'N08', 'N09', 'N10'].map((template) => ({ template, in: ['level0', 'level1', 'level2', 'held'] })),
    { template: 'N12', in: ['level0', 'level1', 'level2', 'held'] },
    { template: 'N11', in: ['impacted', 'level2', 'level3'] },
  ],
  subject: ['segment'],
  roles: ['containment-lead', 'business-owner'],
};
