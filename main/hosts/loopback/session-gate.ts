import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Session } from '../../app/app.ts';

/** Lets one browser in: a link that works once is swapped for a cookie, and the cookie stands for one session. */
export interface SessionGate {
  /** The path to print, with the token. */
  readonly link: string;
  /** The `Set-Cookie` value when this is the unused token; undefined for ever after. */
  enter(token: string): string | undefined;
  sessionOf(cookies: string | undefined): Session | undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const secret = (): string => randomBytes(32).toString('base64url');

/** `origin` is where the page will live; its port goes into the cookie's name, because cookies do not tell ports apart. */
export function openGate(port: number, openSession: () => Session): SessionGate {
  const token = secret();
  const name = `bulkhead-${port}`;
  // Digests instead of secrets: compared in constant time, and of equal length whatever was sent.
  let unused: Buffer | undefined = digest(token);
  let admitted: { readonly cookie: Buffer; readonly session: Session } | undefined;

  return {
    link: `/enter?t=${token}`,
    enter(given) {
      if (unused === undefined || !timingSafeEqual(unused, digest(given))) return undefined;
      unused = undefined;
      const cookie = secret();
      admitted = { cookie: digest(cookie), session: openSession() };
      return `${name}=${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },
    sessionOf(cookies) {
      const mine = (cookies ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`));
      // Two cookies of that name: one of them was planted, and nobody can tell which.
      const [only, ...others] = mine;
      if (admitted === undefined || only === undefined || others.length > 0) return undefined;
      return timingSafeEqual(admitted.cookie, digest(only.slice(name.length + 1))) ? admitted.session : undefined;
    },
  };
}
