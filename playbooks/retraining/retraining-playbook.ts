import type { Playbook } from '../kit/playbook.ts';
import { retrainingMachine } from './machine.ts';
import { moves, states } from './texts.ts';

export const retrainingPlaybook: Playbook = {
  id: 'PB3',
  version: 6,
  title: 'Retraining trigger',
  summary:
    'Decide with two signatures whether to retrain, order it so that a machine can read it, and release through gates.',
  machine: retrainingMachine,
  states,
  moves,
  actions: [
    { template: 'M01', in: ['canary', 'rejected'] },
    { template: 'M03', in: ['canary', 'rejected', 'released'] },
    { template: 'M06', in: ['released', 'rejected'] },
    { template: 'N01-L3', in: ['cleanRoom'] },
  ],
  roles: ['mlops-lead', 'business-owner'],
};
