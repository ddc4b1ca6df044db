import type { Assessment } from '../law/assessment.ts';
import type { ClockState } from '../law/clock-state.ts';
import type { RegimeRouting } from '../law/regime-finding.ts';

/** Router, tests and clocks of one legal entity under one pack; on a copy of the facts when some are supposed. */
export interface LawAssessment {
  readonly pack: { readonly packVersion: string; readonly title: string; readonly status: 'in-force' | 'pending' };
  /** Facts that were supposed for this answer; empty: everything is as recorded. */
  readonly supposed: readonly string[];
  readonly routing: RegimeRouting;
  readonly clocks: readonly ClockState[];
  readonly assessments: readonly Assessment[];
}
