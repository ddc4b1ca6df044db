import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { offeredActions, type Playbook } from '../../../playbooks/kit/playbook.ts';
import { leakPatterns } from '../../../playbooks/leak-patterns/registry.ts';
import { playbooks, retrainingMatrix } from '../../../playbooks/registry.ts';
import { type ActionTemplate, type Step, STEP_NAMES } from '../../../shared/domain/action.ts';
import type { CatalogAction, CatalogView } from '../../../shared/view/catalog-view.ts';
import type { Desk } from '../desk.ts';

export async function catalogView(desk: Desk): Promise<CatalogView> {
  const actions = await Promise.all(
    actionTemplates.map(async (template) => {
      const { programs } = template;
      const found = await Promise.all(programs.map((program) => desk.services.runner.available(program)));
      return actionLine(
        template,
        programs.filter((_, i) => !found[i]),
      );
    }),
  );
  return { patterns: leakPatterns, playbooks: playbooks.map(playbookLine), matrix: retrainingMatrix, actions };
}

/** An action as it is read before anybody drafts it. */
export function actionLine(template: ActionTemplate, missingPrograms: readonly string[]): CatalogAction {
  const { id, title, purpose, risk, reversal, reversalNote, blastRadius, trap, tested, targets, modes } = template;
  const { fields, quorum, leaseMs = null, needsHold = false, breakGlass = false } = template;
  return {
    id,
    title,
    purpose,
    risk,
    reversal,
    reversalNote,
    blastRadius,
    trap,
    tested,
    targets,
    modes,
    fields,
    quorum,
    leaseMs,
    needsHold,
    breakGlass,
    missingPrograms,
    steps: STEP_NAMES.flatMap((step) => {
      const of = template.steps[step];
      return of ? [{ step, titles: titlesOf(template, of) }] : [];
    }),
  };
}

/** What a step does, in words: by the example values, which have the shape of real ones. */
function titlesOf({ fields }: ActionTemplate, { commands, instructions }: Step): readonly string[] {
  const params = Object.fromEntries(fields.map(({ name, example }) => [name, example]));
  const context = { params, actionId: 'act-0000000000000000', sessions: [{ id: '1', label: 'example' }] };
  const titles = commands(context).map(({ title }) => title);
  return [...new Set(titles.length > 0 ? titles : (instructions?.(context) ?? []))];
}

/** A playbook as it is read before anybody starts it. */
export function playbookLine(playbook: Playbook): CatalogView['playbooks'][number] {
  const { id, title, summary, subject = [], states, moves } = playbook;
  return {
    id,
    title,
    summary,
    subject,
    actions: actionsOf(playbook),
    steps: states.map(({ title: name, help, region = null }) => ({ title: name, help, region })),
    moves: moves.map(({ label, help, needs, quorum }) => ({ label, help, needs, signatures: quorum?.distinct ?? 1 })),
  };
}

/** Where waves are, the action of each kind of credential has its place among them. */
function actionsOf(playbook: Playbook): readonly string[] {
  const { byWave, offers } = offeredActions(playbook);
  const waves = byWave ? actionTemplates.filter(({ id }) => id.startsWith('K')).map(({ id }) => id) : [];
  return [...new Set([...waves, ...offers.map(({ template }) => template)])];
}
