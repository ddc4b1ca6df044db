import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';

const EVERYTHING = 'everything';

interface Hold {
  readonly of: string;
  readonly scope: string;
  readonly reason: string;
  readonly exhibits: readonly string[];
}

interface Props {
  readonly view: IncidentView;
  /** What it is about; null where the person chooses. */
  readonly target: { readonly id: string; readonly label: string } | null;
  readonly onClose: () => void;
}

/** Names what must not be destroyed, and which exhibits are the sealed copies of it. */
export function HoldDialog({ view, target, onClose }: Props) {
  const label = target?.label ?? view.codename;
  const draft = useDraft<Hold>({
    scope: view.incident,
    form: `hold ${target?.id ?? 'chosen here'}`,
    label: `Legal hold on ${label}`,
    blank: { of: target?.id ?? '', scope: target?.label ?? '', reason: '', exhibits: [] },
  });
  const { of, scope, reason, exhibits } = draft.value;
  const place = useCommand('Legal hold', async ({ client }) => {
    const answer = await client.hold.place({
      incident: view.incident as `inc-${string}`,
      target: of === EVERYTHING ? null : (of as `ast-${string}` | `crd-${string}`),
      scope,
      reason,
      exhibits: [...exhibits],
    });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={target === null ? 'Place a legal hold' : `Legal hold on ${label}`} open onClose={onClose} wide>
      <DraftNotice draft={draft} />
      {target === null && (
        <Choice
          label="Of what"
          value={of}
          prompt="Choose"
          hint="A deletion is let through by a hold on the very thing, or on everything, that names a sealed copy."
          options={[
            { value: EVERYTHING, label: 'Everything in this incident' },
            ...view.assets.map(({ id, name }) => ({ value: id, label: name })),
            ...view.credentials.map((one) => ({ value: one.id, label: one.label })),
          ]}
          onChange={(next) => draft.change({ of: next })}
        />
      )}
      <TextInput
        label="What is held"
        value={scope}
        onChange={(next) => draft.change({ scope: next })}
        maxLength={300}
        startHere={target !== null}
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
          isDisabled={of === '' || scope.trim() === '' || reason.trim() === ''}
          onPress={() => void place.send()}
        >
          Place the hold
        </Button>
      </div>
    </DialogBox>
  );
}
