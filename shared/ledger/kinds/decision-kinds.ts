import { z } from 'zod';
import { DECISION_TOPICS } from '../../domain/decision.ts';
import { ActionId, InstantSchema, line, prose } from '../../domain/ids.ts';

/** The decision log of reference F. What was known at that moment is everything before the entry; its index says how much. */
export const decisionKinds = {
  'decision.recorded': z
    .strictObject({
      topic: z.enum(DECISION_TOPICS),
      question: line(300),
      options: z.array(line(300)).min(1).max(10),
      /** Place among the options, from 0. */
      chosen: z.int().min(0).max(9),
      rationale: prose(4000),
      /** Entries it rests on. */
      evidence: z.array(z.int().min(0)).max(50),
      /** Whoever disagreed when it was taken, by name, in their words. */
      dissent: z.array(z.strictObject({ by: line(120), text: prose(1000) })).max(10),
      reviewAt: InstantSchema.nullable(),
      actions: z.array(ActionId).max(50),
      /** Entry of the decision that this one replaces; it stays on record. */
      supersedes: z.int().min(0).nullable(),
    })
    .refine((body) => body.chosen < body.options.length, 'one of the options'),
  /** An objection after the fact, by whoever signs the entry. */
  'decision.objected': z.strictObject({ decision: z.int().min(0), text: prose(2000) }),
} as const;
