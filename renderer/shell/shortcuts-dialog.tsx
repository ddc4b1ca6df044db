import { useObservable } from '../store/observable.ts';
import { preferences, setPreferences } from '../store/preferences.ts';
import { INCIDENT_SCREENS } from '../store/route.ts';
import { DialogBox } from '../ui/dialog-box.tsx';
import { Tick } from '../ui/tick.tsx';
import { SCREEN_KEYS, SCREEN_TEXT } from './shortcuts.ts';

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { shortcuts } = useObservable(preferences);
  const rows: readonly (readonly [string, string])[] = [
    ...INCIDENT_SCREENS.map((screen) => [`g ${SCREEN_KEYS[screen]}`, SCREEN_TEXT[screen]] as const),
    ['g i', 'List of incidents'],
    ['m', 'Write a note (on Command)'],
    ['/', 'Filter the timeline'],
    ['Esc', 'Close what is open'],
    ['?', 'This list'],
  ];
  return (
    <DialogBox title="Keyboard shortcuts" open onClose={onClose}>
      <dl className="facts">
        {rows.map(([keys, what]) => (
          <div key={keys} className="shortcut">
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Tick selected={shortcuts} onChange={(on) => setPreferences({ shortcuts: on })}>
        Single-key shortcuts are on
      </Tick>
    </DialogBox>
  );
}
