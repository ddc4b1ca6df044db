import type { Playbook } from '../kit/playbook.ts';
import { keyRevocationMachine } from './machine.ts';
import { moves, states } from './texts.ts';

export const keyRevocationPlaybook: Playbook = {
  id: 'PB1',
  version: 6,
  title: 'Key and credential revocation',
  summary:
    'Revoke what the attacker holds, minters first, and prove it: the old key fails, the others work, no session is left.',
  machine: keyRevocationMachine,
  states,
  moves,
  actions: 'waves',
  roles: ['key-custodian', 'containment-lead'],
};
