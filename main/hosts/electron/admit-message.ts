import { z } from 'zod';
import { largestCall, WireBody } from '../wire-body.ts';

const Id = z.union([z.string().max(40), z.int()]);
const headerNames = /^(?!content-|x-orpc)[a-z-]{1,40}$/;

/** What our client sends over a port: a call, or that it lost interest in one. */
const Message = z.union([
  z.strictObject({ i: Id, t: z.literal(4) }),
  z.strictObject({
    i: Id,
    p: z.strictObject({
      u: z.string().max(200).startsWith('/'),
      b: WireBody.optional(),
      h: z
        .record(z.string().regex(headerNames), z.union([z.string().max(1000), z.array(z.string().max(1000)).max(20)]))
        .optional(),
    }),
  }),
]);

/**
 * A page that was taken over can post anything. The transport decodes in a callback whose rejections nobody hears, which
 * would end the process; so only messages that it can decode get there.
 */
export function isAdmissible(message: unknown): message is string {
  if (typeof message !== 'string' || message.length > largestCall) return false;
  try {
    return Message.safeParse(JSON.parse(message)).success;
  } catch {
    return false;
  }
}
