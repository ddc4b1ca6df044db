import { MINUTE, compareInstants, plusMs, type Instant } from '../domain/instant.ts';
import type { DrillView, Judgement, Release } from './drill.ts';
import { PENALTIES } from './penalty.ts';
import type { Inject, Scenario } from '../domain/scenario.ts';

/** What became of one row of the script. */
export interface PlayedRow {
  readonly inject: Inject;
  readonly state: 'later' | 'due' | 'waits' | 'never' | 'released' | 'skipped' | 'in-window' | 'late' | 'missed';
  /** When it is meant to come, by the exercise clock; null for a contingency. */
  readonly plannedAt: Instant | null;
  readonly release: Release | null;
  readonly skipped: { readonly reason: string; readonly entry: number } | null;
  /** Until when what is expected should be done; null before it is released. */
  readonly until: Instant | null;
  readonly judgement: Judgement | null;
  /** Of `inject.points`; null before it is judged. */
  readonly earned: number | null;
}

/** The script beside what was played. `waits`: a contingency; `never`: it ended before. `now` is by the exercise clock. */
export function playedRows(scenario: Scenario, drill: DrillView, now: Instant): readonly PlayedRow[] {
  return scenario.injects.map((inject) => {
    const release = drill.released.find((one) => one.inject === inject.id) ?? null;
    const skipped = drill.skipped.find((one) => one.inject === inject.id) ?? null;
    const judgement = drill.judged.find((one) => one.inject === inject.id) ?? null;
    const plannedAt = inject.atMin === null ? null : plusMs(drill.script.at, inject.atMin * MINUTE);
    const until = release && plusMs(release.at, inject.windowMin * MINUTE);
    const row = { inject, plannedAt, release, skipped, until, judgement };
    if (!release) {
      const state = skipped ? 'skipped' : drill.ended ? 'never' : planned(plannedAt, now);
      return { ...row, state, earned: null } as const;
    }
    if (!judgement || !until) return { ...row, state: 'released', earned: null } as const;
    return { ...row, ...judged(inject, judgement, until) };
  });
}

function planned(at: Instant | null, now: Instant): 'waits' | 'due' | 'later' {
  if (at === null) return 'waits';
  return compareInstants(at, now) <= 0 ? 'due' : 'later';
}

/** In full within the window, half after it, nothing for what was not done (reference E). */
function judged(
  { points }: Inject,
  { doneAt }: Judgement,
  until: Instant,
): { readonly state: 'in-window' | 'late' | 'missed'; readonly earned: number } {
  if (doneAt === null) return { state: 'missed', earned: 0 };
  return compareInstants(doneAt, until) <= 0
    ? { state: 'in-window', earned: points }
    : { state: 'late', earned: points / 2 };
}

export interface Score {
  readonly earned: number;
  /** Of what was released: a row that never came can be neither won nor lost. */
  readonly possible: number;
  readonly penalties: number;
  /** Whole per cent after penalties, 0 at the least; null before anything was judged. */
  readonly percent: number | null;
  readonly band: 'ready' | 'develop' | 'rework' | null;
  /** Middle of the qualities, 0 to 3; null where none was given. */
  readonly quality: number | null;
  /** Rows released and not yet judged. */
  readonly open: number;
}

/** Bands of reference E: 80 and more, 60 and more, less. */
export function scoreOf(rows: readonly PlayedRow[], drill: DrillView): Score {
  const judgedRows = rows.filter(({ earned }) => earned !== null);
  const earned = judgedRows.reduce((sum, row) => sum + (row.earned ?? 0), 0);
  const possible = judgedRows.reduce((sum, row) => sum + row.inject.points, 0);
  const penalties = drill.penalties.reduce((sum, { what }) => sum + PENALTIES[what].points, 0);
  const percent = possible === 0 ? null : Math.max(0, Math.round((100 * (earned - penalties)) / possible));
  const qualities = judgedRows.flatMap(({ judgement }) => judgement?.quality ?? []);
  return {
    earned,
    possible,
    penalties,
    percent,
    band: percent === null ? null : percent >= 80 ? 'ready' : percent >= 60 ? 'develop' : 'rework',
    quality: qualities.length === 0 ? null : qualities.reduce((sum, one) => sum + one, 0) / qualities.length,
    open: rows.filter(({ state }) => state === 'released').length,
  };
}
