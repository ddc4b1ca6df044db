import type { ReactNode } from 'react';
import type { FieldDef } from '../../../shared/register/field.ts';
import type { CellFault } from '../../../shared/register/read-record.ts';
import type { Command } from '../../store/command.ts';
import type { Draft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props<T> {
  readonly title: string;
  readonly draft: Draft<T>;
  readonly correcting: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly faults: readonly CellFault[];
  readonly defs: readonly FieldDef[];
  readonly send: Command<[], unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Frame of both record forms. A correction says why; what stood before stays on record. */
export function RecordDialog<T>(props: Props<T>) {
  const { title, draft, correcting, reason, onReason, faults, defs, send, onClose, children } = props;
  const labelOf = (field: string): string => defs.find(({ name }) => name === field)?.label ?? field;
  const left = [
    ...faults.map(({ field, message }) => `${labelOf(field)} ${message}`),
    ...(correcting && reason.trim() === '' ? ['the reason is missing'] : []),
  ];
  return (
    <DialogBox title={title} open onClose={onClose} wide>
      <DraftNotice draft={draft} />
      {children}
      {correcting && (
        <TextInput
          label="Why it is corrected"
          required
          value={reason}
          onChange={onReason}
          hint="The earlier record stays in the ledger beside this one."
        />
      )}
      <FailureBox failure={send.failure} onRetry={() => void send.send()} />
      <div className="row">
        <Button tone="primary" busy={send.busy} isDisabled={left.length > 0} onPress={() => void send.send()}>
          {correcting ? 'Record the correction' : 'Register'}
        </Button>
        {left.length > 0 && <span className="small soft wrap">Still needed: {left.join('; ')}.</span>}
      </div>
    </DialogBox>
  );
}
