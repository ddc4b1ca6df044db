import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import type { KeyDialogProps } from './key-dialog.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';

/** The second voucher for someone whom one person alone had vouched for. */
export function VouchDialog({ line, view, onClose }: KeyDialogProps) {
  const vouch = usePeopleChange('Voucher', onClose, ({ client }) =>
    client.operators.vouch({ fingerprint: line.fingerprint }),
  );
  return (
    <DialogBox title={`Vouch for ${line.name}`} open onClose={onClose}>
      {vouch.missed !== null ? (
        <Missed missed={vouch.missed} onClose={onClose} />
      ) : (
        <>
          <p>
            So far only {line.soleVoucher?.name} has vouched for {line.name}. Sign when you know the person, and know
            that this fingerprint is that of their key: <code>{line.fingerprint}</code>
          </p>
          <p>{view.session.acting?.name} signs.</p>
          <FailureBox failure={vouch.failure} />
          <div className="row">
            <Button tone="primary" busy={vouch.busy} onPress={vouch.send}>
              Vouch
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
