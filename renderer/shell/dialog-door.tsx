import { type ReactNode, useCallback, useState } from 'react';
import { useStore } from '../store/app-store.ts';
import { useObservable } from '../store/observable.ts';
import { AwareDialog } from './aware-dialog.tsx';
import { ExerciseClockDialog } from './exercise-clock-dialog.tsx';
import { LookDialog } from './look-dialog.tsx';
import { DoorContext, type OpenDialog } from './open-dialog.ts';
import { SecondDialog } from './second-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

const OF_AN_INCIDENT: ReadonlySet<OpenDialog['kind']> = new Set(['aware', 'second', 'exercise-clock']);

export function DialogDoor({ children }: { readonly children: ReactNode }) {
  const [asked, setOpen] = useState<OpenDialog | null>(null);
  const { console: consoleLoader } = useStore();
  const locked = (useObservable(consoleLoader.state).value?.session.lead ?? null) === null;
  // The idle lock must not leave the case readable on top of the locked screen; what was typed is kept as a draft.
  const open = locked && asked !== null && OF_AN_INCIDENT.has(asked.kind) ? null : asked;
  if (open !== asked) setOpen(null);
  const close = useCallback(() => setOpen(null), []);
  return (
    <DoorContext.Provider value={setOpen}>
      {children}
      {open?.kind === 'second' && <SecondDialog preferred={open.preferred} onClose={close} />}
      {open?.kind === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {open?.kind === 'look' && <LookDialog onClose={close} />}
      {open?.kind === 'exercise-clock' && <ExerciseClockDialog onClose={close} />}
      {open?.kind === 'aware' && <AwareDialog entity={open.entity} regime={open.regime} onClose={close} />}
    </DoorContext.Provider>
  );
}
