import { z } from 'zod';
import { Fingerprint, prose } from '../../domain/ids.ts';
import { ROLES } from '../../domain/risk.ts';
import { PublicKeyText, RosterLine } from './ledger-kinds.ts';

/** What becomes of people and their keys after enrolment. Who may sign which of these: `voucher.ts`. */
export const peopleKinds = {
  /** Other roles from here on. Earlier signatures keep the roles of their moment. */
  'operator.assigned': z.strictObject({ fingerprint: Fingerprint, roles: z.array(z.enum(ROLES)).min(1) }),
  /** Signed with the old key, whose last entry this is. The new key counts from its own `operator.confirmed` on. */
  'operator.rotated': z.strictObject({
    fingerprint: Fingerprint,
    next: z.strictObject({ fingerprint: Fingerprint, publicKey: PublicKeyText }),
  }),
  /** The second signature under a revocation, which is named by its entry. */
  'operator.revocation-confirmed': z.strictObject({ fingerprint: Fingerprint, revocation: z.int().min(0) }),
  /** A new key for a person whose old one is revoked. Counts once another person has vouched and the new key has confirmed. */
  'operator.reenrolled': z.strictObject({ ...RosterLine.shape, replaces: Fingerprint, reason: prose(2000) }),
  'operator.vouched': z.strictObject({ fingerprint: Fingerprint }),
  /** The same key under another passphrase. Says that it happened and nothing about either passphrase. */
  'operator.resealed': z.strictObject({ fingerprint: Fingerprint }),
} as const;
