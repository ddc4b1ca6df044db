import { readFile } from 'node:fs/promises';
import type { RendererFiles } from './renderer-files.ts';

/** Where the recipient's verifier is fetched from, by a link on the page. */
export const verifierPath = '/verify.html';

/**
 * The served files, and the verifier page as one to keep: a person saves it and hands it on. Never shown from here, because it
 * is written for a page from disk and this host's own policy would stop its script. A build without it still has to start.
 */
export async function withVerifierPage(files: RendererFiles, built: URL): Promise<RendererFiles> {
  const body = await readFile(new URL('verify/verify.html', built)).catch(() => undefined);
  if (body === undefined) return files;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'attachment; filename="bulkhead-verify.html"',
    'cache-control': 'no-store',
  };
  return new Map([...files, [verifierPath, { body: new Uint8Array(body), headers }]]);
}
