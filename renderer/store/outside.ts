import { bridge } from '../client/bridge.ts';
import { observable } from './observable.ts';
import { preferences, setPreferences } from './preferences.ts';

/**
 * Whether somebody is told outside of this window. `ask`: the browser has to be asked first, by a press of a person; `refused`: it
 * said no, and only the person can change that, in the browser; `none`: there is no way here.
 */
export type Outside = 'on' | 'off' | 'ask' | 'refused' | 'none';

export const outside = observable<Outside>(stateNow());
preferences.subscribe(() => outside.set(stateNow()));

export async function allowOutside(on: boolean): Promise<void> {
  setPreferences({ reminders: on });
  if (on && outside.get() === 'ask') await Notification.requestPermission();
  outside.set(stateNow());
}

/** Does nothing where it is not allowed. The desktop shell shows it for the page, which has no permission for anything. */
export function tellOutside({ title, body }: { readonly title: string; readonly body: string }): void {
  if (outside.get() !== 'on') return;
  const host = bridge();
  if (host?.remind !== undefined) {
    // A system without notifications has a title bar and a clock board all the same.
    void host.remind({ title, body }).catch(() => outside.set('none'));
    return;
  }
  const shown = new Notification(title, { body, requireInteraction: true, tag: 'bulkhead-deadline' });
  shown.addEventListener('click', () => window.focus());
}

function stateNow(): Outside {
  const wanted = preferences.get().reminders;
  if (bridge()?.remind !== undefined) return wanted ? 'on' : 'off';
  if (!('Notification' in globalThis)) return 'none';
  if (Notification.permission === 'denied') return 'refused';
  if (Notification.permission === 'default') return 'ask';
  return wanted ? 'on' : 'off';
}
