import type { Protocol } from 'electron';
import { securityHeaders } from '../csp.ts';
import type { RendererFiles } from '../renderer-files.ts';
import { isOwnUrl, pageScheme } from './page-address.ts';

/** Serves the renderer under our scheme. Headers are set here, because webRequest may not see answers of such handlers. */
export function servePage(protocol: Protocol, files: RendererFiles): void {
  protocol.handle(pageScheme, ({ method, url }) => {
    if (!isOwnUrl(url)) return refusal(403);
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    const file = files.get(new URL(url).pathname);
    if (file === undefined) return refusal(404);
    return new Response(method === 'HEAD' ? null : file.body, { headers: { ...securityHeaders, ...file.headers } });
  });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
