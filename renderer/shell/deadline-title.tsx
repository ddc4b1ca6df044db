import { useEffect } from 'react';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { pressingClocks } from '../../shared/view/pressing-clocks.ts';
import { useNow } from '../store/now.ts';
import type { IncidentScreen } from '../store/route.ts';
import { durationText } from '../ui/time-text.ts';
import { titleOf } from './title.ts';

/** From here on the tab itself says it: whoever works in another window sees no clock board. */
const PRESSING_MS = 6 * 60 * 60_000;

/** The title of the window, with the next legal deadline before it while one presses or is missed. A reminder that needs no network. */
export function DeadlineTitle({ view, screen }: { readonly view: IncidentView; readonly screen: IncidentScreen }) {
  const now = useNow(30_000);
  const due = pressingClocks(view.legal)[0]?.clock.due ?? null;
  const left = due === null ? null : Date.parse(due) - now;
  const exercise = view.exercise ? 'EXERCISE: ' : '';
  const said = left === null || left > PRESSING_MS ? '' : `${durationText(left)} ${left < 0 ? 'overdue' : 'left'} · `;
  const title = `${exercise}${said}${titleOf(screen)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
