import type { LedgerHealth } from '../../../shared/view/incident-view.ts';
import type { IconName } from '../../ui/icon.tsx';

export type SealWord = 'recorded' | 'sealed' | 'witnessed';

/** How far an entry has come: on this disk, under a signature, seen by somebody outside. Each includes the ones before. */
export function sealWord(index: number, sealed: number, witnessed: LedgerHealth['witnessed']): SealWord {
  if (witnessed !== null && index < witnessed.size) return 'witnessed';
  return index < sealed ? 'sealed' : 'recorded';
}

export const SEAL_ICON: Readonly<Record<SealWord, IconName>> = { recorded: 'clock', sealed: 'seal', witnessed: 'eye' };
