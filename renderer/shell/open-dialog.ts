import { type Context, createContext, useContext } from 'react';

/** Dialogs that can be asked for from any screen. One at a time. */
export type OpenDialog =
  | { readonly kind: 'second'; readonly preferred: string | null }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'look' }
  | { readonly kind: 'exercise-clock' }
  | { readonly kind: 'aware'; readonly entity: string | null; readonly regime: string | null };

export const DoorContext: Context<(dialog: OpenDialog) => void> = createContext<(dialog: OpenDialog) => void>(() => {});

export function useDialogDoor(): (dialog: OpenDialog) => void {
  return useContext(DoorContext);
}
