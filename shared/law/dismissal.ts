import type { Regime } from './pack.ts';

/** "Not applicable", decided by a named person. */
export interface Dismissal {
  readonly regime: Regime;
  readonly entity: string;
  readonly entry: number;
  /** Facts the decision rested on, by the entry that held each then. */
  readonly facts: readonly { readonly fact: string; readonly entry: number }[];
}

/**
 * Why a dismissal no longer stands, or null while it does. A fact that its regime reads and that was stated after it opens it
 * again, as does a changed description of the organisation: the awareness decided before counts again from its own moment.
 */
export function reopenedBy(
  dismissal: Dismissal,
  now: {
    /** Entry that holds the present answer of each fact the regime reads. */
    readonly facts: readonly { readonly fact: string; readonly entry: number; readonly label: string }[];
    /** Answers of the entity alone that were taken back, by the entry that did: what counts since may be older than the dismissal. */
    readonly withdrawn: readonly { readonly entry: number; readonly label: string }[];
    readonly described: number;
    /** Latest explicit reopening of this regime and entity, or -1. */
    readonly reopened: number;
  },
): { readonly entry: number; readonly why: string } | null {
  if (now.reopened > dismissal.entry) return { entry: now.reopened, why: 'reopened by a person' };
  const fact = now.facts.find(({ entry }) => entry > dismissal.entry);
  if (fact !== undefined) return { entry: fact.entry, why: `a new fact: ${fact.label}` };
  const back = now.withdrawn.find(({ entry }) => entry > dismissal.entry);
  if (back !== undefined) return { entry: back.entry, why: `an answer taken back: ${back.label}` };
  if (now.described > dismissal.entry) return { entry: now.described, why: 'the organisation was described anew' };
  return null;
}
