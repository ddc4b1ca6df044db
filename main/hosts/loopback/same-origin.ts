import type { IncomingHttpHeaders } from 'node:http';

/**
 * Why this request does not come from our own page, or undefined if it may. `Host` stops a name that an attacker points at
 * 127.0.0.1; `Sec-Fetch-Site` and `Origin` stop other sites, and other ports of this machine, from using the browser's cookie.
 */
export function foreignRequest(headers: IncomingHttpHeaders, origin: string, changes: boolean): string | undefined {
  if (headers.host !== origin.slice('http://'.length)) return 'the request names another host';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'the request comes from another site';
  if (headers.origin !== undefined && headers.origin !== origin) return 'the request comes from another origin';
  // Browsers name the origin on every POST; whoever leaves it out is not our page.
  if (changes && headers.origin === undefined) return 'the request does not name its origin';
  return undefined;
}
