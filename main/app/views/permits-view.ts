import type { PermitsView } from '../../../shared/view/console-view.ts';
import type { Desk } from '../desk.ts';
import type { Journal } from '../journal.ts';

export function permitsView(desk: Desk, { permits, people }: Journal): PermitsView {
  const nameOf = (fingerprint: string): string => people.get(fingerprint)?.name ?? fingerprint.slice(0, 12);
  const { arming } = permits;
  return {
    exec: arming && { armed: arming.counts, by: arming.by.map(nameOf), at: arming.at, reason: arming.reason },
    playbooks: desk.pins.map(({ pinned, title }) => {
      const { state } = permits.standing(pinned);
      const said = permits.approval(pinned.digest);
      return { ...pinned, title, state, by: (said?.by ?? []).map(nameOf), at: said?.at ?? null };
    }),
  };
}
