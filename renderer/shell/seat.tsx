import type { SessionView } from '../../shared/view/console-view.ts';
import { useCommand } from '../store/command.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { rolesText } from '../ui/role-text.ts';
import { useDialogDoor } from './open-dialog.ts';

/** Whose key signs what is done now. A second person looks different from the lead, so nobody signs as somebody else by habit. */
export function Seat({ session }: { readonly session: SessionView }) {
  const openDialog = useDialogDoor();
  const lock = useCommand('Lock', async (store) => {
    await store.client.session.lock({});
    await store.console.refresh();
  });
  const giveBack = useCommand('Give back', async (store) => {
    await store.client.session.giveBack({});
    await store.console.refresh();
  });
  const { lead, second, acting } = session;
  if (acting === null || lead === null) return null;
  return (
    <div className={second === null ? 'seat' : 'seat seat-second'}>
      <Icon name={second === null ? 'person' : 'people'} />
      <div className="seat-who">
        <span className="small">{second === null ? 'Signing as' : 'Second person signing'}</span>
        <span className="strong" title={rolesText(acting.roles)}>
          {acting.name}
        </span>
      </div>
      {second === null ? (
        <Button size="small" icon="people" onPress={() => openDialog({ kind: 'second', preferred: null })}>
          Second person
        </Button>
      ) : (
        <Button
          size="small"
          tone="primary"
          icon="undo"
          busy={giveBack.busy}
          aria-label={`Give back to ${lead.name}`}
          onPress={() => void giveBack.send()}
        >
          Give back
        </Button>
      )}
      <Button size="small" icon="lock" busy={lock.busy} onPress={() => void lock.send()}>
        Lock
      </Button>
    </div>
  );
}
