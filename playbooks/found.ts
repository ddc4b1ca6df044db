// Written by `npm run content`; a test holds it to the folders.
import type { Playbook } from './kit/playbook.ts';
import { containmentPlaybook } from './containment/containment-playbook.ts';
import { keyRevocationPlaybook } from './key-revocation/key-revocation-playbook.ts';
import { modelRevocationPlaybook } from './model-revocation/model-revocation-playbook.ts';
import { retrainingPlaybook } from './retraining/retraining-playbook.ts';
import { sovereignRecoveryPlaybook } from './sovereign-recovery/sovereign-recovery-playbook.ts';

export const found: readonly Playbook[] = [
  containmentPlaybook,
  keyRevocationPlaybook,
  modelRevocationPlaybook,
  retrainingPlaybook,
  sovereignRecoveryPlaybook,
];
