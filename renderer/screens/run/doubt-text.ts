import type { StepName } from '../../../shared/domain/action.ts';
import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';

export type Happened = 'yes' | 'no' | 'unknown';

/** Steps that change the real system. The others look, so a lost answer loses nothing but the answer. */
const CHANGES: ReadonlySet<StepName> = new Set(['apply', 'killSessions', 'undo']);

export function changes(step: StepName): boolean {
  return CHANGES.has(step);
}

/** What setting a lost look aside leads to. */
export function afterLook(step: StepName): string {
  return step === 'collect' || step === 'dryRun'
    ? 'Set it aside: the action is then a draft, and its dry run can be ordered anew.'
    : 'Set it aside: the action then stands as not known, and can be probed again.';
}

/** What each answer leads to, said before it is given: in doubt nobody presses a button to find out. */
export function afterDoubt(action: ActionView, step: StepName, happened: Happened): string {
  const probe = 'It stands as not known. Order a probe: the console then asks the real system.';
  const unproven = 'It stands as not proven. Probe again, or submit the undo anew.';
  if (step === 'killSessions') return probe;
  if (action.state === 'compensating') return unproven;
  if (step === 'undo') {
    if (happened === 'yes') return unproven;
    if (happened === 'unknown') return unproven;
    return action.gate === null ? probe : 'The undo stays approved and can be executed.';
  }
  if (happened === 'yes') return 'The console probes at once whether it holds.';
  // A renewal: what was applied before may well be in force.
  if (happened === 'unknown' || action.lease !== null) return probe;
  return action.gate?.purpose === 'apply'
    ? 'It is armed again and can be executed, while the approval holds.'
    : 'It is back after its dry run; submit it anew.';
}

/** Programs of the step: a console that was killed leaves them running. */
export function programsOf(effect: EffectView): string {
  const names = effect.commands.flatMap(({ argv }) => argv.slice(0, 1)).map((path) => path.split('/').at(-1) ?? path);
  return [...new Set(names)].join(', ');
}
