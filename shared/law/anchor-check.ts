import { compareInstants, type Instant } from '../domain/instant.ts';
import type { Anchors, DeadlineInput, LawProblem, ProblemCode } from './clock-state.ts';
import { factDefinition, isFactId } from './facts.ts';
import {
  MOMENT_FACTS,
  REGIME_LABELS,
  REGIMES,
  type ClockAnchor,
  type PeriodOverride,
  type Regime,
  type RulePack,
} from './pack.ts';
import { isTimeZone, isUsableInstant } from './zone-time.ts';

interface Event {
  readonly field: string;
  readonly at: Instant;
  readonly regime: Regime;
}

/** The recorded moment a clock starts from, or null. `aware` is read for the clock's own regime. */
export function anchorAt(anchor: ClockAnchor, regime: Regime, anchors: Anchors): Instant | null {
  switch (anchor.event) {
    case 'aware':
      return anchors.awareAt[regime] ?? null;
    case 'classified-major':
      return anchors.classifiedMajorAt ?? null;
    case 'submitted': {
      const first = anchors.submitted[anchor.clock] ?? null;
      return anchor.orLatestUpdate && first !== null ? (anchors.latestIntermediateUpdateAt ?? first) : first;
    }
    case 'fact':
      if (anchor.after !== undefined && anchors.submitted[anchor.after] === undefined) return null;
      return anchors.moments?.[anchor.fact] ?? null;
    case 'requested':
      return anchors.request?.at ?? null;
    case 'regime-due':
      return null;
  }
}

/** A national period is taken only where it is a shorter whole number of hours: the Union's own number is a ceiling. */
export function isUsableOverride(override: PeriodOverride, pack: RulePack): boolean {
  const period = pack.clocks.find((row) => row.id === override.clock)?.period;
  if (period?.unit !== 'hours') return false;
  return Number.isInteger(override.hours) && override.hours >= 1 && override.hours <= period.count;
}

/** Everything wrong with the input, each with a code. A blocking one withholds the dates of its regime (vector T16). */
export function findProblems(input: DeadlineInput, pack: RulePack): readonly LawProblem[] {
  const events = eventsOf(input.anchors, pack);
  const bad = events.filter((event) => !isUsableInstant(event.at));
  const good = events.filter((event) => isUsableInstant(event.at));
  return [
    ...entityProblems(input),
    ...bad.map((event) =>
      blocking(
        'BAD_INSTANT',
        event.field,
        event.regime,
        'Not a date and time in UTC with milliseconds and a trailing Z.',
      ),
    ),
    ...orderProblems(input.anchors, pack),
    ...good.flatMap((event) => remarks(event, input.now, pack)),
    ...(input.overrides ?? []).flatMap((override, index) => overrideProblems(override, index, pack)),
  ];
}

function eventsOf(anchors: Anchors, pack: RulePack): readonly Event[] {
  const events: { field: string; at: Instant | undefined; regime: Regime }[] = [
    ...REGIMES.map((regime) => ({ field: `anchors.awareAt.${regime}`, at: anchors.awareAt[regime], regime })),
    { field: 'anchors.classifiedMajorAt', at: anchors.classifiedMajorAt, regime: 'DORA' },
    ...pack.clocks.map(({ id, regime }) => ({ field: `anchors.submitted.${id}`, at: anchors.submitted[id], regime })),
    ...MOMENT_FACTS.flatMap((fact) =>
      pack.clocks
        .filter((row) => row.anchor.event === 'fact' && row.anchor.fact === fact)
        .map(({ regime }) => ({ field: `anchors.moments.${fact}`, at: anchors.moments?.[fact], regime })),
    ),
    { field: 'anchors.request', at: anchors.request?.at, regime: 'NIS2' },
    { field: 'anchors.request.dueAt', at: anchors.request?.dueAt, regime: 'NIS2' },
    { field: 'anchors.latestIntermediateUpdateAt', at: anchors.latestIntermediateUpdateAt, regime: 'DORA' },
  ];
  return events.filter((event): event is Event => event.at !== undefined);
}

function entityProblems({ now, entity }: DeadlineInput): readonly LawProblem[] {
  const problems: LawProblem[] = [];
  if (!isUsableInstant(now)) problems.push(blocking('BAD_INSTANT', 'now', null, 'The current time is not usable.'));
  if (!isTimeZone(entity.timeZone)) {
    problems.push(
      blocking('UNKNOWN_TIME_ZONE', 'entity.timeZone', null, 'Not a time zone name such as Europe/Berlin.'),
    );
  }
  return problems;
}

