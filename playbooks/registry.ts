import { actionTemplates } from './actions/registry.ts';
import { found } from './found.ts';
import type { OfferedAction, Playbook } from './kit/playbook.ts';
import { MATRIX } from './retraining/matrix.ts';

/** Playbooks of this console by id. A run names id, version and digest; another digest is never run (style H9). */
export const playbooks: readonly Playbook[] = found
  .map((playbook) => ({ ...playbook, beside: besideOf(playbook.id) }))
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));

function besideOf(id: string): readonly OfferedAction[] {
  return actionTemplates.flatMap(({ id: template, offeredBy = [] }) =>
    offeredBy.filter(({ playbook }) => playbook === id).map(({ playbook: _, ...offer }) => ({ template, ...offer })),
  );
}

/** What PB3 advises by what happened; shown where the run asks for the row. */
export const retrainingMatrix = MATRIX;
