import type { IncidentLine } from '../../shared/view/console-view.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { pressingClocks } from '../../shared/view/pressing-clocks.ts';
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

interface Dated {
  readonly key: string;
  readonly due: number;
  readonly exercise: boolean;
}

interface Clocks {
  /** Of the console, in milliseconds. */
  readonly live: () => number;
  /** Of the exercise that is followed. */
  readonly played: () => number;
}

/**
 * Reminds of the legal deadlines of every live incident, and of the exercise that was open last, outside of this window and also
 * while the console is locked: who fell asleep over it sees no clock board. One notification at a time, for the most pressing date.
 */
export function remindOfDeadlines(
  incidents: Observable<Loaded<readonly IncidentLine[]>>,
  incident: Observable<Loaded<IncidentView>>,
  clocks: Clocks,
): void {
  // Nothing comes while the console is locked; what was known goes on by the clock.
  let live: readonly Dated[] = [];
  let played: readonly Dated[] = [];
  const look = (): void => {
    const told = readKept('reminded', {}, isTold);
    const news = [...live, ...played]
      .map((date) => ({ ...date, left: date.due - (date.exercise ? clocks.played() : clocks.live()) }))
      .map((date) => ({ ...date, step: stepsReached(date.left) }))
      .filter(({ key, step }) => step > (told[key] ?? 0));
    const [first] = news.toSorted((a, b) => a.left - b.left);
    if (first === undefined) return;
    // Before it is shown: two windows of one browser must not both show it.
    writeKept('reminded', { ...told, ...Object.fromEntries(news.map(({ key, step }) => [key, step])) });
    tellOutside(reminderText(first.left, first.exercise));
  };
  incidents.subscribe(() => {
    const lines = incidents.get().value;
    if (lines === null) return;
    live = lines.flatMap(({ incident: id, dates }) =>
      dates.map(({ entity, clock, due }) => dated([id, entity, clock], due, false)),
    );
    look();
  });
  incident.subscribe(() => {
    const view = incident.get().value;
    if (view === null) return;
    played = view.exercise
      ? pressingClocks(view.legal).map(({ clock, entity }) =>
          dated([view.incident, entity, clock.clockId], clock.due ?? '', true),
        )
      : [];
    look();
  });
  setInterval(look, LOOK_EVERY_MS);
}

function dated(of: readonly string[], due: string, exercise: boolean): Dated {
  return { key: [...of, due].join(' '), due: Date.parse(due), exercise };
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

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && Object.values(value).every((step) => typeof step === 'number');
}
