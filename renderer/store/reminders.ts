import type { IncidentView } from '../../shared/view/incident-view.ts';
import { pressingClocks } from './deadlines.ts';
import { readKept, writeKept } from './kept.ts';
import type { Loaded } from './loaded.ts';
import type { Observable } from './observable.ts';
import { tellOutside } from './outside.ts';

const HOUR = 60 * 60_000;
/** So long before a date somebody is reminded, and once more when it has passed. */
const STEPS = [6 * HOUR, HOUR, HOUR / 4, 0] as const;
const LOOK_EVERY_MS = 15_000;

/** Per date, how many of the steps were told of. A date that moved is another date. */
type Told = Readonly<Record<string, number>>;

interface Watched {
  readonly exercise: boolean;
  readonly dates: readonly { readonly key: string; readonly due: number }[];
}

/**
 * Reminds of the legal deadlines of the incident that was open last, outside of this window and also while the console is locked:
 * who fell asleep over it sees no clock board. One notification at a time, for the most pressing date.
 */
export function remindOfDeadlines(incident: Observable<Loaded<IncidentView>>, now: () => number): void {
  let watched: Watched | null = null;
  const look = (): void => {
    if (watched === null) return;
    const told = readKept('reminded', {}, isTold);
    const due = watched.dates.map((date) => ({ ...date, left: date.due - now() }));
    const news = due
      .map((date) => ({ ...date, step: stepsReached(date.left) }))
      .filter(({ key, step }) => step > (told[key] ?? 0));
    const [first] = news.toSorted((a, b) => a.left - b.left);
    if (first === undefined) return;
    // Before it is shown: two windows of one browser must not both show it.
    writeKept('reminded', { ...told, ...Object.fromEntries(news.map(({ key, step }) => [key, step])) });
    tellOutside(reminderText(first.left, watched.exercise));
  };
  incident.subscribe(() => {
    const view = incident.get().value;
    // Nothing comes while the console is locked; what was known goes on by the clock.
    if (view === null) return;
    watched = { exercise: view.exercise, dates: datesOf(view) };
    look();
  });
  setInterval(look, LOOK_EVERY_MS);
}

/** No name of an incident, a company or a report: it shows on locked and on shared screens. */
export function reminderText(left: number, exercise: boolean): { readonly title: string; readonly body: string } {
  const said = left <= 0 ? 'A legal deadline has passed' : `A legal deadline in ${roundText(left)}`;
  return { title: `${exercise ? 'EXERCISE: ' : ''}${said}`, body: 'Open Bulkhead.' };
}

/** How many of the steps lie behind a date that is `left` milliseconds away. */
export function stepsReached(left: number): number {
  return STEPS.filter((step) => left <= step).length;
}

function roundText(left: number): string {
  if (left > HOUR) return `${Math.round(left / HOUR)} hours`;
  const minutes = Math.max(1, Math.round(left / 60_000));
  return minutes === 1 ? 'one minute' : `${minutes} minutes`;
}

function datesOf(view: IncidentView): Watched['dates'] {
  return pressingClocks(view).map(({ clock, entity }) => ({
    key: [view.incident, entity, clock.clockId, clock.due].join(' '),
    due: Date.parse(clock.due ?? ''),
  }));
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && Object.values(value).every((step) => typeof step === 'number');
}
