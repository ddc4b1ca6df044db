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
import { OneOf } from '../../ui/tick.tsx';
import { useAssessment } from './use-assessment.ts';
import { Changes, VerdictMark } from './verdict-mark.tsx';

interface ClassifyForm {
  readonly major: 'yes' | 'no' | '';
  readonly at: Instant | null;
  readonly reason: string;
}

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly onClose: () => void;
}

export function ClassifyDialog({ view, entity, onClose }: Props) {
  const form = {
    scope: view.incident,
    form: `classify ${entity.entity}`,
    label: `Classify under DORA: ${entity.entityName}`,
  };
  const draft = useDraft<ClassifyForm>({ ...form, blank: { major: '', at: null, reason: '' } });
  const { major, at, reason } = draft.value;
  const { found } = useAssessment({
    incident: view.incident,
    entity: entity.entity,
    revision: view.revision,
    suppose: [],
    pack: null,
  });
  const test = found?.assessments.find((one) => one.test === 'DORA.MAJOR');
  const classify = useCommand('Classification', async ({ client }) => {
    if (at === null || major === '') throw new Error('the form is not complete');
    const answer = await client.incident.classify({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      major: major === 'yes',
      classifiedAt: at,
      reason,
    });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={`Classify under DORA: ${entity.entityName}`} open onClose={onClose}>
      <DraftNotice draft={draft} />
      {test !== undefined && (
        <div className="note-box stack-1">
          <p className="row">
            <strong>On the facts recorded so far:</strong>
            <VerdictMark verdict={test.verdict} of="test" />
          </p>
          <details>
            <summary className="small">What would change that</summary>
            <Changes verdict={test} of="test" />
          </details>
          <p className="small soft">
            {test.how} {test.basis}. The rules advise; you classify.
          </p>
        </div>
      )}
      <OneOf
        label="Is it a major ICT-related incident?"
        value={major}
        items={[
          { value: 'yes', label: 'Major' },
          { value: 'no', label: 'Not major' },
        ]}
        onChange={(next) => draft.change({ major: next })}
      />
      <InstantInput
        key={draft.generation}
        keep={form}
        label="Classified at"
        value={at}
        onChange={(next) => draft.change({ at: next })}
        zones={[entity.timeZone]}
      />
      <TextInput
        label="Reason"
        rows={3}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        hint="Which criteria and thresholds are met or not."
      />
      <FailureBox failure={classify.failure} onRetry={() => void classify.send()} />
      <div>
        <Button
          tone="primary"
          busy={classify.busy}
          isDisabled={major === '' || at === null || reason.trim() === ''}
          onPress={() => void classify.send()}
        >
          Record the classification
        </Button>
      </div>
    </DialogBox>
  );
}
