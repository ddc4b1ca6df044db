import type { ActionState } from '../domain/action-states.ts';

/** How far a revocation is: asked for, done, or done and shown by probes. `in-doubt` is nobody's guess. */
export type CutState = 'none' | 'requested' | 'applied' | 'in-doubt' | 'proven';

export interface ActionOnTarget {
  readonly action: string;
  /** A credential or an asset. */
  readonly target: string;
  readonly template: string;
  readonly state: ActionState;
  readonly effects: readonly { readonly status: string }[];
}

const CUT: Readonly<Record<ActionState, CutState>> = {
  drafted: 'requested',
  dryRunning: 'requested',
  dryRunOk: 'requested',
  dryRunRefused: 'requested',
  awaitingApproval: 'requested',
  armed: 'requested',
  applying: 'applied',
  probing: 'applied',
  residual: 'applied',
  killing: 'applied',
  effective: 'proven',
  unknown: 'in-doubt',
  compensating: 'applied',
  compensated: 'none',
  compensationFailed: 'in-doubt',
  // Until it is undone it holds.
  awaitingUndoApproval: 'proven',
  undoArmed: 'proven',
  undoing: 'in-doubt',
  undone: 'none',
  undoFailed: 'in-doubt',
  withdrawn: 'none',
};

/** Per target the action that counts: the latest not withdrawn, in whichever run; nothing is left when all were. */
export function latestActions(
  actions: readonly ActionOnTarget[],
): ReadonlyMap<string, { readonly action: string; readonly cut: CutState }> {
  const found = new Map<string, { readonly action: string; readonly cut: CutState }>();
  for (const { action, target, state, effects } of actions) {
    if (state === 'withdrawn') continue;
    const doubt = effects.some(({ status }) => status === 'in-doubt');
    found.set(target, { action, cut: doubt ? 'in-doubt' : CUT[state] });
  }
  return found;
}
