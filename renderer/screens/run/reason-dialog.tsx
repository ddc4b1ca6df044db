import type { ReactNode } from 'react';
import type { ShownFailure } from '../../client/failure.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly confirm: string;
  /** Names the draft: incident, and what the reason is for. */
  readonly scope: string;
  readonly form: string;
  readonly busy: boolean;
  readonly failure: ShownFailure | null;
  readonly onConfirm: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks for the reason of a decision before it is made; the reason goes on record with it. */
export function ReasonDialog({
  title,
  label,
  confirm,
  scope,
  form,
  busy,
  failure,
  onConfirm,
  onClose,
  children,
}: Props) {
  const draft = useDraft({ scope, form, label: title, blank: '' });
  const send = async (): Promise<void> => {
    if (!(await onConfirm(draft.value.trim()))) return;
    draft.forget();
    onClose();
  };
  return (
    <DialogBox title={title} open onClose={onClose}>
      {children}
      <DraftNotice draft={draft} />
      <TextInput label={label} rows={2} value={draft.value} onChange={draft.set} startHere maxLength={2000} />
      <FailureBox failure={failure} />
      <div className="row">
        <Button tone="primary" busy={busy} isDisabled={draft.value.trim() === ''} onPress={() => void send()}>
          {confirm}
        </Button>
        <Button onPress={onClose}>Not now</Button>
      </div>
    </DialogBox>
  );
}
