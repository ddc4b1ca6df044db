import { type ReactNode, useCallback, useState } from 'react';
import { AwareDialog } from './aware-dialog.tsx';
import { LookDialog } from './look-dialog.tsx';
import { DoorContext, type OpenDialog } from './open-dialog.ts';
import { SecondDialog } from './second-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

export function DialogDoor({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <DoorContext.Provider value={setOpen}>
      {children}
      {open?.kind === 'second' && <SecondDialog preferred={open.preferred} onClose={close} />}
      {open?.kind === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {open?.kind === 'look' && <LookDialog onClose={close} />}
      {open?.kind === 'aware' && <AwareDialog entity={open.entity} regime={open.regime} onClose={close} />}
    </DoorContext.Provider>
  );
}
