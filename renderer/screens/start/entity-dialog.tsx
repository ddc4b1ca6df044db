import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import {
  EntityFields,
  entityForm,
  type EntityForm,
  isCompleteEntity,
  newEntity,
  toEntityInput,
} from './entity-fields.tsx';
import { isWholeMore } from './entity-more.ts';

interface Props {
  /** Null: a new entity. */
  readonly entity: LegalEntity | null;
  /** The incident a new entity joins at once; null: only those to come. */
  readonly incident: string | null;
  readonly onClose: () => void;
}

/** An entity described anew, on record with the reason. Clocks and regimes follow; what was decided stays as it was. */
export function EntityDialog({ entity, incident, onClose }: Props) {
  const title = entity === null ? 'Add a legal entity' : `Describe ${entity.name}`;
  const draft = useDraft<{ readonly form: EntityForm; readonly reason: string }>({
    scope: incident ?? 'console',
    form: `entity ${entity?.id ?? 'new'}`,
    label: title,
    blank: { form: entity === null ? newEntity(1) : entityForm(entity, 1), reason: '' },
  });
  const { form, reason } = draft.value;
  const describe = useCommand('Description', async (store) => {
    const answer = await store.client.organisation.describe({
      entity: { ...toEntityInput(form), ...(entity === null ? {} : { id: entity.id }) },
      reason,
      ...(incident === null ? {} : { incident: incident as `inc-${string}` }),
    });
    draft.forget();
    await store.console.refresh();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={title} open wide onClose={onClose}>
      <DraftNotice draft={draft} />
      <EntityFields entity={form} number={1} onChange={(next) => draft.change({ form: next })} onRemove={null} />
      <TextInput
        label="Reason"
        rows={2}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        hint="Recorded in the journal and in every incident that knows this entity."
      />
      {!isWholeMore(form.more) && (
        <p className="field-hint">
          A figure, a contact or an authority was begun and is not complete. Finish it, or empty it.
        </p>
      )}
      <FailureBox failure={describe.failure} onRetry={() => void describe.send()} />
      <div>
        <Button
          tone="primary"
          busy={describe.busy}
          isDisabled={!isCompleteEntity(form) || !isWholeMore(form.more) || reason.trim() === ''}
          onPress={() => void describe.send()}
        >
          Record the description
        </Button>
      </div>
    </DialogBox>
  );
}
