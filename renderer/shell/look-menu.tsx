import { Button } from '../ui/button.tsx';
import { useDialogDoor } from './open-dialog.ts';

/** The way to brightness, contrast and the list of shortcuts. */
export function LookMenu() {
  const openDialog = useDialogDoor();
  return (
    <Button tone="quiet" icon="half" onPress={() => openDialog({ kind: 'look' })}>
      View
    </Button>
  );
}
