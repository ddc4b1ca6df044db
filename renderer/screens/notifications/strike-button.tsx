import { useState } from 'react';
import type { FilingView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly incident: string;
  readonly filing: FilingView;
}

/** A filing recorded for the wrong report would stop a clock for good. Its entry stays; the clock runs on without it. */
export function StrikeButton({ incident, filing }: Props) {
  const [open, setOpen] = useState(false);
  const draft = useDraft({
    scope: incident,
    form: `strike ${filing.entry}`,
    label: `Recorded by mistake: ${filing.stage}`,
    blank: '',
  });
  const reason = draft.value;
  const strike = useCommand('Mistake', async ({ client }) => {
    const answer = await client.notification.strike({
      incident: incident as `inc-${string}`,
      filing: filing.entry,
      reason,
    });
    draft.recorded(reason);
    setOpen(false);
    return answer;
  });
  return (
    <>
      <Button
        size="small"
        aria-label={`Recorded by mistake: ${filing.stage}, receipt ${filing.receipt}`}
        onPress={() => setOpen(true)}
      >
        Recorded by mistake
      </Button>
      <DialogBox
        title={`Recorded by mistake: ${filing.stage}, receipt ${filing.receipt}`}
        open={open}
        onClose={() => setOpen(false)}
      >
        <p>
          Only where this was not filed. The entry stays on record, and the clock runs as if it had not been there. What
          was filed and is wrong is corrected by a further filing.
        </p>
        <DraftNotice draft={draft} />
        <TextInput
          label="Reason"
          rows={3}
          value={reason}
          onChange={draft.set}
          hint="What was filed in truth, if anything."
        />
        <FailureBox failure={strike.failure} onRetry={() => void strike.send()} />
        <div>
          <Button
            tone="primary"
            busy={strike.busy}
            isDisabled={reason.trim() === ''}
            onPress={() => void strike.send()}
          >
            Take it off the clock
          </Button>
        </div>
      </DialogBox>
    </>
  );
}
