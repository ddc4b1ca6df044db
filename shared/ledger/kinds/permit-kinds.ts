import { z } from 'zod';
import { line, prose } from '../../domain/ids.ts';
import { Pinned } from './run-kinds.ts';

/** What an organisation lets its console do; in the journal. Each counts once two people have said it, where two are there. */
export const permitKinds = {
  /** One signature under this very content of a playbook: its statechart, texts and actions, by digest. */
  'playbook.approved': z.strictObject({ playbook: Pinned, title: line(120) }),
  /** One signature under "this console may run commands by itself" (mode `exec`). */
  'exec.armed': z.strictObject({ reason: prose(2000) }),
  /** One person is enough to stop that. */
  'exec.disarmed': z.strictObject({ reason: prose(2000) }),
} as const;
