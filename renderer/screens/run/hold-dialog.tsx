import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';

interface Hold {
  readonly scope: string;
  readonly reason: string;
  readonly exhibits: readonly string[];
}

interface Props {
  readonly view: IncidentView;
  readonly target: string;
  readonly label: string;
  readonly onClose: () => void;
}

/** Names what must not be destroyed, and which exhibits are the sealed copies of it. */
export function HoldDialog({ view, target, label, onClose }: Props) {
  const draft = useDraft<Hold>({
    scope: view.incident,
    form: `hold ${target}`,
    label: `Legal hold on ${label}`,
    blank: { scope: label, reason: '', exhibits: [] },
  });
  const { scope, reason, exhibits } = draft.value;
  const place = useCommand('Legal hold', async ({ client }) => {
    const answer = await client.hold.place({
      incident: view.incident as `inc-${string}`,
      target: target as `ast-${string}` | `crd-${string}`,
      scope,
      reason,
      exhibits: [...exhibits],
    });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={`Legal hold on ${label}`} open onClose={onClose} wide>
      <DraftNotice draft={draft} />
      <TextInput
        label="What is held"
        value={scope}
        onChange={(next) => draft.change({ scope: next })}
        maxLength={300}
        startHere
      />
      {view.exhibits.length === 0 ? (
        <p className="note-box">
          No evidence was taken in yet. Copy what would be destroyed, take the copy in on the Evidence screen, then name
          it here.
        </p>
      ) : (
        <Ticks
          label="Sealed copies of it"
          hint="Without one the hold stands, and the deletion stays refused."
          value={exhibits}
          items={view.exhibits.slice(-20).map(({ exhibit, name }) => ({ value: exhibit, label: `${exhibit} ${name}` }))}
          onChange={(next) => draft.change({ exhibits: next })}
        />
      )}
      <TextInput label="Reason" rows={2} value={reason} onChange={(next) => draft.change({ reason: next })} />
      <FailureBox failure={place.failure} />
      <div>
        <Button
          tone="primary"
          busy={place.busy}
          isDisabled={scope.trim() === '' || reason.trim() === ''}
          onPress={() => void place.send()}
        >
          Place the hold
        </Button>
      </div>
    </DialogBox>
  );
}
