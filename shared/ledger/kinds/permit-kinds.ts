import { z } from 'zod';
import { line, prose } from '../../domain/ids.ts';
import { Pinned } from './run-kinds.ts';

/** Ids of actions. Left out: all of them, as the first versions had it. */
export const ActionScope = z.array(line(40)).min(1).max(300).optional();

/** What an organisation lets its console do; in the journal. Each counts once two people have said it, where two are there. */
export const permitKinds = {
  /** One signature under this very content of a playbook: its statechart, texts and actions, by digest. */
  'playbook.approved': z.strictObject({ playbook: Pinned, title: line(120) }),
  /** One person is enough to take that back, whoever signed it. Runs that are under way keep what they began with. */
  'playbook.approval-withdrawn': z.strictObject({ playbook: Pinned, title: line(120), reason: prose(2000) }),
  /** One signature under "this console may run commands by itself" (mode `exec`), for these actions. */
  'exec.armed': z.strictObject({ reason: prose(2000), actions: ActionScope }),
  /** One person is enough to stop that. */
  'exec.disarmed': z.strictObject({ reason: prose(2000), actions: ActionScope }),
} as const;
