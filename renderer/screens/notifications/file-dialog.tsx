import type { Instant } from '../../../shared/domain/instant.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface FilingForm {
  readonly filedAt: Instant | null;
  readonly channel: string;
  readonly receipt: string;
}

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly stage: ClockId;
  readonly onClose: () => void;
}

/** Records that a person filed the report elsewhere. Later clocks count from this instant. */
export function FileDialog({ view, entity, stage, onClose }: Props) {
  const form = {
    scope: view.incident,
    form: `filing ${entity.entity} ${stage}`,
    label: `Filing of ${stage}, ${entity.entityName}`,
  };
  const draft = useDraft<FilingForm>({ ...form, blank: { filedAt: null, channel: '', receipt: '' } });
  const { filedAt, channel, receipt } = draft.value;
  const file = useCommand('Filing', async ({ client }) => {
    if (filedAt === null) throw new Error('the time of filing is missing');
    const answer = await client.notification.file({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      stage,
      filedAt,
      channel,
      receipt,
    });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={`Record the filing of ${stage}`} open onClose={onClose}>
      <p>Bulkhead sends nothing. Record here what was filed for {entity.entityName}, where and with which receipt.</p>
      <DraftNotice draft={draft} />
      <InstantInput
        key={draft.generation}
        keep={form}
        label="Filed at"
        value={filedAt}
        onChange={(next) => draft.change({ filedAt: next })}
        zones={[entity.timeZone]}
      />
      <TextInput
        label="Channel"
        value={channel}
        onChange={(next) => draft.change({ channel: next })}
        maxLength={200}
        hint="Portal, mail address, telephone number"
      />
      <TextInput
        label="Receipt"
        value={receipt}
        onChange={(next) => draft.change({ receipt: next })}
        maxLength={200}
        hint="Number or text the authority answered with"
      />
      <FailureBox failure={file.failure} onRetry={() => void file.send()} />
      <div>
        <Button
          tone="primary"
          busy={file.busy}
          isDisabled={filedAt === null || channel.trim() === '' || receipt.trim() === ''}
          onPress={() => void file.send()}
        >
          Record the filing
        </Button>
      </div>
    </DialogBox>
  );
}
