import { compareInstants, msOf, type Instant } from '../domain/instant.ts';
import { anchorAt, findProblems, isUsableOverride } from './anchor-check.ts';
import { latestArguable } from './arguable.ts';
import type { ClockReport, ClockState, ClockStateName, DeadlineInput, LawProblem } from './clock-state.ts';
import { servicesOf } from './entity.ts';
import { evaluate } from './logic/formula.ts';
import type { ClockId, ClockRow, RulePack } from './pack.ts';
import { periodEnd } from './period-end.ts';
import { answerRegimes, type RegimeAnswer } from './regime-rules.ts';
import { reliefFor } from './relief.ts';
import { isUsableInstant, localText, plusHours } from './zone-time.ts';

type Earlier = ReadonlyMap<ClockId, ClockState>;
type Computed = Pick<ClockState, 'due' | 'relief' | 'latestArguable' | 'explanation'> & {
  readonly notes: readonly string[];
};

/**
 * Every clock that runs or may run for one legal entity, from recorded events and a given "now" alone: the same answer after a
 * restart or a year. A clock whose starting event is not recorded has no date (pitfall 2); an input that cannot be right has a
 * problem with a code, and no date (vector T16).
 */
export function computeClocks(input: DeadlineInput, pack: RulePack): ClockReport {
  const problems = findProblems(input, pack);
  if (problems.some((problem) => problem.blocking && problem.regime === null)) {
    return { packVersion: pack.packVersion, clocks: [], problems };
  }
  const answers = answerRegimes(input.entity, input, pack);
  const clocks = new Map<ClockId, ClockState>();
  for (const row of pack.clocks) {
    const answer = answers[row.regime];
    if (answer.outcome === 'does-not-apply' || !isForRole(row, input.entity) || isReplaced(row, input)) continue;
    if (isReclassified(row, input)) continue;
    const when = row.when === undefined ? 'yes' : evaluate(row.when, input.read ?? (() => null));
    // What was filed or asked for stays on the board whatever the facts say later.
    if (when === 'no' && input.anchors.submitted[row.id] === undefined) continue;
    const open = answer.outcome === 'open' || when === 'unknown';
    const resolved = { ...answer, outcome: open ? ('open' as const) : answer.outcome };
    clocks.set(row.id, clockState(resolveRow(row, input, pack), resolved, input, pack, problems, clocks));
  }
  return { packVersion: pack.packVersion, clocks: [...clocks.values()], problems };
}

/** A progress report takes the place of the final one of that date; a final one that was filed all the same stays. */
function isReplaced({ id, replacedBy }: ClockRow, { anchors }: DeadlineInput): boolean {
  return replacedBy !== undefined && anchors.submitted[replacedBy] !== undefined && anchors.submitted[id] === undefined;
}

/** Reported as major, then told not to be: what was filed stays on the board, nothing more is due. */
function isReclassified({ id, regime }: ClockRow, { anchors }: DeadlineInput): boolean {
  const { classifiedNotMajorAt, reclassifiedAt, submitted } = anchors;
  const isOver = classifiedNotMajorAt !== undefined && reclassifiedAt !== undefined;
  return regime === 'DORA' && isOver && submitted[id] === undefined;
}

function isForRole(row: ClockRow, { isController }: DeadlineInput['entity']): boolean {
  if (row.role === undefined || isController === 'unknown')
    return row.role !== 'processor' || isController === 'unknown';
  return row.role === (isController === 'yes' ? 'controller' : 'processor');
}

interface ResolvedRow extends ClockRow {
  readonly registerId: string;
}

/** The row as it binds this entity: a variant of its type first, then the shortest national period. */
function resolveRow(row: ClockRow, input: DeadlineInput, pack: RulePack): ResolvedRow {
  const { variant } = row;
  const isVariant =
    variant !== undefined &&
    servicesOf(input.entity).includes(variant.service) &&
    evaluate(variant.unless, input.read ?? (() => null)) !== 'no';
  const own = isVariant
    ? { ...row, registerId: variant.registerId, period: variant.period, basis: `${row.basis}; ${variant.basis}` }
    : { ...row, registerId: row.id };
  return { ...nationalRow(own, input, pack), registerId: own.registerId };
}

