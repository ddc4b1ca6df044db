import type { ActionView } from '../view/action-view.ts';
import type { IncidentView } from '../view/incident-view.ts';
import { ENDED_WORDS } from '../view/run-end.ts';
import { CONTROLS, type Control, type RecordKind } from './controls.ts';

/** One thing on record that counts for a control. */
export interface Evidence {
  readonly text: string;
  readonly entry: number;
  /** `proven`: probes or signatures show it. `begun`: it is on record, and not shown to hold yet. */
  readonly weight: 'proven' | 'begun';
}

export interface CoverageRow {
  readonly control: Control;
  /** A gap says that this incident's record holds nothing for it, not that the organisation lacks it or broke a rule. */
  readonly status: 'shown' | 'begun' | 'gap';
  readonly evidence: readonly Evidence[];
}

/** What this incident's record shows for each control of reference G. Pure; computed anew from the view. */
export function coverageOf(view: IncidentView): readonly CoverageRow[] {
  return CONTROLS.map((control) => {
    const evidence = [
      ...view.actions.filter((action) => countsFor(control, action)).map(ofAction),
      ...ofRuns(control, view),
      ...control.records.flatMap((kind) => ofRecord(kind, view)),
    ];
    const status = evidence.some((one) => one.weight === 'proven') ? 'shown' : evidence.length > 0 ? 'begun' : 'gap';
    return { control, status, evidence };
  });
}

function countsFor(control: Control, action: ActionView): boolean {
  if (action.state === 'withdrawn') return false;
  return control.actions.some((id) => (id.length === 1 ? action.template.startsWith(id) : familyOf(action) === id));
}

/** N01-L2 counts as N01, M02-DEL as M02. */
function familyOf(action: ActionView): string {
  return action.template.slice(0, 3);
}

function ofAction(action: ActionView): Evidence {
  const last = action.effects.findLast((effect) => effect.completedEntry !== null)?.completedEntry;
  const proven = action.state === 'effective';
  return {
    text: `${action.template} ${action.title} on ${action.targetLabel}${proven ? ', proven' : ''}`,
    entry: last ?? action.revision,
    weight: proven ? 'proven' : 'begun',
  };
}

function ofRuns(control: Control, view: IncidentView): readonly Evidence[] {
  return view.runs
    .filter((run) => control.playbooks.includes(run.playbook.id))
    .map((run) => ({
      text: `${run.playbook.id} ${run.title}${run.closed ? ', closed' : run.ended ? `, ${ENDED_WORDS}` : ''}`,
      entry: run.revision,
      weight: run.closed ? 'proven' : 'begun',
    }));
}

function ofRecord(kind: RecordKind, view: IncidentView): readonly Evidence[] {
  switch (kind) {
    case 'sealed':
      return view.ledger.sealed > 0
        ? [
            {
              text: `Signed ledger, ${view.ledger.sealed} entries under a checkpoint${view.ledger.witnessed ? ', witnessed' : ''}`,
              entry: view.ledger.sealed - 1,
              weight: 'proven',
            },
          ]
        : [];
    case 'awareness':
      return view.awareness.map(({ regime, entry }) => ({ text: `Aware under ${regime}`, entry, weight: 'begun' }));
    case 'filings':
      return view.filings.map(({ stage, entry }) => ({ text: `${stage} filed`, entry, weight: 'proven' }));
    case 'exercise':
      return view.exercise ? [{ text: 'This is an exercise', entry: 1, weight: 'proven' }] : [];
    case 'assets':
      return view.assets.length > 0
        ? [
            {
              text: `${counted(view.assets.length, 'asset')} and ${counted(view.credentials.length, 'credential')} registered`,
              entry: view.revision,
              weight: 'begun',
            },
          ]
        : [];
    case 'gates':
      return view.actions.flatMap((action) =>
        (action.gate?.signatures ?? [])
          .filter((signature) => signature.decision === 'approved')
          .map((signature) => ({
            text: `${signature.name} approved ${action.template} on ${action.targetLabel}`,
            entry: signature.entry,
            weight: 'proven' as const,
          })),
      );
    case 'decisions':
      return view.decisions.map(({ question, entry }) => ({ text: question, entry, weight: 'begun' }));
  }
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
