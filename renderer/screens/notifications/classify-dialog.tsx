import { useState } from 'react';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly onClose: () => void;
}

export function ClassifyDialog({ view, entity, onClose }: Props) {
  const [major, setMajor] = useState<'yes' | 'no' | ''>('');
  const [at, setAt] = useState<Instant | null>(null);
  const [reason, setReason] = useState('');
  const classify = useCommand('Classification', async ({ client }) => {
    if (at === null || major === '') throw new Error('the form is not complete');
    const answer = await client.incident.classify({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      major: major === 'yes',
      classifiedAt: at,
      reason,
    });
    onClose();
    return answer;
  });
  return (
    <DialogBox title={`Classify under DORA: ${entity.entityName}`} open onClose={onClose}>
      <OneOf
        label="Is it a major ICT-related incident?"
        value={major}
        items={[
          { value: 'yes', label: 'Major' },
          { value: 'no', label: 'Not major' },
        ]}
        onChange={setMajor}
      />
      <InstantInput label="Classified at" value={at} onChange={setAt} zones={[entity.timeZone]} />
      <TextInput
        label="Reason"
        rows={3}
        value={reason}
        onChange={setReason}
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
