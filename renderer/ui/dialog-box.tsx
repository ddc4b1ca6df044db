import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import './dialog-box.css';

interface Props {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A question on top of the screen. Escape and the button in the corner close it; a press beside it does not, typed text is too dear. */
export function DialogBox({ title, open, onClose, wide = false, children }: Props) {
  return (
    <ModalOverlay className="dialog-shade" isOpen={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <Dialog className="dialog-body">
          <div className="dialog-head">
            <Heading slot="title" level={2} className="dialog-title">
              {title}
            </Heading>
            <Button tone="quiet" size="small" icon="cross" onPress={onClose}>
              Close
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
