import { keyRevocationMachine } from './key-revocation/machine.ts';
import { moves, states } from './key-revocation/texts.ts';
import type { Playbook } from './kit/playbook.ts';

/** Playbooks of this console by id. A run names id, version and digest; another digest is never run (style H9). */
export const playbooks: readonly Playbook[] = [
  {
    id: 'PB1',
    version: 1,
    title: 'Key and credential revocation',
    summary:
      'Revoke what the attacker holds, minters first, and prove it: the old key fails, the others work, no session is left.',
    machine: keyRevocationMachine,
    states,
    moves,
    roles: ['key-custodian', 'containment-lead'],
  },
];