/** The row with the shortest national period that applies, or as it is. */
function nationalRow(row: ClockRow, input: DeadlineInput, pack: RulePack): ClockRow {
  const national = [...pack.overrides, ...(input.overrides ?? [])]
    .filter(
      (item) => item.clock === row.id && item.memberState === input.entity.memberState && isUsableOverride(item, pack),
    )
    .toSorted((a, b) => a.hours - b.hours)[0];
  if (national === undefined) return row;
  return {
    ...row,
    period: { unit: 'hours', count: national.hours },
    basis: `${row.basis}; ${national.basis}`,
    sources: [...row.sources, ...national.sources],
  };
}

function clockState(
  row: ResolvedRow,
  finding: RegimeAnswer,
  input: DeadlineInput,
  pack: RulePack,
  problems: readonly LawProblem[],
  earlier: Earlier,
): ClockState {
  const { entity, anchors, now } = input;
  const withheld = problems.filter((problem) => problem.blocking && problem.regime === row.regime);
  const recorded = anchors.submitted[row.id];
  const submittedAt = isUsableInstant(recorded) ? recorded : null;
  const from = withheld.length === 0 ? anchorAt(row.anchor, row.regime, anchors) : null;
  const computed = compute(row, from, input, pack) ?? unset(row, withheld);
  const noNumber = row.period.unit === 'no-number';
  const state =
    noNumber && computed.due === null && from !== null && submittedAt === null
      ? 'running'
      : stateOf(computed.due, submittedAt, now);
  const national = nationalAwareness(row, input, pack);
  const waiting = computed.due === null && withheld.length === 0 && submittedAt === null;
  return {
    clockId: row.id,
    registerId: row.registerId,
    entityId: entity.entityId,
    regime: row.regime,
    stage: row.stage,
    title: row.title,
    recipient: row.recipient,
    basis: row.basis,
    sources: row.sources,
    applicability: finding.outcome === 'applies' ? 'applies' : 'open',
    state,
    anchor: { rule: row.anchor, text: row.anchorText, at: from },
    due: computed.due,
    noNumber,
    dueLocal: computed.due === null ? null : localText(computed.due, entity.timeZone),
    relief: computed.relief,
    latestArguable: computed.latestArguable,
    remainingMs: computed.due !== null && submittedAt === null ? msOf(computed.due) - msOf(now) : null,
    submittedAt,
    projection: waiting ? projectionOf(row, input, pack, earlier) : null,
    guard: waiting ? (lateGuardOf(row, input, earlier) ?? guardOf(row, input)) : null,
    explanation: computed.explanation,
    notes: [
      ...computed.notes,
      ...notMajorNotes(row, input),
      ...row.notes,
      ...(national === null ? [] : [national]),
      ...openNotes(finding),
    ],
    nationalAwareness: national,
    problems: withheld,
  };
}

function stateOf(due: Instant | null, submittedAt: Instant | null, now: Instant): ClockStateName {
  if (submittedAt !== null) return due !== null && compareInstants(submittedAt, due) > 0 ? 'late-filed' : 'submitted';
  if (due === null) return 'not-started';
  return compareInstants(now, due) > 0 ? 'overdue' : 'running';
}

function compute(row: ClockRow, from: Instant | null, input: DeadlineInput, pack: RulePack): Computed | null {
  const { entity, anchors } = input;
  if (from !== null && row.period.unit === 'no-number') return withoutNumber(row, from, entity.timeZone);
  if (from !== null && row.period.unit === 'as-requested') return asRequested(row, input);
  const end = from === null ? null : periodEnd(row, from, anchors.awareAt[row.regime] ?? null, entity.timeZone);
  if (end === null) return null;
  const relief = reliefFor(row, end.at, entity, pack);
  const due = relief.kind === 'granted' ? relief.at : end.at;
  const arguable = latestArguable(row, end.at, due, entity, pack);
  const moved = relief.kind === 'granted' ? ` ${relief.reason} ${relief.basis}.` : '';
  return {
    due,
    relief: relief.kind === 'granted' ? { without: end.at, basis: relief.basis, reason: relief.reason } : null,
    latestArguable: arguable && { ...arguable, local: localText(arguable.at, entity.timeZone), needsCounsel: true },
    explanation: `${localText(end.at, entity.timeZone)}: ${end.how} (${end.basis}).${moved}`,
    notes: relief.kind === 'refused' ? [relief.reason] : [],
  };
}

function withoutNumber(row: ClockRow, from: Instant, zone: string): Computed {
  const explanation = `Without undue delay since ${row.anchorText} (${localText(from, zone)}); the law gives no number (${row.basis}).`;
  return { due: null, relief: null, latestArguable: null, explanation, notes: [] };
}

