import { type Context, type ReactNode, createContext, useCallback, useContext, useState } from 'react';
import { AwareDialog } from './aware-dialog.tsx';
import { SecondDialog } from './second-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

/** Dialogs that can be asked for from any screen. One at a time. */
export type OpenDialog =
  | { readonly kind: 'second'; readonly preferred: string | null }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'aware'; readonly entity: string | null; readonly regime: string | null };

const DoorContext: Context<(dialog: OpenDialog) => void> = createContext<(dialog: OpenDialog) => void>(() => {});

export function useDialogDoor(): (dialog: OpenDialog) => void {
  return useContext(DoorContext);
}

export function DialogDoor({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <DoorContext.Provider value={setOpen}>
      {children}
      {open?.kind === 'second' && <SecondDialog preferred={open.preferred} onClose={close} />}
      {open?.kind === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {open?.kind === 'aware' && <AwareDialog entity={open.entity} regime={open.regime} onClose={close} />}
    </DoorContext.Provider>
  );
}
