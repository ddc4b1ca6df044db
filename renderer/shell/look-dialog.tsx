import { useObservable } from '../store/observable.ts';
import { THEMES, type Theme, preferences, setPreferences } from '../store/preferences.ts';
import { Button } from '../ui/button.tsx';
import { DialogBox } from '../ui/dialog-box.tsx';
import { OutsideTick } from '../ui/outside-tick.tsx';
import { OneOf, Tick } from '../ui/tick.tsx';
import { useDialogDoor } from './open-dialog.ts';

const THEME_TEXT: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** How the console looks, and whether it reminds outside of its window. Kept in this browser. */
export function LookDialog({ onClose }: { readonly onClose: () => void }) {
  const { theme, contrast } = useObservable(preferences);
  const openDialog = useDialogDoor();
  return (
    <DialogBox title="View" open onClose={onClose}>
      <OneOf
        label="Brightness"
        value={theme}
        items={THEMES.map((value) => ({ value, label: THEME_TEXT[value] }))}
        onChange={(value) => setPreferences({ theme: value })}
      />
      <Tick selected={contrast === 'more'} onChange={(more) => setPreferences({ contrast: more ? 'more' : 'system' })}>
        High contrast
      </Tick>
      <OutsideTick />
      <div>
        <Button icon="list" onPress={() => openDialog({ kind: 'shortcuts' })}>
          Keyboard shortcuts
        </Button>
      </div>
    </DialogBox>
  );
}
