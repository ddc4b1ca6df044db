import type { LedgerHealth } from '../../../shared/view/incident-view.ts';
import type { IconName } from '../../ui/icon.tsx';

export type SealWord = 'recorded' | 'sealed' | 'witnessed';

/** Up to which size somebody outside vouches: a witness that cosigned, or an authority that stamped. */
export function witnessedSize({ witnessed, timestamped }: Pick<LedgerHealth, 'witnessed' | 'timestamped'>): number {
  return Math.max(witnessed?.size ?? 0, timestamped?.size ?? 0);
}

/** How far an entry has come: on this disk, under a signature, vouched for by somebody outside. Each includes the ones before. */
export function sealWord(index: number, sealed: number, witnessed: number): SealWord {
  if (index < witnessed) return 'witnessed';
  return index < sealed ? 'sealed' : 'recorded';
}

export const SEAL_ICON: Readonly<Record<SealWord, IconName>> = { recorded: 'clock', sealed: 'seal', witnessed: 'eye' };
