/** The only address the window ever shows. A scheme of our own: no server behind it, no file system, no other origin. */
export const pageScheme = 'app';
export const pageHost = 'bulkhead';
export const pageOrigin = `${pageScheme}://${pageHost}`;
export const pageUrl = `${pageOrigin}/`;

/**
 * By parts, never by prefix: `app://bulkhead.evil/` starts the same. Node knows no origin for schemes of our own (it answers
 * `null` for every one of them), so scheme and host are compared instead.
 */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${pageScheme}:` && host === pageHost && username === '' && password === '';
}
