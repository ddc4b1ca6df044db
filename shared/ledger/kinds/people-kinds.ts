import { z } from 'zod';
import { Fingerprint, prose } from '../../domain/ids.ts';
import { ROLES } from '../../domain/risk.ts';
import { PublicKeyText, RosterLine } from './ledger-kinds.ts';

/** As many as fit into an entry, however long each is. */
export const MAX_CARRIED = 6;

/** What becomes of people and their keys after enrolment. Who may sign which of these: `voucher.ts`. */
export const peopleKinds = {
  /** Other roles from here on. Earlier signatures keep the roles of their moment. */
  'operator.assigned': z.strictObject({ fingerprint: Fingerprint, roles: z.array(z.enum(ROLES)).min(1) }),
  /** Signed with the old key, whose last entry this is. The new key counts from its own `operator.confirmed` on. */
  'operator.rotated': z.strictObject({
    fingerprint: Fingerprint,
    next: z.strictObject({ fingerprint: Fingerprint, publicKey: PublicKeyText }),
  }),
  /**
   * For a ledger that missed one or more of these: signed with the key that came of them, which brings along the entries of the
   * journal, each with its proof. There the old keys signed. What makes it stand: `carried-rotation.ts`.
   */
  'operator.rotation-carried': z.strictObject({
    fingerprint: Fingerprint,
    next: z.strictObject({ fingerprint: Fingerprint, publicKey: PublicKeyText }),
    rotations: z
      .array(z.strictObject({ entry: prose(1000), proof: prose(6000) }))
      .min(1)
      .max(MAX_CARRIED),
  }),
  /** The second signature under a revocation, which is named by its entry. */
  'operator.revocation-confirmed': z.strictObject({ fingerprint: Fingerprint, revocation: z.int().min(0) }),
  /** A new key for a person whose old one is revoked. Counts once another person has vouched and the new key has confirmed. */
  'operator.reenrolled': z.strictObject({ ...RosterLine.shape, replaces: Fingerprint, reason: prose(2000) }),
  /** A second person vouches: for a key that counts only then, or later for someone whom one alone had vouched for. */
  'operator.vouched': z.strictObject({ fingerprint: Fingerprint }),
  /** The second signature under roles that let act. `assignment` is the entry that gave them. */
  'operator.assignment-confirmed': z.strictObject({ fingerprint: Fingerprint, assignment: z.int().min(0) }),
  /** In the journal: a sealed copy of this key left for another console. */
  'operator.exported': z.strictObject({ fingerprint: Fingerprint }),
  /** The same key under another passphrase. Says that it happened and nothing about either passphrase. */
  'operator.resealed': z.strictObject({ fingerprint: Fingerprint }),
} as const;
