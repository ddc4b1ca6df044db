import type { Instant } from '../../../shared/domain/instant.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface RequestForm {
  readonly requestedBy: string;
  readonly reference: string;
  readonly requestedAt: Instant | null;
  readonly dueAt: Instant | null;
}

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly onClose: () => void;
}

/** An authority asked for an intermediate report: the only NIS2 report whose date somebody else sets. */
export function RequestDialog({ view, entity, onClose }: Props) {
  const form = {
    scope: view.incident,
    form: `request ${entity.entity}`,
    label: `Request of an authority, ${entity.entityName}`,
  };
  const draft = useDraft<RequestForm>({
    ...form,
    blank: { requestedBy: '', reference: '', requestedAt: null, dueAt: null },
  });
  const { requestedBy, reference, requestedAt, dueAt } = draft.value;
  const note = useCommand('Request', async ({ client }) => {
    if (requestedAt === null || dueAt === null) throw new Error('the form is not complete');
    const answer = await client.law.noteRequest({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      stage: 'NIS2.IR',
      requestedBy,
      reference,
      requestedAt,
      dueAt,
    });
    draft.forget();
    onClose();
    return answer;
  });
  const ready = requestedBy.trim() !== '' && requestedAt !== null && dueAt !== null;
  return (
    <DialogBox title={`An authority asked for an intermediate report: ${entity.entityName}`} open onClose={onClose}>
      <DraftNotice draft={draft} />
      <TextInput
        label="Who asked"
        value={requestedBy}
        onChange={(next) => draft.change({ requestedBy: next })}
        maxLength={200}
      />
      <TextInput
        label="Their reference"
        value={reference}
        onChange={(next) => draft.change({ reference: next })}
        maxLength={200}
      />
      <InstantInput
        key={`asked ${draft.generation}`}
        keep={form}
        label="Asked at"
        value={requestedAt}
        zones={[entity.timeZone]}
        onChange={(next) => draft.change({ requestedAt: next })}
      />
      <InstantInput
        key={`due ${draft.generation}`}
        keep={form}
        label="Date they set"
        value={dueAt}
        past={false}
        zones={[entity.timeZone]}
        onChange={(next) => draft.change({ dueAt: next })}
      />
      <FailureBox failure={note.failure} onRetry={() => void note.send()} />
      <div>
        <Button tone="primary" busy={note.busy} isDisabled={!ready} onPress={() => void note.send()}>
          Record the request
        </Button>
      </div>
    </DialogBox>
  );
}
