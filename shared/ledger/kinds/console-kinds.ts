import { z } from 'zod';
import { Fingerprint, prose } from '../../domain/ids.ts';
import { PublicKeyText } from './ledger-kinds.ts';

/** The console's own key, and what takes its place. When each takes effect, and who signs: `consoles.ts`. */
export const consoleKinds = {
  /** By an operator: the key `fingerprint` hands over to `next`. Counts at once where nobody else could confirm. */
  'console.rotated': z.strictObject({
    fingerprint: Fingerprint,
    next: z.strictObject({ fingerprint: Fingerprint, publicKey: PublicKeyText }),
    reason: prose(2000),
  }),
  /** By another operator: the hand-over of entry `rotation` counts from here on. `fingerprint` is the new key. */
  'console.rotation-confirmed': z.strictObject({ fingerprint: Fingerprint, rotation: z.int().min(0) }),
} as const;