function orderProblems(anchors: Anchors, pack: RulePack): readonly LawProblem[] {
  const problems: LawProblem[] = [];
  const { classifiedMajorAt, submitted, latestIntermediateUpdateAt: update } = anchors;
  if (isBefore(classifiedMajorAt, anchors.awareAt.DORA)) {
    problems.push(
      blocking(
        'AWARE_AFTER_CLASSIFIED',
        'anchors.awareAt.DORA',
        'DORA',
        'Awareness under DORA is later than the classification as major. Decide one of them anew; until then DORA has no dates.',
      ),
    );
  }
  for (const { id, regime, anchor } of pack.clocks) {
    if (anchor.event === 'submitted' && isBefore(submitted[id], submitted[anchor.clock])) {
      problems.push(
        blocking(
          'SUBMISSION_OUT_OF_ORDER',
          `anchors.submitted.${id}`,
          regime,
          `${id} is recorded as filed before ${anchor.clock}, which comes first. Strike the filing that is wrong; until then ${REGIME_LABELS[regime]} has no dates.`,
        ),
      );
    }
    if (anchor.event === 'submitted' && anchor.orLatestUpdate && update !== undefined) {
      if (submitted[anchor.clock] === undefined || isBefore(update, submitted[anchor.clock])) {
        problems.push(
          blocking(
            'UPDATE_WITHOUT_REPORT',
            'anchors.latestIntermediateUpdateAt',
            regime,
            `An update is recorded without an earlier ${anchor.clock}. Record that one, or strike the update; until then ${REGIME_LABELS[regime]} has no dates.`,
          ),
        );
      }
    }
  }
  return problems;
}

function remarks(event: Event, now: Instant, pack: RulePack): readonly LawProblem[] {
  const problems: LawProblem[] = [];
  if (event.field !== 'anchors.request.dueAt' && isBefore(now, event.at)) {
    problems.push(
      remark(
        'EVENT_IN_FUTURE',
        event.field,
        event.regime,
        `${eventWords(event)} is later than the current time: check the clock of this machine and the entry.`,
      ),
    );
  }
  const date = event.at.slice(0, 10);
  if (
    event.field.startsWith('anchors.awareAt') &&
    (date < pack.validFrom || (pack.validTo !== null && date >= pack.validTo))
  ) {
    problems.push(
      remark(
        'PACK_OUT_OF_RANGE',
        event.field,
        event.regime,
        `Rule pack ${pack.packVersion} was not made for this date.`,
      ),
    );
  }
  return problems;
}

/** Which of the events it is, as the screens call it. */
function eventWords({ field, regime }: Event): string {
  const [, kind = '', ...rest] = field.split('.');
  const which = rest.join('.');
  if (kind === 'awareAt') return `Awareness under ${REGIME_LABELS[regime]}`;
  if (kind === 'submitted') return `The filing of ${which}`;
  if (kind === 'moments' && isFactId(which)) return `“${factDefinition(which).label}”`;
  if (kind === 'classifiedMajorAt') return 'The classification as major';
  return kind === 'request' ? 'The request of the authority' : 'The latest updated report';
}

function overrideProblems(override: PeriodOverride, index: number, pack: RulePack): readonly LawProblem[] {
  if (isUsableOverride(override, pack)) return [];
  const regime = pack.clocks.find((row) => row.id === override.clock)?.regime ?? null;
  return [
    remark(
      'BAD_OVERRIDE',
      `overrides.${index}`,
      regime,
      'Left aside: only a shorter period in whole hours can replace one in hours.',
    ),
  ];
}

/** False unless both are usable: a bad instant is reported once, as what it is. */
function isBefore(a: Instant | undefined, b: Instant | undefined): boolean {
  return isUsableInstant(a) && isUsableInstant(b) && compareInstants(a, b) < 0;
}

function blocking(code: ProblemCode, field: string, regime: Regime | null, message: string): LawProblem {
  return { code, field, message, regime, blocking: true };
}

function remark(code: ProblemCode, field: string, regime: Regime | null, message: string): LawProblem {
  return { code, field, message, regime, blocking: false };
}
