import type { ConsoleView, OperatorView } from '../../../shared/view/console-view.ts';
import { KeyFileDialog } from './key-file-dialog.tsx';
import { ReenrolDialog } from './reenrol-dialog.tsx';
import { RenewDialog } from './renew-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { VouchDialog } from './vouch-dialog.tsx';

export type KeyAction = 'rotate' | 'passphrase' | 'file' | 'roles' | 'vouch' | 'reenrol' | 'revoke';

export interface KeyDialogProps {
  readonly line: OperatorView;
  readonly view: ConsoleView;
  readonly onClose: () => void;
}

export function KeyDialog({ does, ...props }: KeyDialogProps & { readonly does: KeyAction }) {
  switch (does) {
    case 'rotate':
    case 'passphrase':
      return <RenewDialog does={does} onClose={props.onClose} />;
    case 'file':
      return <KeyFileDialog onClose={props.onClose} />;
    case 'roles':
      return <RolesDialog {...props} />;
    case 'vouch':
      return <VouchDialog {...props} />;
    case 'reenrol':
      return <ReenrolDialog {...props} />;
    case 'revoke':
      return <RevokeDialog {...props} />;
  }
}