function asRequested(row: ClockRow, { anchors, entity }: DeadlineInput): Computed | null {
  if (anchors.request === undefined) return null;
  const due = anchors.request.dueAt;
  const explanation = `${localText(due, entity.timeZone)}: the date set in the request (${row.basis}).`;
  return { due, relief: null, latestArguable: null, explanation, notes: [] };
}

function unset(row: ClockRow, withheld: readonly LawProblem[]): Computed {
  const why = withheld.length > 0 ? withheld.map((problem) => `${problem.message} [${problem.code}]`).join(' ') : '';
  const explanation =
    why === '' ? `No date until it is recorded when ${row.anchorText} (${row.basis}).` : `No date: ${why}`;
  return { due: null, relief: null, latestArguable: null, explanation, notes: [] };
}

/** Regulation 7.2 point 5: where the report before it is not filed, what its own due date would lead to; what is over can be filed now at best. */
function projectionOf(row: ClockRow, input: DeadlineInput, pack: RulePack, earlier: Earlier): ClockState['projection'] {
  if (row.anchor.event !== 'submitted') return null;
  const before = earlier.get(row.anchor.clock);
  if (before === undefined) return null;
  const isOver = before.state === 'overdue';
  const from = isOver ? input.now : (before.due ?? before.projection?.at ?? null);
  const at = compute(row, from, input, pack)?.due ?? null;
  if (at === null) return null;
  return {
    at,
    local: localText(at, input.entity.timeZone),
    assumes: [...(before.projection?.assumes ?? []), row.anchor.clock],
    filedNow: isOver || before.projection?.filedNow === true,
  };
}

/** RTS 2025/301 Art. 5(3): the notice has to come before the clock it is about expires. */
function lateGuardOf(row: ClockRow, { entity }: DeadlineInput, earlier: Earlier): ClockState['guard'] {
  if (row.anchor.event !== 'regime-due') return null;
  const next = [...earlier.values()]
    .filter((clock) => clock.regime === row.regime && clock.state === 'running' && clock.due !== null)
    .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))[0];
  if (next === undefined || next.due === null) return null;
  const text = `If ${next.registerId} cannot be made in time, the notice has to be out before it expires.`;
  return { at: next.due, local: localText(next.due, entity.timeZone), text };
}

/** Vector T15 and pitfall 5: with one of the two DORA anchors, the outer limit is already known and is shown as that. */
function guardOf(row: ClockRow, { anchors, entity, now }: DeadlineInput): ClockState['guard'] {
  if (row.period.unit !== 'classified-capped') return null;
  if (anchors.classifiedNotMajorAt !== undefined) return null;
  const { afterAware, afterClassified, lateBasis } = row.period;
  const aware = anchors.awareAt[row.regime];
  const classified = anchors.classifiedMajorAt;
  if (aware !== undefined) {
    const at = plusHours(aware, afterAware);
    const text =
      compareInstants(now, at) <= 0
        ? `Not classified yet. Once classified as major it is due ${afterClassified} h later, and by this time at the latest. Waiting with the classification gains nothing.`
        : `Not classified, and ${afterAware} h since awareness are over. Once classified as major it is due ${afterClassified} h later (${lateBasis}); the classification itself has to be prompt.`;
    return { at, local: localText(at, entity.timeZone), text };
  }
  if (classified === undefined) return null;
  const at = plusHours(classified, afterClassified);
  const text = `Awareness is not recorded. It is due by this time at the latest, and earlier if ${afterAware} h after awareness come first.`;
  return { at, local: localText(at, entity.timeZone), text };
}

function notMajorNotes({ regime }: ClockRow, { anchors, entity }: DeadlineInput): readonly string[] {
  const { classifiedNotMajorAt, submitted } = anchors;
  if (regime !== 'DORA' || classifiedNotMajorAt === undefined) return [];
  const said = `Classified as not major (${localText(classifiedNotMajorAt, entity.timeZone)}).`;
  return [
    submitted['DORA.IN'] === undefined
      ? `${said} New facts can change that; recurring incidents are looked at every month.`
      : `${said} The authority was told of a major incident: dates stand until the reclassification is filed.`,
  ];
}

function nationalAwareness(row: ClockRow, { entity }: DeadlineInput, pack: RulePack): string | null {
  if (row.regime !== 'NIS2' || row.anchor.event !== 'aware') return null;
  return pack.nationalNis2[entity.memberState]?.awareness ?? null;
}

function openNotes(finding: RegimeAnswer): readonly string[] {
  return finding.question === null ? [] : [`Shown although open: ${finding.reason} ${finding.question}`];
}
