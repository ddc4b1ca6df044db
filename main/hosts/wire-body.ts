import { z } from 'zod';

/** Largest call either transport takes. Files do not travel in calls: they are uploaded, or named by path. */
export const largestCall = 6 << 20;

/**
 * The body of a call on the wire. The contract is plain JSON, so the transport's richer encodings (dates, sets, blobs) are
 * refused here, before a decoder that would throw on nonsense among them.
 */
export const WireBody = z.strictObject({ json: z.unknown().optional(), meta: z.array(z.never()).max(0).optional() });
