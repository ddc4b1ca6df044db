import { compareInstants, msOf, type Instant } from '../domain/instant.ts';
import { anchorAt, findProblems, isUsableOverride } from './anchor-check.ts';
import { latestArguable } from './arguable.ts';
import type { ClockReport, ClockState, ClockStateName, DeadlineInput, LawProblem } from './clock-state.ts';
import type { ClockId, ClockRow, RulePack } from './pack.ts';
import { periodEnd } from './period-end.ts';
import type { RegimeFinding } from './regime-finding.ts';
import { hasClocks, routeRegimes } from './regime.ts';
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
  const { findings } = routeRegimes(input.entity, input, pack);
  const clocks = new Map<ClockId, ClockState>();
  for (const row of pack.clocks) {
    const finding = findings.find(({ regime }) => regime === row.regime);
    if (finding === undefined || !hasClocks(finding)) continue;
    clocks.set(row.id, clockState(nationalRow(row, input, pack), finding, input, pack, problems, clocks));
  }
  return { packVersion: pack.packVersion, clocks: [...clocks.values()], problems };
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
  row: ClockRow,
  finding: RegimeFinding,
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
  const state = stateOf(computed.due, submittedAt, now);
  const waiting = computed.due === null && withheld.length === 0 && submittedAt === null;
  return {
    clockId: row.id,
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
    dueLocal: computed.due === null ? null : localText(computed.due, entity.timeZone),
    relief: computed.relief,
    latestArguable: computed.latestArguable,
    remainingMs: computed.due !== null && submittedAt === null ? msOf(computed.due) - msOf(now) : null,
    submittedAt,
    projection: waiting ? projectionOf(row, input, pack, earlier) : null,
    guard: waiting ? guardOf(row, input) : null,
    explanation: computed.explanation,
    notes: [...computed.notes, ...row.notes, ...nationalNotes(row, input, pack), ...openNotes(finding)],
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

function unset(row: ClockRow, withheld: readonly LawProblem[]): Computed {
  const why = withheld.length > 0 ? withheld.map((problem) => `${problem.message} [${problem.code}]`).join(' ') : '';
  const explanation =
    why === '' ? `No date until it is recorded when ${row.anchorText} (${row.basis}).` : `No date: ${why}`;
  return { due: null, relief: null, latestArguable: null, explanation, notes: [] };
}

/** Regulation 7.2 point 5: where the report before it is not filed, what its own due date would lead to. */
function projectionOf(row: ClockRow, input: DeadlineInput, pack: RulePack, earlier: Earlier): ClockState['projection'] {
  if (row.anchor.event !== 'submitted') return null;
  const before = earlier.get(row.anchor.clock);
  if (before === undefined) return null;
  const from = before.due ?? before.projection?.at ?? null;
  const at = compute(row, from, input, pack)?.due ?? null;
  if (at === null) return null;
  return {
    at,
    local: localText(at, input.entity.timeZone),
    assumes: [...(before.projection?.assumes ?? []), row.anchor.clock],
  };
}

/** Vector T15 and pitfall 5: with one of the two DORA anchors, the outer limit is already known and is shown as that. */
function guardOf(row: ClockRow, { anchors, entity, now }: DeadlineInput): ClockState['guard'] {
  if (row.period.unit !== 'classified-capped') return null;
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

function nationalNotes(row: ClockRow, { entity }: DeadlineInput, pack: RulePack): readonly string[] {
  if (row.regime !== 'NIS2' || row.anchor.event !== 'aware') return [];
  const awareness = pack.nationalNis2[entity.memberState]?.awareness;
  return awareness === undefined ? [] : [awareness];
}

function openNotes(finding: RegimeFinding): readonly string[] {
  return finding.question === null ? [] : [`Shown although open: ${finding.reason} ${finding.question}`];
}
