import type { Instant } from '../../domain/instant.ts';
import type { Assessment, CriterionResult } from '../assessment.ts';
import type { ClockState } from '../clock-state.ts';
import type { Cited } from '../forms/document.ts';
import { REGIME_LABELS } from '../pack.ts';
import type { RegimeFinding } from '../regime-finding.ts';
import type { Tri } from '../tri.ts';
import { localText } from '../zone-time.ts';

/** `2026-11-22 01:10:04 UTC`: a reader compares it with others; thousandths are in the ledger. */
export function utcWords(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

/** Why a regime applies, does not, or is open: rule, article, what it rests on and what would change it. */
export function findingItem(finding: RegimeFinding): Cited {
  const rests = finding.facts.length === 0 ? '' : ` Rests on: ${finding.facts.join('; ')}.`;
  const before = finding.after === null ? '' : `; before it rule ${finding.after.ruleId}, ${finding.after.basis}`;
  const dormant = finding.dormant === null ? '' : ` ${finding.dormant}`;
  const changes = finding.changes.length === 0 ? '' : ` Would change it: ${finding.changes.join('; ')}.`;
  return {
    text: `${REGIME_LABELS[finding.regime]}: ${finding.outcome.replaceAll('-', ' ')} (rule ${finding.ruleId}, ${finding.basis}${before}). ${finding.reason}${dormant}${rests}${changes} Sources: ${finding.sources.join(', ')}.`,
    cites: [],
    assessment: true,
  };
}

const VERDICT: Readonly<Record<Tri, string>> = { yes: 'met', no: 'not met', unknown: 'unknown' };

const ANSWER: Readonly<Record<Tri, string>> = { yes: 'Yes', no: 'No', unknown: 'Unknown' };

export function verdictText({ question, verdict, basis, how }: Assessment): string {
  return `${question} ${ANSWER[verdict]}, by ${basis}. ${how}`;
}

/** One criterion with its article and the answers it rests on. */
export function criterionItem({ title, basis, verdict, facts, sources }: CriterionResult): Cited {
  const said = facts.map(({ label, text, provenance }) => {
    const how = provenance === null || provenance === 'actual' ? '' : ` (${provenance})`;
    return `${label.replace(/\?$/, '')}: ${text ?? 'not known'}${text === null ? '' : how}`;
  });
  return {
    text: `${title}: ${VERDICT[verdict]} (${basis}). ${said.join('; ')}. Sources: ${sources.join(', ')}.`,
    cites: facts.flatMap(({ entry, evidence }) => (entry === null ? [] : [entry, ...evidence])),
    assessment: true,
  };
}

/** Clocks as they stand: date, state, and how the date comes about. What nothing on record points to is named in one line. */
export function clockItems(
  clocks: readonly ClockState[],
  raised: ReadonlySet<string>,
  zone: string,
  entriesOf: (clock: ClockState) => readonly number[],
): readonly Cited[] {
  const isQuiet = (clock: ClockState): boolean => clock.state === 'not-started' && !raised.has(clock.regime);
  const quiet = clocks.filter(isQuiet);
  const names = quiet.map(({ registerId }) => registerId).join(', ');
  return [
    ...clocks.filter((clock) => !isQuiet(clock)).map((clock) => clockItem(clock, zone, entriesOf(clock))),
    ...(quiet.length === 0
      ? []
      : [{ text: `Not started, and nothing on record points to them: ${names}.`, cites: [], assessment: true }]),
  ];
}

function clockItem(clock: ClockState, zone: string, cites: readonly number[]): Cited {
  const { submittedAt, latestArguable, guard } = clock;
  const due = clock.dueLocal === null ? 'no date exists' : `due ${clock.dueLocal}`;
  const filed = submittedAt === null ? '' : `, filed ${localText(submittedAt, zone)}`;
  const limit = guard === null ? '' : ` By ${guard.local}: ${guard.text}`;
  const later = latestArguable === null ? '' : ` Latest arguable, for counsel: ${latestArguable.local}.`;
  return {
    text: `${clock.registerId} ${clock.title}: ${clock.state.replaceAll('-', ' ')}, ${due}${filed}. ${clock.explanation}${limit}${later}`,
    cites,
    assessment: true,
  };
}
