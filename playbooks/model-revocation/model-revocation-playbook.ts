import type { Playbook } from '../kit/playbook.ts';
import { modelRevocationMachine } from './machine.ts';
import { moves, states } from './texts.ts';

export const modelRevocationPlaybook: Playbook = {
  id: 'PB2',
  version: 5,
  title: 'Model revocation',
  summary:
    'Stop serving and distributing a leaked model: alias, replicas, artefacts, trust, deny-list; then stores, consumers and copies.',
  machine: modelRevocationMachine,
  states,
  moves,
  actions: [
    { template: 'M01', in: ['aliasUp', 'aliasWithdrawn'] },
    { template: 'M02', in: ['artefactsOpen', 'artefactsQuarantined'] },
    { template: 'M02-DEL', in: ['artefactsOpen', 'artefactsQuarantined'] },
    { template: 'M03', in: ['servingUp', 'servingStopped', 'servingRolledBack'] },
    { template: 'M04', in: ['servingUp', 'servingStopped', 'derivedOpen'] },
    { template: 'M05', in: ['trusted', 'trustRemoved'] },
    { template: 'M06', in: ['denyListOpen', 'denyListInForce'] },
    { template: 'M07', in: ['derivedOpen'] },
    { template: 'M08', in: ['derivedOpen'] },
    { template: 'M09', in: ['consumersOpen', 'consumersTold'] },
    { template: 'M10', in: ['identify', 'aftermath', 'exitCheck'] },
    { template: 'M11', in: ['takedownOpen'] },
    { template: 'N07', in: ['cut'] },
  ],
  roles: ['mlops-lead', 'containment-lead'],
};
