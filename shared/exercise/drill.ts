import { MINUTE, msOf, type Instant } from '../domain/instant.ts';
import type { Entry, EntryBody } from '../ledger/entry.ts';
import type { Stamp } from '../view/incident-view.ts';
import type { Penalty } from './penalty.ts';

export interface Release extends Stamp {
  readonly inject: string;
  readonly channel: string;
  readonly text: string;
}
export interface Judgement extends Stamp {
  readonly inject: string;
  readonly doneAt: Instant | null;
  readonly quality: number | null;
  readonly shownBy: number | null;
  readonly note: string;
}

/** How an exercise was played, as its ledger tells; without the script, which lies in the vault. */
export interface DrillView {
  readonly script: EntryBody<'exercise.scripted'> & Stamp;
  /** Who facilitates, under the key they have now. */
  readonly facilitator: string;
  /** The console gives what is due; contingencies stay with the facilitator. */
  readonly automatic: boolean;
  readonly released: readonly Release[];
  readonly skipped: readonly (Stamp & { readonly inject: string; readonly reason: string })[];
  /** The last one for each inject. */
  readonly judged: readonly Judgement[];
  readonly penalties: readonly (Stamp & { readonly what: Penalty; readonly note: string })[];
  readonly lessons: readonly (Stamp & EntryBody<'lesson.recorded'>)[];
  readonly ended: (Stamp & { readonly note: string }) | null;
  /** `path`: where the file lies on this machine; null until the console says. */
  readonly reports: readonly (Stamp & EntryBody<'exercise.reported'> & { readonly path: string | null })[];
}

/** The fold over what is said about the playing of an exercise. */
export class Drill {
  #view: DrillView | null = null;

  view(latestKey: (fingerprint: string) => string): DrillView | null {
    return this.#view && { ...this.#view, facilitator: latestKey(this.#view.script.facilitator) };
  }

  apply(entry: Entry, stamp: Stamp): void {
    if (entry.kind === 'exercise.scripted') {
      // The first script stands: the minutes of everything that was released count from it.
      this.#view ??= {
        script: { ...entry.body, ...stamp },
        facilitator: entry.body.facilitator,
        automatic: false,
        released: [],
        skipped: [],
        judged: [],
        penalties: [],
        lessons: [],
        ended: null,
        reports: [],
      };
      return;
    }
    if (this.#view) this.#view = { ...this.#view, ...changed(this.#view, entry, stamp) };
  }
}

function changed(view: DrillView, entry: Entry, stamp: Stamp): Partial<DrillView> {
  switch (entry.kind) {
    case 'exercise.automated':
      return { automatic: entry.body.on };
    case 'inject.released':
      return { released: [...view.released, { ...entry.body, ...stamp }] };
    case 'inject.skipped':
      return { skipped: [...view.skipped, { ...entry.body, ...stamp }] };
    case 'inject.judged':
      return {
        judged: [...view.judged.filter((one) => one.inject !== entry.body.inject), { ...entry.body, ...stamp }],
      };
    case 'exercise.penalised':
      return { penalties: [...view.penalties, { ...entry.body, ...stamp }] };
    case 'lesson.recorded':
      return { lessons: [...view.lessons, { ...entry.body, ...stamp }] };
    case 'exercise.ended':
      return { ended: view.ended ?? { ...entry.body, ...stamp } };
    case 'exercise.reported':
      return { reports: [...view.reports, { ...entry.body, ...stamp, path: null }] };
    default:
      return {};
  }
}

/** Minutes of the exercise since the script began, rounded down. */
export function minutesIn(drill: DrillView, at: Instant): number {
  return Math.floor((msOf(at) - msOf(drill.script.at)) / MINUTE);
}
