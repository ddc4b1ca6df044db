import { useState } from 'react';
import type { ClockState } from '../../../shared/law/clock-state.ts';
import type { ExplanationView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

interface Props {
  readonly view: IncidentView;
  readonly clock: ClockState;
  readonly reason: ExplanationView | null;
}

/** A late filing carries its reason. One that turned out late, because a date moved, is asked for it here. */
export function LateReason({ view, clock, reason }: Props) {
  const [open, setOpen] = useState(false);
  const draft = useDraft({
    scope: view.incident,
    form: `late ${clock.entityId} ${clock.clockId}`,
    label: `Why ${clock.title} was filed late`,
    blank: '',
  });
  const text = draft.value;
  const explain = useCommand('Reason', async ({ client }) => {
    const answer = await client.law.explainLate({
      incident: view.incident as `inc-${string}`,
      entity: clock.entityId as `ent-${string}`,
      stage: clock.clockId,
      reason: text,
    });
    draft.recorded(text);
    setOpen(false);
    return answer;
  });
  if (reason !== null)
    return (
      <p className="small">
        Reason: {reason.reason} <span className="soft">{reason.by}</span>
        <EntryLink incident={view.incident} entry={reason.entry} />
      </p>
    );
  return (
    <>
      <p className="row">
        <strong>No reason is on record.</strong>
        <Button size="small" tone="primary" onPress={() => setOpen(true)}>
          Give the reason
        </Button>
      </p>
      <DialogBox title={`Why ${clock.title} was filed late`} open={open} onClose={() => setOpen(false)}>
        <DraftNotice draft={draft} />
        <TextInput label="Reason" rows={4} value={text} onChange={draft.set} />
        <FailureBox failure={explain.failure} onRetry={() => void explain.send()} />
        <div>
          <Button
            tone="primary"
            busy={explain.busy}
            isDisabled={text.trim() === ''}
            onPress={() => void explain.send()}
          >
            Record the reason
          </Button>
        </div>
      </DialogBox>
    </>
  );
}
