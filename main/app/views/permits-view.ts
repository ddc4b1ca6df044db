import type { PermitsView } from '../../../shared/view/console-view.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import type { Desk } from '../desk.ts';
import type { Journal } from '../journal.ts';

export function permitsView(desk: Desk, { permits, people }: Journal): PermitsView {
  const nameOf = (fingerprint: string): string => people.get(fingerprint)?.name ?? fingerprint.slice(0, 12);
  return {
    armings: permits.armings.map(({ counts, by, at, reason, actions, except }) => ({
      armed: counts,
      by: by.map(nameOf),
      at,
      reason,
      actions,
      except,
    })),
    mayRun: actionTemplates.flatMap(({ id, modes }) => (modes.includes('exec') && permits.mayRun(id) ? [id] : [])),
    playbooks: desk.pins.map(({ pinned, title }) => {
      const { state } = permits.standing(pinned);
      const said = permits.approval(pinned.digest);
      const taken = permits.withdrawal(pinned.digest);
      return {
        ...pinned,
        title,
        state,
        by: (said?.by ?? []).map(nameOf),
        at: said?.at ?? null,
        withdrawn: taken && { ...taken, by: nameOf(taken.by) },
      };
    }),
  };
}
