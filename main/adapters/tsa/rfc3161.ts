import type { Timestamps } from '../../ports/timestamps.ts';
import { asRefused } from './refuse.ts';

/** The driver is large and most runs of the console never need it: loaded with the first reply. */
export const rfc3161: Timestamps = {
  read: async (reply) => {
    const { factsOf } = await import('./verify-reply.ts');
    try {
      return { ok: true, ...factsOf(reply) };
    } catch (error) {
      return asRefused(error);
    }
  },
  verify: async (check) => {
    const { verifyReply } = await import('./verify-reply.ts');
    try {
      return await verifyReply(check);
    } catch (error) {
      return asRefused(error);
    }
  },
  root: async (pem) => {
    const { readRoot, oneLine } = await import('./check-chain.ts');
    const root = readRoot(pem);
    return (
      root && {
        name: oneLine(root.subject).slice(0, 300),
        fingerprint: root.fingerprint256.replaceAll(':', '').toLowerCase(),
      }
    );
  },
};
