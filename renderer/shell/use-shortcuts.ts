import { useEffect } from 'react';
import { preferences } from '../store/preferences.ts';
import { INCIDENT_SCREENS, go } from '../store/route.ts';
import { useDialogDoor } from './open-dialog.ts';
import { SCREEN_KEYS } from './shortcuts.ts';

const PAIR_MS = 1200;

/** Listens for the keys of the list behind `?`. Text boxes and open dialogs keep their keys to themselves. */
export function useShortcuts(incident: string | null): void {
  const openDialog = useDialogDoor();
  useEffect(() => {
    let leader = 0;
    const listen = (event: KeyboardEvent): void => {
      if (!preferences.get().shortcuts || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.key === '?') return openDialog({ kind: 'shortcuts' });
      if (event.key === 'g') {
        leader = event.timeStamp;
        return;
      }
      if (event.key === '/') return focusMarked(event, 'filter');
      if (event.key === 'm') return focusMarked(event, 'note');
      if (event.timeStamp - leader > PAIR_MS) return;
      leader = 0;
      if (event.key === 'i') go({ at: 'start' });
      const screen = INCIDENT_SCREENS.find((name) => SCREEN_KEYS[name] === event.key);
      if (screen !== undefined && incident !== null) go({ at: 'incident', incident, screen, focus: null });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [incident, openDialog]);
}

/** Screens mark the box that a key jumps to with `data-key`. */
function focusMarked(event: KeyboardEvent, mark: string): void {
  const box = document.querySelector<HTMLElement>(`[data-key="${mark}"] input, [data-key="${mark}"] textarea`);
  if (box === null) return;
  event.preventDefault();
  box.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
