import { useObservable } from '../store/observable.ts';
import { THEMES, type Theme, preferences, setPreferences } from '../store/preferences.ts';
import { Choice } from '../ui/choice.tsx';
import { Tick } from '../ui/tick.tsx';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '../ui/button.tsx';
import { useDialogDoor } from './dialog-door.tsx';

const THEME_TEXT: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** How the console looks, and the way to the list of shortcuts. */
export function LookMenu() {
  const { theme, contrast } = useObservable(preferences);
  const openDialog = useDialogDoor();
  return (
    <DialogTrigger>
      <Button tone="quiet" icon="half">
        View
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="stack" aria-label="View">
          <Choice
            label="Brightness"
            value={theme}
            options={THEMES.map((value) => ({ value, label: THEME_TEXT[value] }))}
            onChange={(value) => setPreferences({ theme: value })}
          />
          <Tick
            selected={contrast === 'more'}
            onChange={(more) => setPreferences({ contrast: more ? 'more' : 'system' })}
          >
            High contrast
          </Tick>
          <Button icon="list" onPress={() => openDialog({ kind: 'shortcuts' })}>
            Keyboard shortcuts
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
