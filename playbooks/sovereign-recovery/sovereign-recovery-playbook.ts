import type { Playbook } from '../kit/playbook.ts';
import { sovereignRecoveryMachine } from './machine.ts';
import { moves, states } from './texts.ts';

export const sovereignRecoveryPlaybook: Playbook = {
  id: 'PB6',
  version: 5,
  title: 'Sovereign recovery',
  summary:
    'Come back after a lockout: ten controls with evidence, a dossier that two people sign, limited and full re-entry.',
  machine: sovereignRecoveryMachine,
  states,
  moves,
  actions: [
    { template: 'N11', in: ['controls', 'limitedReentry'] },
    { template: 'N07', in: ['controls', 'limitedReentry'] },
    { template: 'M07', in: ['controls'] },
  ],
  roles: ['containment-lead', 'mlops-lead', 'regulatory-officer'],
};
