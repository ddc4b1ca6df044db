import type { EntryBody } from '../ledger/entry.ts';
import type { RunView } from './run-view.ts';

/** What a run left behind that nobody settled, in the order in which it wants looking at. */
export const LEFT_KINDS = ['inDoubt', 'notTold', 'notProven', 'notCarriedOut'] as const;
export type LeftKind = (typeof LEFT_KINDS)[number];

export const LEFT_TEXT: Readonly<Record<LeftKind, string>> = {
  inDoubt: 'a step without outcome',
  notTold: 'begun to be applied, and its state is not known here',
  notProven: 'applied, and not proven',
  notCarriedOut: 'not carried out',
};

/** One action that a run leaves open. */
export interface LeftOpen {
  readonly action: string;
  /** Template and target. */
  readonly label: string;
  readonly what: LeftKind;
  /** It may be a containment in force whose lease cannot be read here: its end has to be told. */
  readonly mayHold: boolean;
  /** What the commander said became of it; null where nothing was asked. */
  readonly told: string | null;
}

/** The words for a run that was ended on record and not by the steps of its playbook. Never “closed”: no exit criterion was asked. */
export const ENDED_WORDS = 'ended without its playbook';

/** Nothing is expected of the run any more. */
export function isOver({ closed, ended }: Pick<RunView, 'closed' | 'ended'>): boolean {
  return closed || ended !== null;
}

export function runEndText({ playbook, because, reason, open, told }: EntryBody<'run.ended'>): string {
  const left = LEFT_KINDS.flatMap((kind) =>
    open[kind].length === 0 ? [] : [`${open[kind].length} ${LEFT_TEXT[kind]}`],
  );
  const why =
    because === 'absent'
      ? `version ${playbook.version} is not in this console`
      : `the record does not follow from version ${playbook.version} here`;
  return [
    `Playbook ${playbook.id} ${ENDED_WORDS}, as ${why}; its exit criteria were not asked: ${withStop(reason)}`,
    `Left open: ${left.length === 0 ? 'nothing on record' : left.join(', ')}.`,
    ...told.map(({ action, text }) => `Of ${action}: ${withStop(text)}`),
  ].join(' ');
}

/** Who ended it and what was left, for reports. `endedAt` in the words of whoever prints it. */
export function runEndSummary({ title, playbook, ended }: RunView, endedAt: string): string {
  if (ended === null) return '';
  const left = ended.open.map(
    ({ label, what, told }) => `${label}: ${LEFT_TEXT[what]}${told === null ? '' : ` (${told})`}`,
  );
  return `${playbook.id} ${title} ${ENDED_WORDS}, exit criteria not asked. ${ended.by}, ${endedAt}: ${withStop(ended.reason)} Left open: ${left.length === 0 ? 'nothing on record' : left.join('; ')}.`;
}

function withStop(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
