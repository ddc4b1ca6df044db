import type { Reading, Verdict } from '../../../shared/domain/action.ts';

/** A reading in one line; facts by name, in the order given. */
export function said(verdict: Verdict, summary: string, facts: Readonly<Record<string, string>> = {}): Reading {
  const named = Object.entries(facts).map(([name, value]) => ({ name, value }));
  return named.length === 0 ? { verdict, summary } : { verdict, summary, facts: named };
}

export const HUNG = 'A command hung: read the state again before anything is repeated.';
